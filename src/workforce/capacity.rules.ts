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

/**
 * Who holds a position one after the other: whoever does on a day, and who begins after it and before the end.
 * @returns the earliest first
 */
export const holdersFrom = <Holder extends Hold>(
  holds: readonly Holder[],
  from: Day,
  end: Day,
): Holder[] =>
  holds
    .filter((hold) => holdsOn(hold, from) || (hold.holdsFrom > from && hold.holdsFrom < end))
    .filter((hold) => !isEmpty(hold))
    .toSorted((a, b) => a.holdsFrom.localeCompare(b.holdsFrom));

/** What may be inspected from a week on, where that is something else than before. */
export interface LaterModels {
  monday: Day;
  models: string[];
}

/**
 * The weeks from which on other models may be inspected than in the one before: somebody else holds the position, or a
 * qualification begins or ends. A week in which nobody holds it changes nothing.
 * @param from the day that `first` is of: what was before it is not asked
 * @param modelsOf what somebody may inspect on a day
 */
export function laterModels(
  first: readonly string[],
  holders: readonly Hold[],
  weeks: readonly WorkWeek[],
  from: Day,
  modelsOf: (accountId: string, day: Day) => string[],
): LaterModels[] {
  let before = first;
  return weeks.flatMap(({ monday, businessDays: [day = monday] }) => {
    const hold = day > from ? holders.find((one) => holdsOn(one, day)) : undefined;
    if (!hold) return [];
    const models = modelsOf(hold.accountId, day);
    if (models.join() === before.join()) return [];
    before = models;
    return [{ monday, models }];
  });
}
