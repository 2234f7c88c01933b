import { addDays, addMonths, type Day, dayOf, type Moment } from '../platform/clock/calendar.js';
import {
  addHours,
  addHoursWithoutWeekends,
  addWeekdays,
  addYears,
  momentOf,
  type WallTime,
} from '../platform/clock/time-limits.js';
import type { Standard } from '../requirements/standard.rules.js';
import { dayOfFact } from './facts.rules.js';

export const LIMIT_STATUSES = ['compliant', 'due-soon', 'late', 'early', 'no-data'] as const;

/** `early`: done before the shortest interval was over. `no-data`: not known, which is never compliant. */
export type LimitStatus = (typeof LIMIT_STATUSES)[number];

/** A day, or an hour where the field office is. */
type DayOrHour = string;

/** A day, or a moment where hours are counted. */
type DayOrMoment = string;

/** From one thing to another, of which a requirement limits the time. */
export interface Stretch {
  /** Of whom or what: `OFF-014`, `CMPL-2012-03`. */
  subject: string;
  /** The entry that it rests on; null when there is none. */
  entryId: string | null;
  /** Null = not on record. */
  from: DayOrHour | null;
  until: DayOrHour | null;
  /** `until` is an end that was stated ahead, and nothing follows it yet. */
  isEndAhead?: boolean;
  /** What else one must know. */
  note?: string;
  isSample: boolean;
}

/** A stretch against the limit of a requirement. */
export interface ComputedLimit extends Stretch {
  /** Null = not known. */
  dueOn: DayOrMoment | null;
  status: LimitStatus;
}

/** The day from which one looks, and where. */
export interface LimitStandpoint {
  asOf: Day;
  /** What falls due until this day is due soon. */
  soonUntil: Day;
  /** IANA name, of the field office; null = not known, and then hours cannot be counted. */
  timeZone: string | null;
}

/** Whether a standard is a length of time: only that is counted here. */
export const isTimeLimit = ({ kind, unit }: Standard): boolean =>
  kind === 'limit' && unit !== null && unit !== 'percent';

/**
 * Holds a stretch against a limit, as of a day. The day on which something falls due is not late yet.
 * @param standard one for which `isTimeLimit` holds
 */
export function judge(stretch: Stretch, standard: Standard, view: LimitStandpoint): ComputedLimit {
  const { from, until } = stretch;
  const unknown: ComputedLimit = { ...stretch, dueOn: null, status: 'no-data' };
  if (from === null) return unknown;
  if (standard.unit !== 'hours') {
    const dueOn = dayLimit(dayOfFact(from), standard);
    const done = until === null ? null : dayOfFact(until);
    return {
      ...stretch,
      dueOn,
      status: statusOf({ dueOn, dueDay: dueOn, done }, standard, view, stretch),
    };
  }
  const { timeZone } = view;
  if (timeZone === null)
    return { ...unknown, note: 'No field office answers for it: its time zone is not known.' };
  const dueOn = hourLimit(from, standard, timeZone);
  const done = until === null ? null : momentOf(until, timeZone);
  const dueDay = dayOf(dueOn, timeZone);
  return { ...stretch, dueOn, status: statusOf({ dueOn, dueDay, done }, standard, view, stretch) };
}

function hourLimit(from: WallTime, { amount, weekends }: Standard, timeZone: string): Moment {
  const begin = momentOf(from, timeZone);
  return weekends === 'excluded'
    ? addHoursWithoutWeekends(begin, amount ?? 0, timeZone)
    : addHours(begin, amount ?? 0);
}

/** The day until which, or from which on, something is within a limit of days, months or years. */
export function dayLimit(
  from: Day,
  { amount, unit, weekends }: Pick<Standard, 'amount' | 'unit' | 'weekends'>,
): Day {
  const count = amount ?? 0;
  if (unit === 'years') return addYears(from, count);
  if (unit === 'months') return addMonths(from, count);
  return weekends === 'excluded' ? addWeekdays(from, count) : addDays(from, count);
}

function statusOf(
  { dueOn, dueDay, done }: { dueOn: DayOrMoment; dueDay: Day; done: DayOrMoment | null },
  { bound }: Standard,
  { asOf, soonUntil }: LimitStandpoint,
  { isEndAhead = false }: Stretch,
): LimitStatus {
  if (bound === 'at-least') return done !== null && done < dueOn ? 'early' : 'compliant';
  if (done !== null && done > dueOn) return 'late';
  const ends = isEndAhead ? done : null;
  if (ends !== null) return ends >= asOf && ends <= soonUntil ? 'due-soon' : 'compliant';
  if (done !== null) return 'compliant';
  if (dueDay < asOf) return 'late';
  return dueDay <= soonUntil ? 'due-soon' : 'compliant';
}
