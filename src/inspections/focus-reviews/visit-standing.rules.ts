import type { Day } from '../../platform/clock/calendar.js';

/** Before the final report: what such a visit is to verify is in hand, whether or not it has its day yet. */
export const BEFORE_REPORT: readonly string[] = [
  'unscheduled',
  'scheduled',
  'notified',
  'in-field',
  'exit-interview',
  'draft-report',
  'postponed',
];

/** Nobody has been there yet: the visit can still be taken back. */
const BEFORE_FIELD: readonly string[] = ['unscheduled', 'scheduled', 'notified', 'postponed'];

const IN_HAND: readonly string[] = ['in-field', 'exit-interview', 'draft-report'];

const FIELD_WORK_DONE: readonly string[] = [
  'exit-interview',
  'draft-report',
  'final-report',
  'distributed',
  'closed',
  'completed',
];

export const isBeforeReport = (status: string): boolean => BEFORE_REPORT.includes(status);

export const isFieldWorkDone = (status: string): boolean => FIELD_WORK_DONE.includes(status);

/** Whether a visit has begun, by its steps or, where nobody has recorded them yet, by its first day. */
export function hasBegun(visit: { status: string; startsOn: Day | null }, today: Day): boolean {
  if (IN_HAND.includes(visit.status)) return true;
  const isAnnounced = visit.status === 'scheduled' || visit.status === 'notified';
  return isAnnounced && visit.startsOn !== null && visit.startsOn <= today;
}

/** Whether a visit can be spared when nothing is left for it to verify. */
export const canBeSpared = (
  visit: { kind: string; status: string; startsOn: Day | null },
  today: Day,
): boolean =>
  visit.kind === 'focus' && BEFORE_FIELD.includes(visit.status) && !hasBegun(visit, today);
