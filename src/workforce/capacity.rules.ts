import { addDays, type Day, isBusinessDay, weekday } from '../platform/clock/calendar.js';
import { type Days, holdsOn, isEmpty, type Span } from './spans.rules.js';

/** Why a position sends nobody in a week. */
export type Unavailability = 'vacant' | 'leave' | 'not-established' | 'abolished';

export interface UnavailableWeek {
  monday: Day;
  reason: Unavailability;
}

/** Somebody's hold on a position. */
export interface Hold extends Span {
  accountId: string;
}

export interface Absence extends Days {
  accountId: string;
}

/** A position as a calendar sees it. */
export interface Post {
  establishedOn: Day;
  /** The first day on which it no longer exists. */
  abolishedOn: Day | null;
  /** No two share a day. */
  holds: readonly Hold[];
}

export interface WorkWeek {
  monday: Day;
  /** Without weekends and federal holidays. */
  businessDays: Day[];
}

/**
 * The weeks from a Monday on.
 * @throws Error when the day is no Monday
 */
export function workWeeks(firstMonday: Day, weeks: number): WorkWeek[] {
  if (weekday(firstMonday) !== 1) throw new Error(`${firstMonday} is no Monday`);
  return Array.from({ length: weeks }, (_, index) => {
    const monday = addDays(firstMonday, 7 * index);
    const days = [0, 1, 2, 3, 4].map((offset) => addDays(monday, offset));
    return { monday, businessDays: days.filter(isBusinessDay) };
  });
}

/**
 * The weeks in which whoever holds a position cannot travel: on any of the business days it does not exist, nobody or
 * somebody else than on the others holds it, or they are on leave. The first of these reasons is given.
 */
export function unavailableWeeks(
  post: Post,
  absences: readonly Absence[],
  weeks: readonly WorkWeek[],
): UnavailableWeek[] {
  return weeks.flatMap(({ monday, businessDays }) => {
    const reason = reasonAgainst(post, absences, businessDays);
    return reason ? [{ monday, reason }] : [];
  });
}

function reasonAgainst(
  { establishedOn, abolishedOn, holds }: Post,
  absences: readonly Absence[],
  days: readonly Day[],
): Unavailability | undefined {
  const [first] = days;
  if (first === undefined) return undefined;
  if (first < establishedOn) return 'not-established';
  if (abolishedOn !== null && days.some((day) => day >= abolishedOn)) return 'abolished';
  const hold = holds.find((one) => holdsOn(one, first));
  if (!hold || !days.every((day) => holderOn(holds, day) === hold.accountId)) return 'vacant';
  const isAway = absences.some(
    ({ accountId, fromOn, untilOn }) =>
      accountId === hold.accountId && days.some((day) => fromOn <= day && day <= untilOn),
  );
  return isAway ? 'leave' : undefined;
}

const holderOn = (holds: readonly Hold[], day: Day): string | undefined =>
  holds.find((hold) => holdsOn(hold, day))?.accountId;

/** Whoever holds a position on a day or, where nobody does, whoever begins first after it and before the end. */
export function planHolder<Holder extends Hold>(
  holds: readonly Holder[],
  from: Day,
  end: Day,
): Holder | undefined {
  return [...holds]
    .filter((hold) => holdsOn(hold, from) || (hold.holdsFrom > from && hold.holdsFrom < end))
    .filter((hold) => !isEmpty(hold))
    .sort((a, b) => a.holdsFrom.localeCompare(b.holdsFrom))[0];
}
