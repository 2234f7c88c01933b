import {
  addDays,
  daysBetween,
  type Day,
  fiscalYearSpan,
  isBusinessDay,
  mondayOf,
} from '../platform/clock/calendar.js';
import { quarterOfWeek } from '../workforce/travel-weeks.rules.js';

/** The weeks of a fiscal year, Monday to Sunday. Week 0 holds 1 October; the week that holds the next one is the next year's. */
export interface FiscalWeeks {
  fiscalYear: number;
  /** Monday of week 0. */
  firstMonday: Day;
  weeks: number;
  /** Business days of each week: 4 in a week with a federal holiday. */
  weekDays: number[];
  /** Quarter (0-3) of each week: 13 weeks each, the last takes a 53rd. */
  quarterOf: number[];
}

export function fiscalWeeks(fiscalYear: number): FiscalWeeks {
  const firstMonday = mondayOf(fiscalYearSpan(fiscalYear).from);
  const nextFirst = mondayOf(fiscalYearSpan(fiscalYear + 1).from);
  const weeks = daysBetween(firstMonday, nextFirst) / 7;
  const indices = Array.from({ length: weeks }, (_, week) => week);
  return {
    fiscalYear,
    firstMonday,
    weeks,
    weekDays: indices.map((week) => businessDaysOf(addDays(firstMonday, 7 * week)).length),
    quarterOf: indices.map(quarterOfWeek),
  };
}

/** The week of a day within the fiscal year's weeks; negative before them, beyond `weeks` after. */
export function weekOf(calendar: FiscalWeeks, day: Day): number {
  return Math.floor(daysBetween(calendar.firstMonday, day) / 7);
}

/** The first week that lies wholly on or after a day: whoever may not come before a Tuesday comes the week after. */
export function firstWeekFrom(calendar: FiscalWeeks, day: Day): number {
  return weekOf(calendar, addDays(day, 6));
}

/** The Monday of a week. */
export const mondayOfWeek = (calendar: FiscalWeeks, week: number): Day =>
  addDays(calendar.firstMonday, 7 * week);

/**
 * First and last day of a visit.
 * @param dayOffset business days of the week that are taken already
 */
export function visitDates(
  calendar: FiscalWeeks,
  week: number,
  dayOffset: number,
  days: number,
): { startsOn: Day; endsOn: Day } {
  const business = businessDaysOf(mondayOfWeek(calendar, week));
  const startsOn = business[dayOffset];
  const endsOn = business[dayOffset + days - 1];
  if (!startsOn || !endsOn)
    throw new Error(
      `week ${week} of FY ${calendar.fiscalYear} has no ${days} days after ${dayOffset}`,
    );
  return { startsOn, endsOn };
}

/** The work days of the week that begins on a Monday. */
export function businessDaysOf(monday: Day): Day[] {
  return [0, 1, 2, 3, 4].map((day) => addDays(monday, day)).filter(isBusinessDay);
}
