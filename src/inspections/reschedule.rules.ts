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

/** Days on which whoever holds a position of the team does not travel. */
export interface TeamAbsence {
  position: string;
  fromOn: Day;
  untilOn: Day;
}

/** What speaks against a new first day: the day itself, or where somebody of the team is then; null when nothing does. */
export function objectionTo(
  startsOn: Day,
  endsOn: Day,
  today: Day,
  team: { visits: readonly OtherVisit[]; absences: readonly TeamAbsence[] },
): string | null {
  if (startsOn < today) return `${dayText(startsOn)} is past.`;
  if (!isBusinessDay(startsOn)) return `${dayText(startsOn)} is not a work day.`;
  const clash = team.visits.find((other) => other.startsOn <= endsOn && other.endsOn >= startsOn);
  if (clash)
    return `${clash.position} is on ${clash.number} from ${dayText(clash.startsOn)} to ${dayText(clash.endsOn)}.`;
  const absence = team.absences.find(
    ({ fromOn, untilOn }) => fromOn <= endsOn && untilOn >= startsOn,
  );
  if (absence)
    return `${absence.position} is away from ${dayText(absence.fromOn)} to ${dayText(absence.untilOn)}.`;
  return null;
}
