import type { Day } from '../../platform/clock/calendar.js';
import { AWAITED, BEFORE_FIELD_WORK, isOneOf } from '../life-cycle/life-cycle.rules.js';

/** Whether the final report, which says what became of the findings, is still to come. */
export const isBeforeReport = (status: string): boolean => isOneOf(status, AWAITED);

/** Whether a visit has begun, by its steps or, where nobody has recorded them yet, by its first day. */
export function hasBegun(visit: { status: string; startsOn: Day | null }, today: Day): boolean {
  if (isBeforeReport(visit.status) && !isOneOf(visit.status, BEFORE_FIELD_WORK)) return true;
  const isAnnounced = visit.status === 'scheduled' || visit.status === 'notified';
  return isAnnounced && visit.startsOn !== null && visit.startsOn <= today;
}

/** Whether a visit can be spared when nothing is left for it to verify. */
export const canBeSpared = (
  visit: { kind: string; status: string; startsOn: Day | null },
  today: Day,
): boolean =>
  visit.kind === 'focus' && isOneOf(visit.status, BEFORE_FIELD_WORK) && !hasBegun(visit, today);
