import { addDays, type Day, nextBusinessDay } from '../platform/clock/calendar.js';
import type { Policy } from '../platform/config/policy.js';
import type { InspectionStatus } from './life-cycle/life-cycle.rules.js';

/** The day on which the demonstration begins: what lies after it has not happened. */
export const DEMONSTRATION_BEGINS: Day = '2012-09-26';

/** A step that a sample visit has gone through. */
export interface SampleStep {
  from: InspectionStatus;
  to: InspectionStatus;
  on: Day;
}

/**
 * The steps of a past sample visit, each on its limit, until the demonstration begins. A visit whose findings are all closed
 * is closed when the last of them was; one with an open finding is distributed and no more.
 * @param visit `closedOn`: the day on which its last finding was closed; `standsAt`: the step after which nothing happened
 */
export function sampleSteps(
  visit: {
    startsOn: Day;
    endsOn: Day;
    hasOpenFinding: boolean;
    closedOn: Day | null;
    standsAt: InspectionStatus | undefined;
  },
  policy: Pick<Policy, 'milestones' | 'reports'>,
): SampleStep[] {
  const { startsOn, endsOn, hasOpenFinding, closedOn, standsAt } = visit;
  const { milestones, reports } = policy;
  const afterFieldWork = (days: number): Day => nextBusinessDay(addDays(endsOn, days));
  const distributedOn = afterFieldWork(reports.distributionDays);
  const days: [InspectionStatus, Day][] = [
    ['notified', addDays(startsOn, -milestones.notificationDaysBefore)],
    ['in-field', startsOn],
    ['exit-interview', endsOn],
    ['draft-report', afterFieldWork(reports.draftDays)],
    ['final-report', afterFieldWork(reports.finalDays)],
    ['distributed', distributedOn],
    ...(hasOpenFinding
      ? []
      : [
          ['closed', closedOn !== null && closedOn > distributedOn ? closedOn : distributedOn] as [
            InspectionStatus,
            Day,
          ],
        ]),
  ];
  const steps: SampleStep[] = [];
  let from: InspectionStatus = 'scheduled';
  for (const [to, on] of days) {
    if (on > DEMONSTRATION_BEGINS) break;
    steps.push({ from, to, on });
    if (to === standsAt) break;
    from = to;
  }
  return steps;
}
