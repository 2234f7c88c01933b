import { evenOut } from './balance.js';
import { Crews } from './crews.js';
import { Dispatch } from './dispatch.js';
import type { PlanAssignment } from './instance.js';
import type { Sketch } from './master-program.js';
import type { Prices } from './prices.js';
import type { Problem } from './problem.js';
import { Random } from './random.js';
import { type FirstAsked, Repair } from './repair.js';
import { Ruin } from './ruin.js';
import { NO_WEEK, Timetable } from './timetable.js';
import { TripSearch } from './trip-search.js';

/** What a search starts from and holds on to. */
export interface SearchOptions {
  seed: number;
  /** Assignments to begin with, as far as they are legal. */
  start?: readonly PlanAssignment[];
  /** A plan that people know already: each task that is elsewhere costs so many units of lateness. */
  keep?: { plan: readonly PlanAssignment[]; weight: number };
}

/**
 * The temperature at the beginning of a round, as a share of the lateness of a task, and at its end. Measured: 0.1 to 0.3
 * is best from 64 to 5,000 agreements, 1 is a per cent worse.
 */
const WARM = 0.2;
const COLD = 0.002;

/** Every third round begins hot, to leave a valley that the others cannot. */
const HOT = 1;
const HOT_EVERY = 3;

/**
 * Who is asked first, as often as it stands here. By chance now and then: where two are alike, only one of them may leave
 * the others what they need.
 */
const FIRST_ASKED: readonly FirstAsked[] = [
  ...(['rested', 'rested', 'rested', 'rested'] as const),
  ...(['nearest', 'nearest', 'nearest'] as const),
  'drawn',
];

/** Of the first plan's lateness, what is thought to be left in the end where the bound says nothing. */
const LEAST_LATE = 0.1;

/** Most tasks taken out at once, and how many weeks around. */
const MOST_RUINED = 20;
const WIDEST = 8;

/** Iterations of the first round: so many a task, within limits. Each later round is longer. */
const FIRST_ROUND = { perTask: 25, least: 3_000, most: 40_000 };
const LONGER = 1.5;

/** Sums that differ by less are equal. */
const TOLERANCE = 1e-7;

/** Iterations that shorten the trips of a plan that is handed out in the middle of a round. */
const FINISHING_PER_TASK = 40;
const MOST_FINISHING = 30_000;

/** So many orders in which the tasks of a sketch get their teams: a fraction of a second for a year that has one. */
const ORDERS_FOLLOWED = 300;

/** Of the iterations of a round, this share goes into lateness, the rest into travel. */
const LATENESS_SHARE = 2 / 3;

/**
 * Large-neighbourhood search by rounds (Shaw 1998; Ropke and Pisinger 2006): tasks that have to do with each other are
 * taken out and put back where lateness and the prices of people's time are lowest; what is worse is accepted less and
 * less. The second part of a round shortens the trips at no cost in lateness. The best plan is kept. The plan after so
 * many iterations depends on the seed alone.
 */
export class PlanSearch {
  readonly timetable: Timetable;
  iterations = 0;
  private readonly crews: Crews;
  private readonly repair: Repair;
  private readonly ruin: Ruin;
  private readonly random: Random;
  private readonly trips: TripSearch;
  private readonly bestWeeks: Int16Array;
  private readonly bestCrews: Int32Array;
  private bestCost = Infinity;
  private bestKm = Infinity;
  /** Cost of the timetable between two iterations. */
  private present = 0;
  /** About how late a task is in the end, to measure temperatures by. */
  private readonly lateTask: number;
  private round: number;
  private rounds = 0;
  private latenessLeft = 0;
  private travelLeft = 0;
  /** Whether the best plan is younger than its trips were last shortened. */
  private isUnfinished = true;

