import type { Crews } from './crews.js';
import type { Problem } from './problem.js';
import type { Random } from './random.js';
import type { Ruin } from './ruin.js';
import { NO_WEEK, type Timetable } from './timetable.js';

/** Longer trips are accepted up to about so many km at the beginning of a round, and at its end. */
const WARM_KM = 200;
const COLD_KM = 1;

/** Most tasks whose trips are thought over at once, and how many weeks around. */
const MOST_TASKS = 6;
const WIDEST = 6;

/** A task moves by at most so many weeks. */
const FARTHEST_MOVE = 6;

/** Sums of lateness differ by less than this where nothing is later. */
const TOLERANCE = 1e-7;

/** Shortens trips without making anything later: who lives nearer, and weeks in which somebody near is free. */
export class TripSearch {
  private costLimit = 0;
  private km = 0;
  private length = 1;
  private done = 0;

  constructor(
    private readonly problem: Problem,
    private readonly timetable: Timetable,
    private readonly crews: Crews,
    private readonly ruin: Ruin,
    private readonly random: Random,
  ) {}

  /** Begins a round of so many iterations from the timetable as it stands. */
  begin(length: number): void {
    this.costLimit = this.timetable.cost + TOLERANCE;
    this.km = this.timetable.roster.travelKm;
    this.length = length;
    this.done = 0;
  }

  /** @param onShorter called whenever an iteration made the trips shorter */
  advance(iterations: number, onShorter: () => void): void {
    for (let count = 0; count < iterations; count++) {
      const before = this.km;
      this.thinkOver();
      this.done++;
      if (this.km < before) onShorter();
    }
  }

  private thinkOver(): void {
    const { timetable, random, ruin } = this;
    timetable.begin();
    const week = random.below(this.problem.weeks);
    const most = 1 + random.below(MOST_TASKS);
    const staysInWeek = random.below(2) === 0;
    if (staysInWeek) ruin.ofWeek(week, most);
    else ruin.aroundWeek(week, most, 1 + random.below(WIDEST));
    if (ruin.tasks.length === 0) return;
    ruin.shuffle();
    const isWhole = ruin.tasks.every((task, index) =>
      this.putBack(task, staysInWeek ? ruin.weeks[index]! : this.nearestWeek(task, index)),
    );
    const km = timetable.roster.travelKm;
    if (isWhole && timetable.cost <= this.costLimit && this.accepts(km)) {
      this.km = km;
      // What became less late by the way stays so: the shortest plan of a later one would not be kept.
      this.costLimit = Math.min(this.costLimit, timetable.cost + TOLERANCE);
    } else timetable.takeBack();
  }

  private putBack(task: number, week: number): boolean {
    if (week === NO_WEEK || !this.crews.find(task, week)) return false;
    this.timetable.place(task, week, this.crews.crew);
    return true;
  }

  /** Of its own week, that of another task, and one nearby: the one with the shortest trips. */
  private nearestWeek(task: number, index: number): number {
    const { ruin, random, timetable } = this;
    const own = ruin.weeks[index]!;
    const candidates = [
      own,
      ruin.weeks[random.below(ruin.weeks.length)]!,
      own - FARTHEST_MOVE + random.below(2 * FARTHEST_MOVE + 1),
    ];
    let best = NO_WEEK;
    let shortest = Infinity;
    for (const week of candidates) {
      if (week < 0 || week >= this.problem.weeks) continue;
      if (!this.crews.find(task, week)) continue;
      const before = timetable.roster.travelKm;
      timetable.place(task, week, this.crews.crew);
      const km = timetable.roster.travelKm - before;
      timetable.lift(task);
      if (km >= shortest) continue;
      shortest = km;
      best = week;
    }
    return best;
  }

  private accepts(km: number): boolean {
    if (km <= this.km) return true;
    const left = 1 - this.done / this.length;
    const temperature = WARM_KM * left * left + COLD_KM;
    return this.random.next() < Math.exp((this.km - km) / temperature);
  }
}
