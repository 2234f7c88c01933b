import type { Crews } from './crews.js';
import type { Prices } from './prices.js';
import type { Problem } from './problem.js';
import type { Random } from './random.js';
import { NO_WEEK, type Timetable } from './timetable.js';

/**
 * Who is asked to go first: who lives nearest, who has most travel weeks of the quarter left, or a half of all by chance,
 * and then now and then in a half of the weeks.
 */
export type FirstAsked = 'nearest' | 'rested' | 'drawn';

/** Puts tasks back into the timetable, each into the week that is best for all as far as prices tell. */
export class Repair {
  private readonly score: Float64Array;
  private readonly typeOf: Int32Array;
  /** type × week: what a team costs the other tasks. */
  private readonly typePrice: Float64Array;
  /** A half of all people by chance, then everybody. */
  private readonly halves: [half: Uint32Array, everybody: Uint32Array];

  constructor(
    private readonly problem: Problem,
    private readonly timetable: Timetable,
    private readonly crews: Crews,
    prices: Prices,
    private readonly random: Random,
  ) {
    this.score = new Float64Array(problem.weeks);
    this.typeOf = prices.classes.typeOf;
    this.typePrice = prices.classes.priceTypes(prices.best);
    this.halves = [new Uint32Array(problem.words), ...crews.everybody];
  }

  /**
   * Puts a task into the week with a team for it whose lateness and price are lowest.
   * @param share how much of the price counts: 0 = the least late week, whatever it costs others
   * @returns whether there was one that is better than none
   */
  insert(task: number, share: number, first: FirstAsked): boolean {
    if (first === 'drawn' && this.random.below(2) === 0) {
      this.scoreWeeks(task, share);
      this.passOverHalf();
      if (this.putIntoCheapest(task, first)) return true;
    }
    this.scoreWeeks(task, share);
    return this.putIntoCheapest(task, first);
  }

  private putIntoCheapest(task: number, first: FirstAsked): boolean {
    for (let week = this.cheapest(); week >= 0; week = this.cheapest()) {
      if (this.crews.find(task, week, this.groups(first, week))) {
        this.timetable.place(task, week, this.crews.crew);
        return true;
      }
      this.score[week] = Infinity;
    }
    return false;
  }

  /** Puts a task where the plan that is kept has it, if it may still be there. */
  insertAsKept(task: number): boolean {
    const week = this.timetable.keptWeekOf(task);
    const crew = this.timetable.keptCrewOf(task);
    if (week === NO_WEEK || !this.crews.isLegal(task, week, crew)) return false;
    this.timetable.place(task, week, crew);
    return true;
  }

  private groups(first: FirstAsked, week: number): readonly Uint32Array[] | undefined {
    if (first === 'nearest') return undefined;
    if (first === 'rested') return this.timetable.roster.rested(week);
    const [half] = this.halves;
    for (let word = 0; word < half.length; word++) half[word] = this.random.next() * 2 ** 32;
    return this.halves;
  }

  private scoreWeeks(task: number, share: number): void {
    const { weeks } = this.problem;
    const none = this.problem.costIn(task, weeks);
    const row = this.typeOf[task]! * weeks;
    for (let week = 0; week < weeks; week++) {
      const late = this.problem.costIn(task, week);
      this.score[week] =
        late < none && this.problem.isAllowed(task, week)
          ? late + share * this.typePrice[row + week]!
          : Infinity;
    }
    this.offerCompanions(task);
  }

  /** Any half of the weeks. */
  private passOverHalf(): void {
    for (let week = 0; week < this.score.length; week++)
      if (this.random.below(2) === 0) this.score[week] = Infinity;
  }

  /** Weeks in which a companion travels cost nobody's time, if its team has days left. */
  private offerCompanions(task: number): void {
    const { companions } = this.problem;
    for (const other of companions[task]!) {
      const week = this.timetable.weekOf[other]!;
      if (week !== NO_WEEK && this.score[week]! < Infinity)
        this.score[week] = this.problem.costIn(task, week);
    }
  }

  private cheapest(): number {
    let best = -1;
    let lowest = Infinity;
    for (let week = 0; week < this.score.length; week++)
      if (this.score[week]! < lowest) {
        lowest = this.score[week]!;
        best = week;
      }
    return best;
  }
}
