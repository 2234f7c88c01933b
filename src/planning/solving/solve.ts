import { setImmediate as breathe } from 'node:timers/promises';
import type { Plan, PlanAssignment, PlanInstance } from '../solver/instance.js';
import { MasterProgram } from '../solver/master-program.js';
import { planOf } from '../solver/plan.js';
import { priceTeams } from '../solver/pricing.js';
import type { Prices } from '../solver/prices.js';
import { Problem } from '../solver/problem.js';
import { PlanSearch, type SearchOptions } from '../solver/search.js';
import { proveBound, solveProgram } from './highs.js';

/** What is to be solved, and for how long. */
export interface SolveRequest {
  instance: PlanInstance;
  seed: number;
  /** Time for all of it, proof apart. How far a search comes in a time differs from run to run; the plan says its iterations. */
  seconds?: number;
  /** Iterations of the search: with the seed they define the plan. */
  iterations?: number;
  /** Time to look for a proof that no plan is less late, after the search. */
  proofSeconds?: number;
  start?: PlanAssignment[];
  keep?: SearchOptions['keep'];
}

/** How far a run is. */
export interface SolveProgress {
  iterations: number;
  seconds: number;
  lateness: number;
  travelKm: number;
  unscheduled: number;
  bound: number | null;
  gap: number | null;
  /** The best plan so far, every second or so. */
  plan?: Plan;
}

export interface SolveHooks {
  onProgress?: (progress: SolveProgress) => void;
  isStopped?: () => boolean;
}

/** Where neither a time nor iterations are asked for. */
const DEFAULT_SECONDS = 10;

/** Between two looks at the clock the search works for about so long. */
const WORK_MS = 20;

/** The search goes so far even where the prices took up all the time: that is a fraction of a second. */
const LEAST_ITERATIONS = 1_000;

/** Progress is reported so often; the first plan at once. */
const REPORT_MS = 1_000;

/**
 * Solves an instance in this thread, giving way to events now and then. A run that is stopped answers with its best plan.
 */
export async function solve(request: SolveRequest, hooks: SolveHooks = {}): Promise<Plan> {
  const begun = performance.now();
  const problem = new Problem(request.instance);
  const prices = await priceTeams(problem, solveProgram);
  const search = new PlanSearch(problem, prices, request);
  const making = (): Parameters<typeof planOf>[2] => ({
    bound: prices.bound,
    seconds: (performance.now() - begun) / 1000,
    iterations: search.iterations,
    seed: request.seed,
  });
  await searchOn(request, hooks, search, begun, () =>
    planOf(problem, search.bestTimetable(), making()),
  );
  search.finish();
  const { iterations } = search;
  const bound = await proofOf(request, problem, prices, hooks);
  return planOf(problem, search.timetable, { ...making(), iterations, bound });
}

/** Searches until the time or the iterations are used up, or somebody stops it. */
async function searchOn(
  request: SolveRequest,
  hooks: SolveHooks,
  search: PlanSearch,
  begun: number,
  bestPlan: () => Plan,
): Promise<void> {
  const most = request.iterations ?? Infinity;
  const seconds =
    request.seconds ?? (request.iterations === undefined ? DEFAULT_SECONDS : Infinity);
  const deadline = begun + 1000 * seconds;
  let portion = 16;
  let reported = -Infinity;
  while (search.iterations < most && hooks.isStopped?.() !== true) {
    const from = performance.now();
    if (from >= deadline && search.iterations >= LEAST_ITERATIONS) break;
    if (hooks.onProgress && from - reported >= REPORT_MS) {
      hooks.onProgress(progressOf(bestPlan()));
      reported = from;
    }
    search.advance(Math.min(portion, most - search.iterations));
    const took = performance.now() - from;
    portion = Math.max(1, Math.min(4096, Math.round((portion * WORK_MS) / Math.max(1, took))));
    await breathe();
  }
}

function progressOf(plan: Plan): SolveProgress {
  const { iterations, seconds, lateness, travelKm, bound, gap } = plan;
  return {
    ...{ iterations, seconds, lateness, travelKm, bound, gap },
    unscheduled: plan.unscheduled.length,
    plan,
  };
}

async function proofOf(
  { proofSeconds }: SolveRequest,
  problem: Problem,
  prices: Prices,
  hooks: SolveHooks,
): Promise<number> {
  if (proofSeconds === undefined || hooks.isStopped?.() === true) return prices.bound;
  const program = new MasterProgram(problem, prices);
  return Math.max(prices.bound, await proveBound(program.writeWhole(), proofSeconds));
}
