import Holidays from 'date-holidays';
import { Temporal } from 'temporal-polyfill';

/** A calendar day as `YYYY-MM-DD`. Days travel as text from the form to the column and back: no zone can shift them. */
export type Day = string;

/** A moment as ISO 8601 in UTC with milliseconds, `2012-09-26T13:00:00.000Z`: text that sorts as time does. */
export type Moment = string;

const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the text is a day that exists: `2012-02-30` and `2012-2-3` are not. */
export function isDay(text: string): boolean {
  if (!DAY_PATTERN.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

/** The moment at which a day begins in a zone (IANA name). */
export function startOfDay(day: Day, timeZone: string): Moment {
  const { epochMilliseconds } = Temporal.PlainDate.from(day).toZonedDateTime(timeZone);
  return new Date(epochMilliseconds).toISOString();
}

/** The calendar day of a moment in a zone (IANA name). */
export function dayOf(moment: Moment, timeZone: string): Day {
  return Temporal.Instant.from(moment).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** The last moment of a day in a zone: a millisecond before the next one begins. */
export function endOfDay(day: Day, timeZone: string): Moment {
  return new Date(Date.parse(startOfDay(addDays(day, 1), timeZone)) - 1).toISOString();
}

const MOMENT_PATTERN = /^\d{4}-\d{2}-\d{2}T/;

/**
 * The moment that a text of ISO 8601 names, `2012-09-26T13:00Z` or `2012-09-26T09:00:00-04:00`; undefined for anything
 * else. A time without its offset from UTC names no moment.
 */
export function readMoment(text: string): Moment | undefined {
  if (!MOMENT_PATTERN.test(text)) return undefined;
  try {
    const moment = new Date(Temporal.Instant.from(text).epochMilliseconds).toISOString();
    return MOMENT_PATTERN.test(moment) ? moment : undefined;
  } catch {
    return undefined;
  }
}

/** Milliseconds of a day in UTC, where every day has 24 hours. */
const DAY_MS = 86_400_000;

/** Days are counted in whole UTC days: no zone takes part, and thousands of rules a second are no burden. */
const epochDay = (day: Day): number =>
  Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / DAY_MS;

const fromEpochDay = (days: number): Day => new Date(days * DAY_MS).toISOString().slice(0, 10);

export function addDays(day: Day, days: number): Day {
  return fromEpochDay(epochDay(day) + days);
}

/**
 * The same day of a later month, or that month's last day where it has no such day
 * (31 Jan + 1 month = 28 or 29 Feb). 36 months from 29 Feb 2012 end on 28 Feb 2015.
 */
export function addMonths(day: Day, months: number): Day {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const [year, index] = [Math.floor(month / 12), month % 12];
  const date = Math.min(Number(day.slice(8, 10)), lastOfMonth(year, index));
  return `${digits(year, 4)}-${digits(index + 1, 2)}-${digits(date, 2)}`;
}

const lastOfMonth = (year: number, index: number): number =>
  new Date(Date.UTC(year, index + 1, 0)).getUTCDate();

const digits = (number: number, width: number): string => String(number).padStart(width, '0');

/** Days from `from` to `until`; negative when `until` lies earlier. */
export function daysBetween(from: Day, until: Day): number {
  return epochDay(until) - epochDay(from);
}

/** 1 = Monday … 7 = Sunday. 1 January 1970 was a Thursday. */
export function weekday(day: Day): number {
  return ((((epochDay(day) + 3) % 7) + 7) % 7) + 1;
}

/** The Monday of the day's week. */
export function mondayOf(day: Day): Day {
  return addDays(day, 1 - weekday(day));
}

export const earlierOf = (a: Day, b: Day): Day => (a < b ? a : b);
export const laterOf = (a: Day, b: Day): Day => (a > b ? a : b);

const holidayCalendar = new Holidays('US', { types: ['public', 'bank'] });
const holidaysByYear = new Map<number, Map<Day, string>>();

/**
 * The federal holidays as observed in a year. Where a holiday falls on a weekend its substitute day counts
 * (Veterans Day 2012: Monday 12 November), which date-holidays files under `bank`.
 */
function federalHolidays(year: number): Map<Day, string> {
  const known = holidaysByYear.get(year);
  if (known) return known;
  const all = holidayCalendar.getHolidays(year);
  const substituted = new Set(
    all.filter((holiday) => holiday.substitute).map((holiday) => plainName(holiday.name)),
  );
  const observed = new Map<Day, string>();
  for (const holiday of all) {
    const name = plainName(holiday.name);
    if (!holiday.substitute && substituted.has(name) && isWeekend(holiday.date.slice(0, 10)))
      continue;
    observed.set(holiday.date.slice(0, 10), name);
  }
  holidaysByYear.set(year, observed);
  return observed;
}

const plainName = (name: string): string => name.replace(/ \(substitute day\)$/, '');

/** The name of the federal holiday observed on this day, if any. */
export function federalHoliday(day: Day): string | undefined {
  return federalHolidays(Number(day.slice(0, 4))).get(day);
}

export function isWeekend(day: Day): boolean {
  return weekday(day) >= 6;
}

export function isBusinessDay(day: Day): boolean {
  return !isWeekend(day) && federalHoliday(day) === undefined;
}

export function previousBusinessDay(day: Day): Day {
  let candidate = day;
  while (!isBusinessDay(candidate)) candidate = addDays(candidate, -1);
  return candidate;
}

export function nextBusinessDay(day: Day): Day {
  let candidate = day;
  while (!isBusinessDay(candidate)) candidate = addDays(candidate, 1);
  return candidate;
}

/** The federal fiscal year of a day: FY 2013 runs from 1 October 2012 to 30 September 2013. */
export function fiscalYearOf(day: Day): number {
  const year = Number(day.slice(0, 4));
  return Number(day.slice(5, 7)) >= 10 ? year + 1 : year;
}

/** First and last day of a fiscal year. */
export function fiscalYearSpan(fiscalYear: number): { from: Day; until: Day } {
  return { from: `${fiscalYear - 1}-10-01`, until: `${fiscalYear}-09-30` };
}

/** The fiscal year whose weeks hold a day: the week of 1 October belongs to the new year, with its days in September. */
export const planYearOf = (day: Day): number => fiscalYearOf(addDays(mondayOf(day), 6));
