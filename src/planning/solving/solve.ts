import { setImmediate as breathe } from 'node:timers/promises';
import type { Plan, PlanAssignment, PlanInstance } from '../solver/instance.js';
import { MasterProgram } from '../solver/master-program.js';
import { planOf } from '../solver/plan.js';
import { priceTeams } from '../solver/pricing.js';
import type { Prices } from '../solver/prices.js';
import { Problem } from '../solver/problem.js';
import { PlanSearch, type SearchOptions } from '../solver/search.js';
import type { Timetable } from '../solver/timetable.js';
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
const TRIPS_PER_TASK = 200;
const TRIP_SHARE = 0.3;

/** About what an iteration takes that shortens trips. */
const TRIP_MS = 0.025;

/** Sending who lives nearest pays a second time when trips were shortened in between for at least as long as it takes. */
const TRIPS_BETWEEN = 2;

/** Between two looks at the clock the search works for about so long. */
const WORK_MS = 20;

/** The search goes so far even where the prices took up all the time: that is a fraction of a second. */
const LEAST_ITERATIONS = 1_000;

/** Progress is reported so often; the first plan at once. */
const REPORT_MS = 1_000;

/**
 * Up to so many tasks the program in whole weeks has a good chance to be solved in seconds. A search by the clock makes room
 * for it: from the first to the second of these shares of its time.
 */
const SMALL_YEAR = 80;
const PROOF_FROM = 0.3;
const PROOF_TO = 0.9;

/** A larger program in whole weeks does not fit into the memory of WebAssembly, or says nothing in any time. */
const MOST_TO_PROVE = 2_000;

/**
 * Solves an instance in this thread, giving way to events now and then. A run that is stopped answers with its best plan.
 */
export async function solve(request: SolveRequest, hooks: SolveHooks = {}): Promise<Plan> {
  const begun = performance.now();
  const problem = new Problem(request.instance);
  const prices = await priceTeams(problem, solveProgram);
  return new Run(request, hooks, problem, prices, begun).toEnd();
}

/** One run: a search, and before or in the middle of it a proof. */
class Run {
  private readonly search: PlanSearch;
  private bound: number;
  /** Seconds allowed, proof on request apart. */
  private readonly seconds: number;
  private reported = -Infinity;

  constructor(
    private readonly request: SolveRequest,
    private readonly hooks: SolveHooks,
    private readonly problem: Problem,
    private readonly prices: Prices,
    private readonly begun: number,
  ) {
    this.search = new PlanSearch(problem, prices, request);
    this.bound = prices.bound;
    this.seconds =
      request.seconds ?? (request.iterations === undefined ? DEFAULT_SECONDS : Infinity);
  }

  async toEnd(): Promise<Plan> {
    const { proofSeconds } = this.request;
    let end = this.begun + 1000 * this.seconds;
    if (proofSeconds !== undefined) {
      const before = performance.now();
      this.report();
      await breathe();
      await this.prove(proofSeconds);
      end += performance.now() - before;
    } else if (this.isSmall()) {
      await this.searchUntil(this.begun + 1000 * PROOF_FROM * this.seconds);
      await this.prove((this.begun - performance.now()) / 1000 + PROOF_TO * this.seconds);
    }
    const trips = this.tripIterations();
    await this.searchUntil(end - trips * TRIP_MS);
    const took = await this.sendNearest(end);
    if (trips > 0 && !this.isStopped()) {
      this.search.turnToTravel(trips);
      const pays = end - performance.now() > TRIPS_BETWEEN * took;
      await this.searchUntil(pays ? end - took : end);
      if (pays) await this.sendNearest(end);
    }
    this.search.finish();
    return this.plan(this.search.timetable);
  }

  /**
   * Who lives nearest goes, as far as there is time for it until a moment; a search by iterations has all the time.
   * @returns milliseconds that it took
   */
  private async sendNearest(end: number): Promise<number> {
    const begun = performance.now();
    let longest = 0;
    let from = begun;
    const parts = this.search.sendNearest();
    while (!this.isStopped() && from + longest <= end && !parts.next().done) {
      await breathe();
      const now = performance.now();
      longest = Math.max(longest, now - from);
      from = now;
    }
    return from - begun;
  }

  private plan(timetable: Timetable): Plan {
    return planOf(this.problem, timetable, {
      bound: this.bound,
      seconds: (performance.now() - this.begun) / 1000,
      iterations: this.search.iterations,
      seed: this.request.seed,
    });
  }

  private isSmall(): boolean {
    const { iterations, keep } = this.request;
    const { taskCount } = this.problem;
    return iterations === undefined && !keep && taskCount > 0 && taskCount <= SMALL_YEAR;
  }

  /** Solves the program in whole weeks and goes on from its plan. This thread hears no messages meanwhile. */
  private async prove(seconds: number): Promise<void> {
    const { taskCount } = this.problem;
    if (this.isStopped() || seconds <= 0 || taskCount === 0 || taskCount > MOST_TO_PROVE) return;
    const program = new MasterProgram(this.problem, this.prices);
    const { bound, columns } = await solveWhole(program.writeWhole(), seconds, () => {
      this.reportIfDue();
      return this.isStopped();
    });
    if (columns.length > 0) this.search.follow(program.readWhole(columns));
    this.bound = Math.max(this.bound, bound);
  }

  /** Searches until a moment, or until the iterations are used up or somebody stops it. */
  private async searchUntil(moment: number): Promise<void> {
    const { search } = this;
    const most = this.request.iterations ?? Infinity;
    let portion = 16;
    while (search.iterations < most && !this.isStopped()) {
      const from = performance.now();
      if (from >= moment && search.iterations >= LEAST_ITERATIONS) break;
      this.reportIfDue();
      search.advance(Math.min(portion, most - search.iterations));
      const took = performance.now() - from;
      portion = Math.max(1, Math.min(4096, Math.round((portion * WORK_MS) / Math.max(1, took))));
      await breathe();
    }
  }

  private isStopped(): boolean {
    return this.hooks.isStopped?.() === true;
  }

  private reportIfDue(): void {
    if (performance.now() - this.reported >= REPORT_MS) this.report();
  }

  private report(): void {
    this.reported = performance.now();
    if (!this.hooks.onProgress) return;
    const plan = this.plan(this.search.bestTimetable());
    const { iterations, seconds, lateness, travelKm, bound, gap, unscheduled } = plan;
    this.hooks.onProgress({
      ...{ iterations, seconds, lateness, travelKm, bound, gap },
      unscheduled: unscheduled.length,
      plan,
    });
  }

  /** A search by the clock ends with so many iterations that shorten trips: it cannot know where a round of its own ends. */
  private tripIterations(): number {
    if (this.request.iterations !== undefined) return 0;
    const most = (TRIP_SHARE * 1000 * this.seconds) / TRIP_MS;
    return Math.ceil(Math.min(TRIPS_PER_TASK * this.problem.taskCount, most));
  }
}