  constructor(
    private readonly problem: Problem,
    prices: Prices,
    options: SearchOptions,
  ) {
    this.timetable = new Timetable(problem, options.keep);
    this.random = new Random(options.seed);
    this.crews = new Crews(problem, this.timetable);
    this.repair = new Repair(problem, this.timetable, this.crews, prices, this.random);
    this.ruin = new Ruin(problem, this.timetable, this.random);
    this.trips = new TripSearch(problem, this.timetable, this.crews, this.ruin, this.random);
    this.bestWeeks = new Int16Array(problem.taskCount);
    this.bestCrews = new Int32Array(problem.taskCount * problem.crewSize);
    this.construct(options.start ?? options.keep?.plan ?? []);
    const { cost } = this.timetable;
    this.lateTask =
      Math.max(1e-6, prices.bound, LEAST_LATE * cost) / Math.max(1, problem.taskCount);
    const { perTask, least, most } = FIRST_ROUND;
    this.round = Math.min(most, Math.max(least, perTask * problem.taskCount));
    this.keepIfBest();
    this.beginRound();
  }

  /** What the best plan so far costs: its lateness, and its moves where a plan is kept. */
  get cost(): number {
    return this.bestCost;
  }

  /** Searches on. */
  advance(iterations: number): void {
    for (let left = iterations; left > 0;) {
      if (this.latenessLeft > 0) {
        this.reduceLateness();
        this.latenessLeft--;
        this.iterations++;
        left--;
        if (this.latenessLeft === 0)
          this.beginTravel(Math.max(1, Math.floor(this.round * (1 - LATENESS_SHARE))));
      } else {
        const now = Math.min(left, this.travelLeft);
        this.trips.advance(now, () => {
          this.keepIfBest();
        });
        this.travelLeft -= now;
        this.iterations += now;
        left -= now;
        if (this.travelLeft === 0) this.endRound();
      }
    }
  }

  /** The next iterations shorten the trips of the best plan; then another round begins. */
  turnToTravel(iterations: number): void {
    this.beginTravel(iterations);
    this.isUnfinished = false;
  }

  /**
   * Sends the nearest people to the visits of the best plan, each in its week. Nothing else may touch the search until the
   * generator is at its end, or has been left: then the rest of the plan is as it was.
   */
  *sendNearest(): Generator<void> {
    this.restoreBest();
    const parts = new Dispatch(this.problem, this.timetable).sendNearest();
    while (!parts.next().done) {
      this.keepIfBest();
      yield;
    }
  }

  /** Gives teams to the plan of a sketch, in one order and another, and goes on from the best plan known. */
  follow({ weekOf, travellers }: Sketch): void {
    const { isFixed, taskCount } = this.problem;
    const tasks = Array.from({ length: taskCount }, (_, task) => task).filter(
      (task) => isFixed[task] === 0,
    );
    for (let count = 0; count < ORDERS_FOLLOWED; count++) {
      this.liftAll();
      this.random.shuffle(tasks);
      for (const task of tasks) {
        const week = weekOf[task]!;
        if (week === NO_WEEK || !this.crews.find(task, week, [travellers[week]!])) continue;
        this.timetable.place(task, week, this.crews.crew);
      }
      for (const task of tasks)
        if (this.timetable.weekOf[task] === NO_WEEK) this.repair.insert(task, 1, 'rested');
      this.keepIfBest();
    }
    this.restoreBest();
  }

  /**
   * Shortens the trips of the best plan if it was found after trips were last thought of, and makes the timetable that
   * of the best plan. The search can go on afterwards, as if from the beginning of a round.
   */
  finish(): void {
    if (this.isUnfinished) {
      const iterations = Math.min(MOST_FINISHING, FINISHING_PER_TASK * this.problem.taskCount);
      this.restoreBest();
      this.trips.begin(iterations);
      this.trips.advance(iterations, () => {
        this.keepIfBest();
      });
      this.endRound();
    } else {
      this.restoreBest();
      this.settle();
    }
  }

  /** The best plan so far, as a timetable of its own. */
  bestTimetable(): Timetable {
    const timetable = new Timetable(this.problem);
    this.placeBest(timetable);
    return timetable;
  }

  /** Makes the timetable that of the best plan. */
  private restoreBest(): void {
    const { timetable } = this;
    this.liftAll();
    this.placeBest(timetable);
    timetable.begin();
    this.present = timetable.cost;
  }

  private liftAll(): void {
    const { taskCount, isFixed } = this.problem;
    for (let task = 0; task < taskCount; task++)
      if (isFixed[task] === 0 && this.timetable.weekOf[task] !== NO_WEEK) this.timetable.lift(task);
  }

