import { setImmediate as breathe } from 'node:timers/promises';
import type { Plan, PlanAssignment, PlanInstance } from '../solver/instance.js';
import { MasterProgram } from '../solver/master-program.js';
import { planOf } from '../solver/plan.js';
import { priceTeams } from '../solver/pricing.js';
import type { Prices } from '../solver/prices.js';
import { Problem } from '../solver/problem.js';
import { PlanSearch, type SearchOptions } from '../solver/search.js';
import { solveProgram, solveWhole } from './highs.js';

/** What is to be solved, and for how long. */
export interface SolveRequest {
  instance: PlanInstance;
  seed: number;
  /** Time for all of it, proof apart. How far a search comes in a time differs from run to run; the plan says its iterations. */
  seconds?: number;
  /** Iterations of the search: with the seed they define the plan. */
  iterations?: number;
  /**
   * Time to look for the least late plan of all and a proof that it is, before the search. A small year that is solved by the
   * clock has some of its time for that unless this says otherwise.
   */
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

/** At its end a search by the clock shortens trips: so many iterations a task, as far as this share of its time allows. */
const TRIPS_PER_TASK = 40;
const TRIP_SHARE = 0.2;

/** About what an iteration takes that shortens trips. */
const TRIP_MS = 0.025;

/** Between two looks at the clock the search works for about so long. */
const WORK_MS = 20;

/** The search goes so far even where the prices took up all the time: that is a fraction of a second. */
const LEAST_ITERATIONS = 1_000;

/** Progress is reported so often; the first plan at once. */
const REPORT_MS = 1_000;

/** Up to so many tasks the program in whole weeks has a good chance to be solved in seconds. */
const SMALL_YEAR = 80;

/** Of the time that there is, a small year has this share for the program in whole weeks. */
const PROOF_SHARE = 0.5;

/**
 * Solves an instance in this thread, giving way to events now and then. A run that is stopped answers with its best plan.
 */
export async function solve(request: SolveRequest, hooks: SolveHooks = {}): Promise<Plan> {
  const begun = performance.now();
  const problem = new Problem(request.instance);
  const prices = await priceTeams(problem, solveProgram);
  const search = new PlanSearch(problem, prices, request);
  let bound = prices.bound;
  const making = (): Parameters<typeof planOf>[2] => ({
    bound,
    seconds: (performance.now() - begun) / 1000,
    iterations: search.iterations,
    seed: request.seed,
  });
  const report = (): void => {
    hooks.onProgress?.(progressOf(planOf(problem, search.bestTimetable(), making())));
  };
  const proof = proofSeconds(request, problem);
  const beforeProof = performance.now();
  if (proof > 0) {
    report();
    await breathe();
    if (hooks.isStopped?.() !== true) bound = await followProof(problem, prices, search, proof);
  }
  const apart = request.proofSeconds === undefined ? 0 : performance.now() - beforeProof;
  await searchOn(request, hooks, search, deadlineOf(request, begun + apart), report);
  search.finish();
  return planOf(problem, search.timetable, making());
}

/** Time for the program in whole weeks; 0 = leave it. */
function proofSeconds(request: SolveRequest, { taskCount }: Problem): number {
  if (taskCount === 0) return 0;
  if (request.proofSeconds !== undefined) return request.proofSeconds;
  if (request.iterations !== undefined || request.keep || taskCount > SMALL_YEAR) return 0;
  return PROOF_SHARE * (request.seconds ?? DEFAULT_SECONDS);
}

/**
 * Solves the program in whole weeks and goes on from its plan. This thread hears nothing meanwhile.
 * @returns what no plan can go below
 */
async function followProof(
  problem: Problem,
  prices: Prices,
  search: PlanSearch,
  seconds: number,
): Promise<number> {
  const program = new MasterProgram(problem, prices);
  const { bound, columns } = await solveWhole(program.writeWhole(), seconds);
  if (columns.length > 0) search.follow(program.readWhole(columns));
  return Math.max(prices.bound, bound);
}

function deadlineOf({ seconds, iterations }: SolveRequest, begun: number): number {
  const allowed = seconds ?? (iterations === undefined ? DEFAULT_SECONDS : Infinity);
  return begun + 1000 * allowed;
}

/** Searches until the time or the iterations are used up, or somebody stops it. */
async function searchOn(
  request: SolveRequest,
  hooks: SolveHooks,
  search: PlanSearch,
  deadline: number,
  report: () => void,
): Promise<void> {
  const most = request.iterations ?? Infinity;
  const trips = tripIterations(request);
  const turn = deadline - trips * TRIP_MS;
  let isTurned = trips === 0;
  let portion = 16;
  let reported = -Infinity;
  while (search.iterations < most && hooks.isStopped?.() !== true) {
    const from = performance.now();
    if (from >= deadline && search.iterations >= LEAST_ITERATIONS) break;
    if (hooks.onProgress && from - reported >= REPORT_MS) {
      report();
      reported = from;
    }
    if (from >= turn && !isTurned) {
      search.turnToTravel(trips);
      isTurned = true;
    }
    search.advance(Math.min(portion, most - search.iterations));
    const took = performance.now() - from;
    portion = Math.max(1, Math.min(4096, Math.round((portion * WORK_MS) / Math.max(1, took))));
    await breathe();
  }
}

/** A search by the clock ends with so many iterations that shorten trips: it cannot know where a round of its own ends. */
function tripIterations({ seconds, iterations, instance }: SolveRequest): number {
  if (seconds === undefined && iterations !== undefined) return 0;
  const most = (TRIP_SHARE * 1000 * (seconds ?? DEFAULT_SECONDS)) / TRIP_MS;
  return Math.ceil(Math.min(TRIPS_PER_TASK * instance.tasks.length, most));
}

function progressOf(plan: Plan): SolveProgress {
  const { iterations, seconds, lateness, travelKm, bound, gap } = plan;
  return {
    ...{ iterations, seconds, lateness, travelKm, bound, gap },
    unscheduled: plan.unscheduled.length,
    plan,
  };
}
