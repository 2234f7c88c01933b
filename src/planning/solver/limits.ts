import { hasBit } from './bits.js';
import type { Problem } from './problem.js';
import type { Timetable } from './timetable.js';

/** What keeps a task out of a week. */
export type Limit =
  | 'blackout'
  | 'week-too-short'
  /** Nobody who may lead it is free. */
  | 'leader'
  /** No inspector who knows the model is free. */
  | 'specialist'
  /** Fewer inspectors are free than it takes. */
  | 'inspectors'
  /** So late that leaving it out costs no more. */
  | 'too-late';

/** Where those are who could have gone. */
export interface Whereabouts {
  /** All of the role who know the model; for `inspectors` all of the role. */
  all: number;
  onLeave: number;
  travelling: number;
  /** At home, with no travel week of the quarter left. */
  atCap: number;
  /** Free, but must not visit the agency. */
  inConflict: number;
}

export interface WeekLimit {
  limit: Limit;
  /** Given for the limits that are people. */
  people?: Whereabouts;
}

/**
 * What keeps a task out of a week, as the timetable stands.
 * @returns undefined for a week before its release, and where nothing keeps it out
 */
export function limitOf(
  problem: Problem,
  timetable: Timetable,
  task: number,
  week: number,
): WeekLimit | undefined {
  const { release, days, blackout } = problem.instance.tasks[task]!;
  if (week < release) return undefined;
  if (blackout.includes(week)) return { limit: 'blackout' };
  if (days > problem.weekDays[week]!) return { limit: 'week-too-short' };
  const model = problem.model[task]!;
  const leaders = countPeople(problem, timetable, task, week, true, model);
  if (leaders.free === 0) return { limit: 'leader', people: leaders.where };
  const wanted = problem.inspectors[task]!;
  if (wanted > 0) {
    const specialists = countPeople(problem, timetable, task, week, false, model);
    if (specialists.free === 0) return { limit: 'specialist', people: specialists.where };
    const inspectors = countPeople(problem, timetable, task, week, false, undefined);
    if (inspectors.free < wanted) return { limit: 'inspectors', people: inspectors.where };
  }
  if (problem.costIn(task, week) >= problem.costIn(task, problem.weeks))
    return { limit: 'too-late' };
  return undefined;
}

/** The leaders who know a task's model in a week, and how many of them could go to it besides one. */
export function leadersBeside(
  problem: Problem,
  timetable: Timetable,
  task: number,
  week: number,
  leader: number,
): { all: number; others: number } {
  const { free, where } = countPeople(problem, timetable, task, week, true, problem.model[task]);
  const isFree = hasBit(timetable.roster.free, week * problem.words, leader);
  return { all: where.all, others: isFree ? free - 1 : free };
}

function countPeople(
  problem: Problem,
  timetable: Timetable,
  task: number,
  week: number,
  isLeaders: boolean,
  model: number | undefined,
): { free: number; where: Whereabouts } {
  const where: Whereabouts = { all: 0, onLeave: 0, travelling: 0, atCap: 0, inConflict: 0 };
  let free = 0;
  for (let person = 0; person < problem.personCount; person++) {
    if (!problem.isSomebody(person) || problem.isLeader(person) !== isLeaders) continue;
    if (model !== undefined && !problem.isQualified(person, model, week)) continue;
    where.all++;
    if (!problem.isAvailable(person, week)) where.onLeave++;
    else if (timetable.roster.tasks[person * problem.weeks + week]! > 0) where.travelling++;
    else if (!hasBit(timetable.roster.free, week * problem.words, person)) where.atCap++;
    else if (!problem.mayVisit(person, task, week)) where.inConflict++;
    else free++;
  }
  return { free, where };
}