  private placeBest(timetable: Timetable): void {
    const { taskCount, crewSize, isFixed } = this.problem;
    for (let task = 0; task < taskCount; task++)
      if (isFixed[task] === 0 && this.bestWeeks[task] !== NO_WEEK)
        timetable.place(
          task,
          this.bestWeeks[task]!,
          this.bestCrews.subarray(task * crewSize, (task + 1) * crewSize),
        );
  }

  /** As much of given assignments as is legal, then the rest: the earliest due first, the heavier among equals. */
  private construct(start: readonly PlanAssignment[]): void {
    const { problem, timetable } = this;
    for (const visit of start) this.placeGiven(visit);
    const left = Array.from({ length: problem.taskCount }, (_, task) => task)
      .filter((task) => timetable.weekOf[task] === NO_WEEK)
      .sort(
        (a, b) =>
          problem.due[a]! - problem.due[b]! || problem.weight[b]! - problem.weight[a]! || a - b,
      );
    for (const task of left) this.repair.insert(task, 1, 'nearest');
    this.present = timetable.cost;
  }

  private placeGiven({ task, week, leader, inspectors }: PlanAssignment): void {
    const number = this.problem.findTask(task);
    if (number === undefined || this.timetable.weekOf[number] !== NO_WEEK) return;
    const crew = [leader, ...inspectors].map((id) => this.problem.findPerson(id) ?? -1);
    if (crew.length === this.problem.inspectors[number]! + 1)
      if (this.crews.isLegal(number, week, crew)) this.timetable.place(number, week, crew);
  }

  private reduceLateness(): void {
    const { timetable, random, ruin } = this;
    timetable.begin();
    ruin.aroundTask(2 + random.below(MOST_RUINED - 1), WIDEST);
    ruin.arrange();
    const share = random.below(4) === 0 ? 0 : 1;
    const first = FIRST_ASKED[random.below(FIRST_ASKED.length)]!;
    const triesKept = random.below(2) === 0;
    for (const task of ruin.tasks)
      if (!triesKept || !this.repair.insertAsKept(task)) this.repair.insert(task, share, first);
    const cost = timetable.cost;
    if (
      cost <= this.present ||
      random.next() < Math.exp((this.present - cost) / this.temperature())
    ) {
      this.present = cost;
      this.keepIfBest();
    } else timetable.takeBack();
  }

  private temperature(): number {
    const left = this.latenessLeft / Math.ceil(this.round * LATENESS_SHARE);
    const warm = this.rounds % HOT_EVERY === HOT_EVERY - 1 ? HOT : WARM;
    return this.lateTask * (warm * left * left + COLD);
  }

  private beginRound(): void {
    this.latenessLeft = Math.ceil(this.round * LATENESS_SHARE);
    this.travelLeft = 0;
  }

  private beginTravel(iterations: number): void {
    this.restoreBest();
    this.latenessLeft = 0;
    this.travelLeft = iterations;
    this.trips.begin(iterations);
  }

  private endRound(): void {
    this.isUnfinished = false;
    this.restoreBest();
    this.settle();
    this.round *= LONGER;
    this.rounds++;
    this.beginRound();
  }

  /** Hands trips to who travels less, and keeps the timetable as the best. */
  private settle(): void {
    evenOut(this.problem, this.timetable, this.crews);
    this.keep();
    this.present = this.timetable.cost;
  }

  /** Keeps the timetable as the best if it is less late, or no later with shorter trips. */
  private keepIfBest(): void {
    const { cost } = this.timetable;
    const km = this.timetable.roster.travelKm;
    if (cost > this.bestCost + TOLERANCE) return;
    if (cost < this.bestCost - TOLERANCE) this.isUnfinished = true;
    if (cost < this.bestCost - TOLERANCE || km < this.bestKm - TOLERANCE) this.keep();
  }

  private keep(): void {
    this.bestCost = this.timetable.cost;
    this.bestKm = this.timetable.roster.travelKm;
    this.bestWeeks.set(this.timetable.weekOf);
    this.bestCrews.set(this.timetable.crewOf);
  }
}
