import type { Day } from '../../platform/clock/calendar.js';
import { grouped } from '../../platform/grouped.js';
import { businessDaysOf, type FiscalWeeks, mondayOfWeek } from '../fiscal-weeks.rules.js';
import type { PlanAssignment } from '../solver/instance.js';

/** An assignment that is to get its days. */
export interface UndatedVisit extends PlanAssignment {
  /** Work days that it takes. */
  days: number;
  /** The days that it has now, in whatever week. */
  standing: { startsOn: Day; endsOn: Day } | null;
  /** Keeps the days that it has. */
  isFixed: boolean;
}

export interface VisitDays {
  startsOn: Day;
  endsOn: Day;
}

/**
 * First and last day of every visit. Visits that share somebody in a week are held one after the other; a visit that stays
 * in its week keeps its days where it can.
 * @returns by task; one without an entry has no room beside the others, which no plan within the limits lets happen
 */
export function daysOfVisits(
  visits: readonly UndatedVisit[],
  calendar: FiscalWeeks,
): Map<string, VisitDays> {
  const days = new Map<string, VisitDays>();
  for (const [week, ofWeek] of grouped(visits, (visit) => visit.week)) {
    const workDays = businessDaysOf(mondayOfWeek(calendar, week));
    const kept = daysOfWeek(ofWeek, workDays, true);
    const placed = kept.size === ofWeek.length ? kept : daysOfWeek(ofWeek, workDays, false);
    for (const [task, span] of placed) days.set(task, span);
  }
  return days;
}

function daysOfWeek(
  visits: readonly UndatedVisit[],
  workDays: Day[],
  keepsDays: boolean,
): Map<string, VisitDays> {
  const taken = new Map<string, boolean[]>();
  const days = new Map<string, VisitDays>();
  const stays = ({ isFixed, standing }: UndatedVisit): boolean =>
    isFixed || (keepsDays && standing !== null && workDays.includes(standing.startsOn));
  const inOrder = [...visits].sort(
    (a, b) =>
      Number(b.isFixed) - Number(a.isFixed) ||
      Number(stays(b)) - Number(stays(a)) ||
      (a.task < b.task ? -1 : 1),
  );
  for (const visit of inOrder) {
    const team = [visit.leader, ...visit.inspectors];
    const isTaken = (index: number): boolean => team.some((id) => taken.get(id)?.[index] === true);
    const span =
      visit.standing && stays(visit) && (visit.isFixed || isFree(visit.standing, workDays, isTaken))
        ? visit.standing
        : firstFreeSpan(visit.days, workDays, isTaken);
    if (!span) continue;
    days.set(visit.task, { startsOn: span.startsOn, endsOn: span.endsOn });
    for (const id of team) {
      const own = taken.get(id) ?? workDays.map(() => false);
      workDays.forEach((day, index) => {
        if (day >= span.startsOn && day <= span.endsOn) own[index] = true;
      });
      taken.set(id, own);
    }
  }
  return days;
}

const isFree = (
  { startsOn, endsOn }: VisitDays,
  workDays: Day[],
  isTaken: (index: number) => boolean,
): boolean => workDays.every((day, index) => day < startsOn || day > endsOn || !isTaken(index));

function firstFreeSpan(
  length: number,
  workDays: Day[],
  isTaken: (index: number) => boolean,
): VisitDays | undefined {
  for (let first = 0; first + length <= workDays.length; first++) {
    const span = workDays.slice(first, first + length);
    if (span.some((_, step) => isTaken(first + step))) continue;
    const [startsOn, endsOn] = [span[0], span.at(-1)];
    if (startsOn && endsOn) return { startsOn, endsOn };
  }
  return undefined;
}
