import { addDays, type Day } from '../../platform/clock/calendar.js';
import { dayText } from '../../platform/clock/day-text.js';
import { businessDaysOf, type FiscalWeeks, mondayOfWeek, weekOf } from '../fiscal-weeks.rules.js';

/** What planning must know of a visit that has its dates. */
export interface DatedVisit {
  number: string;
  status: string;
  startsOn: Day;
  endsOn: Day;
}

/**
 * Why a visit keeps its days and team whatever a plan finds: it was announced or has begun, or it begins before anybody
 * could be told of another day.
 * @param noticeDays policy `planning.noticeDays`
 * @returns null when a plan may move it
 */
export function whyFixed(
  visit: DatedVisit,
  calendar: FiscalWeeks,
  today: Day,
  noticeDays: number,
): string | null {
  if (visit.status !== 'scheduled') return `${visit.number} was announced or has begun`;
  if (visit.startsOn < today) return `${visit.number} lies in the past`;
  if (visit.startsOn < addDays(today, noticeDays))
    return `${visit.number} begins on ${dayText(visit.startsOn)}, within the notice of ${noticeDays} days`;
  if (weekOf(calendar, visit.startsOn) !== weekOf(calendar, visit.endsOn))
    return `${visit.number} was put by hand across two weeks`;
  return null;
}

/** The part of a visit that lies in the week of its first day, and what its people cannot do besides. */
export interface OccupiedWeeks {
  /** The week that counts as the visit's. */
  week: number;
  /** Work days in it, at least one. */
  days: number;
  /**
   * Weeks in which its people can take no other visit, though days are left: the weeks into which it goes on, and its own
   * where it stands in the middle, so that what is left is in pieces.
   */
  closed: number[];
}

export function occupiedWeeks(visit: DatedVisit, calendar: FiscalWeeks): OccupiedWeeks {
  const week = weekOf(calendar, visit.startsOn);
  const workDays = businessDaysOf(mondayOfWeek(calendar, week));
  const own = workDays.filter((day) => day >= visit.startsOn && day <= visit.endsOn);
  const isInTheMiddle = own[0] !== workDays[0] && own.at(-1) !== workDays.at(-1);
  const last = weekOf(calendar, visit.endsOn);
  const after = Array.from({ length: Math.max(0, last - week) }, (_, step) => week + 1 + step);
  const closed = isInTheMiddle ? [week, ...after] : after;
  return {
    week,
    days: Math.max(1, own.length),
    closed: closed.filter((one) => one >= 0 && one < calendar.weeks),
  };
}
