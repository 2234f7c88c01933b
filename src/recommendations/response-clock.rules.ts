import { addDays, type Day, daysBetween } from '../platform/clock/calendar.js';
import { isMonth, type Standing } from './ledger.rules.js';

/**
 * Within so many days of its memo the OIG wants agreement or disagreement, a corrective action plan, a target date and the
 * responsible parties, in writing (OIG-12-130, memo, citing DHS Directive 077-1).
 */
export const RESPONSE_DAYS = 90;

/** The clock of one recommendation, and how it stands. */
export interface ResponseClock {
  dueOn: Day;
  /** Null while something that the memo asks for is missing. */
  answeredOn: Day | null;
  /** Days until it is due, or with a minus since; of one that was answered, by how much that was early or late. */
  daysLeft: number;
}

/**
 * @param issued the day of the memo
 * @returns null where no day is known from which it could run, or where the recommendation went on without an answer on record
 */
export function responseClock(
  issued: string,
  standing: Standing,
  today: Day,
): ResponseClock | null {
  if (isMonth(issued)) return null;
  const { answeredOn } = standing;
  if (answeredOn === null && standing.status !== 'unresolved-open') return null;
  const dueOn = addDays(issued, RESPONSE_DAYS);
  return { dueOn, answeredOn, daysLeft: daysBetween(answeredOn ?? today, dueOn) };
}

/** `answered, 3 days late`, `90 days left`. */
export function clockText({ answeredOn, daysLeft }: ResponseClock): string {
  const late = `${-daysLeft} ${daysLeft === -1 ? 'day' : 'days'} late`;
  if (answeredOn !== null) return daysLeft < 0 ? `answered, ${late}` : 'answered in time';
  if (daysLeft === 0) return 'due today';
  return daysLeft < 0 ? late : `${daysLeft} ${daysLeft === 1 ? 'day' : 'days'} left`;
}
