import { setTimeout as pause } from 'node:timers/promises';
import type { Plan, PlanAssignment, PlanInstance } from '../solver/instance.js';
import { faultsOf, YearLoad } from '../versions/limits.rules.js';
import { costOf } from '../versions/plan-cost.rules.js';

export interface SolveRequest {
  instance: PlanInstance;
  seed: number;
  seconds?: number;
  iterations?: number;
  start?: PlanAssignment[];
  keep?: {
    plan: PlanAssignment[];
    /** Lateness units that a moved task may cost. */
    weight: number;
  };
}

export interface SolveProgress {
  iterations: number;
  seconds: number;
  lateness: number;
  travelKm: number;
  unscheduled: number;
  bound: number | null;
  gap: number | null;
  /** The best plan so far, at most every second. */
  plan?: Plan;
}

const NAMES = { task: String, person: String, week: (week: number) => `week ${week}` };

/** Stands in for the optimiser until that is there: what is kept keeps its place, the rest the first one that is free. */
export async function solveInThread(
  request: SolveRequest,
  onProgress?: (progress: SolveProgress) => void,
  signal?: AbortSignal,
): Promise<Plan> {
  const { instance, seed } = request;
  const begunAt = performance.now();
  const taken = [...instance.fixed];
  const load = new YearLoad(instance, taken, NAMES);
  const isPlaced = new Set(taken.map(({ task }) => task));
  const place = (assignment: PlanAssignment): boolean => {
    if (isPlaced.has(assignment.task) || load.brokenBy(assignment).length > 0) return false;
    load.add(assignment);
    taken.push(assignment);
    isPlaced.add(assignment.task);
    return true;
  };
  for (const kept of request.start ?? request.keep?.plan ?? []) place(kept);
  const unscheduled: Plan['unscheduled'] = [];
  const leaders = instance.people.filter(({ role }) => role === 'leader');
  const inspectors = instance.people.filter(({ role }) => role === 'inspector');
  const used = new Map<string, Set<number>>();
  const note = ({ week, leader, inspectors: team }: PlanAssignment): void => {
    for (const id of [leader, ...team]) used.set(id, (used.get(id) ?? new Set()).add(week));
  };
  taken.forEach(note);
  for (const task of [...instance.tasks].sort((a, b) => a.due - b.due || (a.id < b.id ? -1 : 1))) {
    if (isPlaced.has(task.id)) continue;
    let isDone = false;
    for (let week = task.release; week < instance.weeks && !isDone; week++) {
      const free = (id: string): boolean => !used.get(id)?.has(week);
      for (const leader of leaders.filter(({ id }) => free(id))) {
        const candidates = inspectors.filter(
          (person) =>
            free(person.id) &&
            !person.unavailable.includes(week) &&
            [...(used.get(person.id) ?? [])].filter(
              (other) => instance.quarterOf[other] === instance.quarterOf[week],
            ).length < person.quarterCap,
        );
        const specialist = candidates.find(({ models }) =>
          (task.model === 'JOINT' ? ['DETENTION', 'TASK_FORCE'] : [task.model]).every((model) =>
            models.includes(model),
          ),
        );
        const team = [
          ...(specialist ? [specialist] : []),
          ...candidates.filter((one) => one !== specialist),
        ].slice(0, task.inspectors);
        const assignment = {
          task: task.id,
          week,
          leader: leader.id,
          inspectors: team.map(({ id }) => id),
        };
        if (place(assignment)) {
          note(assignment);
          isDone = true;
          break;
        }
      }
    }
    if (!isDone)
      unscheduled.push({ task: task.id, reason: 'No week was found that a whole team has free.' });
  }
  if (faultsOf(instance, taken, NAMES).length > 0) throw new Error('the stand-in broke a limit');
  const plan = (): Plan => ({
    assignments: taken,
    unscheduled,
    ...costOf(instance, taken),
    bound: null,
    gap: null,
    seconds: (performance.now() - begunAt) / 1000,
    iterations: request.iterations ?? 1,
    seed,
  });
  const { lateness, travelKm } = costOf(instance, taken);
  const facts = { lateness, travelKm, unscheduled: unscheduled.length, bound: null, gap: null };
  onProgress?.({ iterations: 1, seconds: 0, ...facts, plan: plan() });
  while (
    request.iterations === undefined &&
    performance.now() - begunAt < (request.seconds ?? 0) * 1000 &&
    !signal?.aborted
  ) {
    await pause(100);
    onProgress?.({ iterations: 1, seconds: (performance.now() - begunAt) / 1000, ...facts });
  }
  return plan();
}
