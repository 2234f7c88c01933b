import { addDays, type Day, isBusinessDay } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';

/** The last day of a visit of so many work days: weekends and federal holidays do not count. */
export function lastDayOf(startsOn: Day, workDays: number): Day {
  let day = startsOn;
  let left = workDays - 1;
  while (left > 0) {
    day = addDays(day, 1);
    if (isBusinessDay(day)) left--;
  }
  return day;
}

/** A visit that a member of the team has as well. */
export interface OtherVisit {
  number: string;
  startsOn: Day;
  endsOn: Day;
  position: string;
}

/** What speaks against a new first day; null when nothing does. */
export function objectionTo(
  startsOn: Day,
  endsOn: Day,
  today: Day,
  others: OtherVisit[],
): string | null {
  if (startsOn < today) return `${dayText(startsOn)} is past.`;
  if (!isBusinessDay(startsOn)) return `${dayText(startsOn)} is not a work day.`;
  const clash = others.find((other) => other.startsOn <= endsOn && other.endsOn >= startsOn);
  if (clash)
    return `${clash.position} is on ${clash.number} from ${dayText(clash.startsOn)} to ${dayText(clash.endsOn)}.`;
  return null;
}
