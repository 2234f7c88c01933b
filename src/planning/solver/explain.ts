import type { PlanInstance, PlanAssignment } from './instance.js';
import { leadersBeside, type Limit, limitOf, type WeekLimit, type Whereabouts } from './limits.js';
import { Problem } from './problem.js';
import { NO_WEEK, Timetable } from './timetable.js';

/** Weeks in which one and the same limit keeps a task out. */
export interface BindingLimit {
  limit: Limit;
  weeks: number[];
  /** Where those are who could have gone, in the first of the weeks. */
  people?: Whereabouts;
}

/** Why a task is where it is, from the plan itself. */
export interface Explanation {
  task: string;
  /** Null = in none. */
  week: number | null;
  lateness: number;
  /** What keeps it out of the weeks that would be less late, or of all; most weeks first. Empty = nothing would be less late. */
  limits: BindingLimit[];
  /** Less late weeks that nothing keeps it out of: it would be there at the cost of others, or of a longer way. */
  open: number[];
  /** Of a task with a week: leaders who know its model then, and how many besides its own could have led it. */
  leaders: { all: number; others: number } | null;
}

/** Explains the tasks of a plan that have a week. The plan must be legal. */
export const explainScheduled = (
  instance: PlanInstance,
  assignments: readonly PlanAssignment[],
): Explanation[] => explainThose(instance, assignments, (week) => week !== NO_WEEK);

/** Explains the tasks of a plan that have no week. The plan must be legal. */
export const explainUnscheduled = (
  instance: PlanInstance,
  assignments: readonly PlanAssignment[],
): Explanation[] => explainThose(instance, assignments, (week) => week === NO_WEEK);

function explainThose(
  instance: PlanInstance,
  assignments: readonly PlanAssignment[],
  isWanted: (week: number) => boolean,
): Explanation[] {
  const problem = new Problem(instance);
  const timetable = timetableOf(problem, assignments);
  return instance.tasks.flatMap((_, task) =>
    isWanted(timetable.weekOf[task]!) ? [explainTask(problem, timetable, task)] : [],
  );
}

/** The timetable of a legal plan. */
function timetableOf(problem: Problem, assignments: readonly PlanAssignment[]): Timetable {
  const timetable = new Timetable(problem);
  for (const { task, week, leader, inspectors } of assignments) {
    const number = problem.findTask(task);
    if (number === undefined || timetable.weekOf[number] !== NO_WEEK) continue;
    const crew = [leader, ...inspectors].map((id) => problem.findPerson(id) ?? -1);
    timetable.place(number, week, crew);
  }
  return timetable;
}

/** @param task number of the task; it is not counted as being in its own way */
export function explainTask(problem: Problem, timetable: Timetable, task: number): Explanation {
  const week = timetable.weekOf[task]!;
  const { crewSize, weeks, isFixed } = problem;
  const crew = timetable.crewOf.slice(task * crewSize, (task + 1) * crewSize);
  const lateness = problem.costIn(task, week === NO_WEEK ? weeks : week);
  const limits = new Map<Limit, BindingLimit>();
  const open: number[] = [];
  if (week !== NO_WEEK) timetable.lift(task);
  for (let other = 0; other < weeks && isFixed[task] === 0; other++) {
    if (problem.costIn(task, other) >= lateness && week !== NO_WEEK) continue;
    const found = limitOf(problem, timetable, task, other);
    if (found) note(limits, found, other);
    else if (other >= problem.instance.tasks[task]!.release) open.push(other);
  }
  const leaders = week === NO_WEEK ? null : leadersBeside(problem, timetable, task, week, crew[0]!);
  if (week !== NO_WEEK) timetable.place(task, week, crew);
  return {
    task: problem.instance.tasks[task]!.id,
    week: week === NO_WEEK ? null : week,
    lateness,
    limits: [...limits.values()].sort((a, b) => b.weeks.length - a.weeks.length),
    ...{ open, leaders },
  };
}

function note(limits: Map<Limit, BindingLimit>, found: WeekLimit, week: number): void {
  const known = limits.get(found.limit);
  if (known) known.weeks.push(week);
  else
    limits.set(found.limit, {
      limit: found.limit,
      weeks: [week],
      ...(found.people && { people: found.people }),
    });
}

/**
 * Why a task has no week, in one sentence.
 * @param name how weeks are called; numbered as in the instance unless told otherwise
 */
export function unscheduledWords(
  { limits }: Explanation,
  name: (weeks: readonly number[]) => string = numbersOf,
): string {
  if (limits.length === 0) return 'No week that is allowed is left.';
  return `In ${limitWords(limits, name).join('; in ')}.`;
}

/** `weeks 3-7 no inspector who knows its model is free (of 2: 1 travelling)`, for each limit */
export const limitWords = (
  limits: readonly BindingLimit[],
  name: (weeks: readonly number[]) => string,
): string[] =>
  limits.map(({ limit, weeks, people }) => `${name(weeks)} ${WORDS[limit]}${placesOf(people)}`);

const WORDS: Record<Limit, string> = {
  blackout: 'it cannot be visited',
  'week-too-short': 'the week has fewer work days than it takes',
  leader: 'no leader who may inspect its model is free',
  specialist: 'no inspector who knows its model is free',
  inspectors: 'too few inspectors are free',
  'too-late': 'it would be as late as without a week',
};

function placesOf(people: Whereabouts | undefined): string {
  if (!people) return '';
  if (people.all === 0) return ' (there is none)';
  const places = [
    [people.travelling, 'travelling'],
    [people.atCap, 'without a travel week left in the quarter'],
    [people.onLeave, 'on leave'],
    [people.inConflict, 'in conflict'],
  ] as const;
  const counted = places.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return counted.length > 0 ? ` (of ${people.all}: ${counted.join(', ')})` : '';
}

/** `weeks 3-7 and 9` */
function numbersOf(weeks: readonly number[]): string {
  const ranges = rangesOf(weeks).map(({ first, last }) =>
    last > first ? `${first}-${last}` : `${first}`,
  );
  const head = ranges.slice(0, -1).join(', ');
  return `${weeks.length === 1 ? 'week' : 'weeks'} ${head ? `${head} and ` : ''}${ranges.at(-1) ?? ''}`;
}

/** Weeks that follow each other, taken together. */
export function rangesOf(weeks: readonly number[]): { first: number; last: number }[] {
  const ranges: { first: number; last: number }[] = [];
  for (const week of weeks) {
    const open = ranges.at(-1);
    if (open && open.last === week - 1) open.last = week;
    else ranges.push({ first: week, last: week });
  }
  return ranges;
}
