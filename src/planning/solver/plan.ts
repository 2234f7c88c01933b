import { explainTask, unscheduledWords } from './explain.js';
import type { Plan, PlanAssignment } from './instance.js';
import type { Problem } from './problem.js';
import { NO_WEEK, type Timetable } from './timetable.js';

/** A bound may be off by this share. */
const ROUNDING = 1e-6;

/** What is known of a plan besides what stands in it. */
export interface Making {
  bound: number | null;
  seconds: number;
  iterations: number;
  seed: number;
}

/** A timetable as a plan, in the order of the instance's tasks; its sums are made anew. */
export function planOf(problem: Problem, timetable: Timetable, making: Making): Plan {
  const assignments: PlanAssignment[] = [];
  const unscheduled: Plan['unscheduled'] = [];
  let lateness = 0;
  problem.instance.tasks.forEach(({ id }, task) => {
    const week = timetable.weekOf[task]!;
    lateness += problem.costIn(task, week === NO_WEEK ? problem.weeks : week);
    if (week === NO_WEEK)
      unscheduled.push({
        task: id,
        reason: unscheduledWords(explainTask(problem, timetable, task)),
      });
    else assignments.push({ task: id, week, ...crewOf(problem, timetable, task) });
  });
  const bound = boundOf(making, lateness);
  return {
    assignments,
    unscheduled,
    lateness,
    ...travelOf(problem, timetable),
    bound,
    gap: bound === null ? null : (lateness - bound) / Math.max(1, bound),
    seconds: making.seconds,
    iterations: making.iterations,
    seed: making.seed,
  };
}

/** A bound that rounding lifted above the plan it bounds is the plan. By more than that, it is a fault that the checker finds. */
function boundOf({ bound }: Making, lateness: number): number | null {
  if (bound === null) return null;
  const isRounding = bound > lateness && bound - lateness <= ROUNDING * Math.max(1, lateness);
  return isRounding ? lateness : bound;
}

function crewOf(
  problem: Problem,
  timetable: Timetable,
  task: number,
): Pick<PlanAssignment, 'leader' | 'inspectors'> {
  const first = task * problem.crewSize;
  const [leader, ...inspectors] = Array.from(
    timetable.crewOf.subarray(first, first + problem.seats[task]!),
    (person) => problem.person(person).id,
  );
  return { leader: leader!, inspectors };
}

function travelOf(problem: Problem, timetable: Timetable): Pick<Plan, 'travelKm' | 'imbalance'> {
  let travelKm = 0;
  let imbalance = 0;
  for (let person = 0; person < problem.personCount; person++) {
    if (!problem.isSomebody(person)) continue;
    for (let week = 0; week < problem.weeks; week++) {
      let farthest = 0;
      for (const task of timetable.roster.tasksOf(person, week))
        farthest = Math.max(farthest, problem.distance(person, task));
      travelKm += 2 * farthest;
    }
    imbalance += timetable.roster.yearWeeks[person]! ** 2;
  }
  return { travelKm, imbalance };
}
