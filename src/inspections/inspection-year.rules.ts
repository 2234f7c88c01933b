import type { Day } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';
import type { DueDecision } from './due.rules.js';

/** What is known of one agreement's full inspection when a fiscal year is looked at. */
export interface YearFacts {
  decision: DueDecision;
  /** Its open obligation, if the due rule's answer has been recorded. */
  obligation: { dueOn: Day; unscheduledReason: string | null } | null;
  /** A full inspection that has a date, in whichever year. */
  scheduled: { number: string; startsOn: Day; fiscalYear: number } | null;
  /** Last day of the fiscal year. */
  yearEndsOn: Day;
  fiscalYear: number;
}

/** Where an agreement without a full inspection in a fiscal year stands, and why. */
export function standingWithoutInspection(facts: YearFacts): {
  status: 'unscheduled' | 'not-due';
  dueOn: Day | null;
  reason: string;
} {
  const { decision, obligation, scheduled, yearEndsOn, fiscalYear } = facts;
  if (!decision.isDue) return { status: 'not-due', dueOn: null, reason: decision.reason };
  const dueOn = obligation?.dueOn ?? decision.dueOn;
  if (scheduled && scheduled.fiscalYear !== fiscalYear)
    return {
      status: 'not-due',
      dueOn,
      reason: `${scheduled.number} is scheduled for ${dayText(scheduled.startsOn)}, in fiscal year ${scheduled.fiscalYear}.`,
    };
  if (dueOn > yearEndsOn)
    return {
      status: 'not-due',
      dueOn,
      reason: `Next due on ${dayText(dueOn)}, after fiscal year ${fiscalYear}: ${decision.basis}.`,
    };
  return {
    status: 'unscheduled',
    dueOn,
    reason:
      obligation?.unscheduledReason ??
      'Due, and not yet placed: the scheduling job has not run since it became due.',
  };
}
