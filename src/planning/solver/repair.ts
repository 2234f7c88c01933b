import type { Crews } from './crews.js';
import type { Prices } from './prices.js';
import type { Problem } from './problem.js';
import { NO_WEEK, type Timetable } from './timetable.js';

/** Puts tasks back into the timetable, each into the week that is best for all as far as prices tell. */
export class Repair {
  private readonly score: Float64Array;
  private readonly typeOf: Int32Array;
  /** type × week: what a team costs the other tasks. */
  private readonly typePrice: Float64Array;

  constructor(
    private readonly problem: Problem,
    private readonly timetable: Timetable,
    private readonly crews: Crews,
    prices: Prices,
  ) {
    this.score = new Float64Array(problem.weeks);
    this.typeOf = prices.classes.typeOf;
    this.typePrice = prices.classes.priceTypes(prices.best);
  }

  /**
   * Puts a task into the week with a team for it whose lateness and price are lowest.
   * @param share how much of the price counts: 0 = the least late week, whatever it costs others
   * @param isFair whether who has most travel weeks of the quarter left goes before who lives nearest
   * @returns whether there was one that is better than none
   */
  insert(task: number, share: number, isFair: boolean): boolean {
    this.scoreWeeks(task, share);
    this.offerCompanions(task);
    for (let week = this.cheapest(); week >= 0; week = this.cheapest()) {
      if (this.crews.find(task, week, isFair ? this.timetable.roster.rested(week) : undefined)) {
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
