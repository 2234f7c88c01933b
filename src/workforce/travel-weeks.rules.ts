import {
  daysBetween,
  type Day,
  fiscalYearSpan,
  mondayOf,
  planYearOf,
} from '../platform/clock/calendar.js';

const WEEKS_IN_QUARTER = 13;

/** The quarter (0-3) of a week of a fiscal year: 13 weeks each, the last takes a 53rd. */
export const quarterOfWeek = (week: number): number =>
  Math.min(3, Math.floor(week / WEEKS_IN_QUARTER));

/** Names the quarter of a day, `2013/0`, by the weeks that planning counts in. */
export function quarterOf(day: Day): string {
  const fiscalYear = planYearOf(day);
  const firstMonday = mondayOf(fiscalYearSpan(fiscalYear).from);
  return `${fiscalYear}/${quarterOfWeek(Math.floor(daysBetween(firstMonday, day) / 7))}`;
}

/** The Mondays of the weeks of a day's quarter in which somebody travels. Two visits in one week cost one. */
export function travelWeeks(starts: readonly Day[], ofQuarterOf: Day): Set<Day> {
  const quarter = quarterOf(ofQuarterOf);
  return new Set(starts.filter((day) => quarterOf(day) === quarter).map(mondayOf));
}
