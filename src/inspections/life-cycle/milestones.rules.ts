import {
  addDays,
  type Day,
  daysBetween,
  nextBusinessDay,
  previousBusinessDay,
} from '../../platform/clock/calendar.js';
import { dayText } from '../../platform/clock/day-text.js';
import type { Policy } from '../../platform/config/policy.js';
import type { InspectionStatus } from './life-cycle.rules.js';

/** What a milestone is counted from. */
export interface MilestoneFacts {
  status: InspectionStatus;
  dueOn: Day | null;
  startsOn: Day | null;
  /** The last day of field work, planned or as it was. */
  endsOn: Day | null;
}

/** The step that a visit waits for, and until when. */
export interface Milestone {
  step: InspectionStatus;
  limitOn: Day;
  /** The limit in words, with the setting behind it. */
  basis: string;
}

type ClockPolicy = Pick<Policy, 'milestones' | 'reports'>;

/**
 * The next milestone of a visit, by policy.yaml's `milestones` and `reports` (set by this installation). Days are calendar
 * days; a limit on a weekend or a federal holiday is the business day after it, and of the notification the one before.
 * @returns undefined when nothing is waited for, or when the day that it would be counted from is not known
 */
export function nextMilestone(facts: MilestoneFacts, policy: ClockPolicy): Milestone | undefined {
  const { status, dueOn, startsOn, endsOn } = facts;
  const { milestones, reports } = policy;
  const afterFieldWork = (step: InspectionStatus, days: number): Milestone | undefined =>
    endsOn === null
      ? undefined
      : {
          step,
          limitOn: nextBusinessDay(addDays(endsOn, days)),
          basis: `${daysWords(days)} after field work ended on ${dayText(endsOn)}`,
        };
  switch (status) {
    case 'postponed':
      return dueOn === null
        ? undefined
        : {
            step: 'scheduled',
            limitOn: previousBusinessDay(dueOn),
            basis: `the visit is due by ${dayText(dueOn)}`,
          };
    case 'scheduled':
      return startsOn === null
        ? undefined
        : {
            step: 'notified',
            limitOn: previousBusinessDay(addDays(startsOn, -milestones.notificationDaysBefore)),
            basis: `${daysWords(milestones.notificationDaysBefore)} before the first day, ${dayText(startsOn)}`,
          };
    case 'notified':
      return startsOn === null
        ? undefined
        : {
            step: 'in-field',
            limitOn: startsOn,
            basis: `the planned first day, ${dayText(startsOn)}`,
          };
    case 'in-field':
      return endsOn === null
        ? undefined
        : {
            step: 'exit-interview',
            limitOn: nextBusinessDay(addDays(endsOn, milestones.exitInterviewDays)),
            basis: `${daysWords(milestones.exitInterviewDays)} after the planned last day, ${dayText(endsOn)}`,
          };
    case 'exit-interview':
      return afterFieldWork('draft-report', reports.draftDays);
    case 'draft-report':
      return afterFieldWork('final-report', reports.finalDays);
    case 'final-report':
      return afterFieldWork('distributed', reports.distributionDays);
    case 'unscheduled':
    case 'distributed':
    case 'closed':
    case 'cancelled':
      return undefined;
  }
}

/** Days past the limit; negative = days that are left. */
export const daysLate = (limitOn: Day, today: Day): number => daysBetween(limitOn, today);

const daysWords = (days: number): string => `${days} ${days === 1 ? 'day' : 'days'}`;
