import { Temporal } from 'temporal-polyfill';
import {
  addDays,
  addMonths,
  type Day,
  dayOf,
  isBusinessDay,
  isWeekend,
  type Moment,
  startOfDay,
  weekday,
} from './calendar.js';

/** A day and an hour as the clock on a wall shows them, `2012-09-26T14:30`: which moment that is depends on the zone. */
export type WallTime = string;

const WALL_TIME = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/;

const HOUR_MS = 3_600_000;

const momentAt = (milliseconds: number): Moment => new Date(milliseconds).toISOString();

/** Whether the text is an hour of a day that exists: `2012-02-30T09:00` and `2012-09-26T24:00` are not. */
export function isWallTime(text: string): boolean {
  if (!WALL_TIME.test(text)) return false;
  try {
    Temporal.PlainDateTime.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

/**
 * The moment of an hour in a zone (IANA name). An hour that the clocks skip in spring counts as an hour later, and one
 * that they repeat in autumn as the first of the two.
 */
export function momentOf(time: WallTime, timeZone: string): Moment {
  return momentAt(Temporal.PlainDateTime.from(time).toZonedDateTime(timeZone).epochMilliseconds);
}

/** Hours that pass, whatever the clocks on the walls do meanwhile. */
export function addHours(from: Moment, hours: number): Moment {
  return momentAt(Date.parse(from) + hours * HOUR_MS);
}

/**
 * Hours of which those of Saturday and Sunday do not count, as the days lie in a zone (IANA name): what begins on a
 * weekend begins to count on Monday. The clocks of the United States change on Sundays, so that they change nothing here.
 */
export function addHoursWithoutWeekends(from: Moment, hours: number, timeZone: string): Moment {
  let begin = from;
  let left = hours * HOUR_MS;
  for (;;) {
    const day = dayOf(begin, timeZone);
    const saturday = addDays(day, 6 - weekday(day));
    const monday = startOfDay(addDays(saturday, 2), timeZone);
    const untilWeekend = Date.parse(startOfDay(saturday, timeZone)) - Date.parse(begin);
    if (isWeekend(day)) begin = startOfDay(nextMonday(day), timeZone);
    else if (left <= untilWeekend) return momentAt(Date.parse(begin) + left);
    else {
      begin = monday;
      left -= untilWeekend;
    }
  }
}

const nextMonday = (day: Day): Day => addDays(day, 8 - weekday(day));

/** So many days of which Saturdays and Sundays do not count; a weekend itself ends on the Monday after. */
export const addWeekdays = (from: Day, days: number): Day =>
  addCounted(from, days, (day) => !isWeekend(day));

/** So many business days: neither weekends nor federal holidays, as they are observed, count. */
export const addBusinessDays = (from: Day, days: number): Day =>
  addCounted(from, days, isBusinessDay);

/** The day of `from` itself is not counted. No days, from a day that does not count, end on the first that does. */
function addCounted(from: Day, days: number, counts: (day: Day) => boolean): Day {
  let day = from;
  let left = days;
  while (left > 0 || !counts(day)) {
    day = addDays(day, 1);
    if (left > 0 && counts(day)) left -= 1;
  }
  return day;
}

/** The same day of a later year; 28 February where that year has no 29th. */
export const addYears = (from: Day, years: number): Day => addMonths(from, 12 * years);
