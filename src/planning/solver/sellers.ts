import type { Guild, Guilds } from './guilds.js';
import type { NeedClasses } from './need-classes.js';
import type { Problem } from './problem.js';

/** Sells everybody's time to the highest prices, within leave, the days of a week and the weeks of a quarter. */
export class Sellers {
  private readonly value: Float64Array;
  /** week → need classes sold together. */
  private readonly basket: number[][];
  private readonly order: number[];

  constructor(
    private readonly problem: Problem,
    private readonly classes: NeedClasses,
    private readonly guilds: Guilds,
  ) {
    const weeks = Array.from({ length: problem.weeks }, (_, week) => week);
    this.value = new Float64Array(problem.weeks);
    this.basket = weeks.map(() => []);
    this.order = weeks;
  }

  /**
   * Sells, and takes what is sold from the shortage.
   * @returns what everybody earns
   */
  sell(price: Float64Array, shortage: Float64Array): number {
    let earned = 0;
    for (const guild of this.guilds.all) {
      for (let week = 0; week < this.problem.weeks; week++) this.fillWeek(guild, week, price);
      this.order.sort((a, b) => this.value[b]! - this.value[a]! || a - b);
      for (const person of guild.people) earned += this.sellOne(person, shortage);
    }
    return earned;
  }

  private sellOne(person: number, shortage: Float64Array): number {
    const { weeks, quarterOf } = this.problem;
    const left = this.guilds.quarterWeeks.slice(person * 4, person * 4 + 4);
    let earned = 0;
    for (const week of this.order) {
      if (this.value[week]! <= 0) break;
      const quarter = quarterOf[week]!;
      if (left[quarter] === 0 || this.guilds.isOffered[person * weeks + week] === 0) continue;
      left[quarter]!--;
      earned += this.value[week]!;
      for (const need of this.basket[week]!) shortage[need * weeks + week]!--;
    }
    return earned;
  }

  /** The best that one of a guild can sell in a week. */
  private fillWeek(guild: Guild, week: number, price: Float64Array): void {
    const { weeks } = this.problem;
    const dearest = this.dearest(guild, week, price);
    this.value[week] = 0;
    this.basket[week]!.length = 0;
    for (const pattern of this.guilds.patterns(week)) {
      let worth = 0;
      for (const { room, count } of pattern) worth += count * price[dearest[room]! * weeks + week]!;
      if (worth <= this.value[week]) continue;
      this.value[week] = worth;
      this.basket[week] = pattern.flatMap(({ room, count }) =>
        new Array<number>(count).fill(dearest[room]!),
      );
    }
  }

  /** For each room the need that pays best. */
  private dearest(guild: Guild, week: number, price: Float64Array): Int32Array {
    const { weeks } = this.problem;
    const best = new Int32Array(this.classes.rooms.length).fill(-1);
    for (const need of guild.needs) {
      const room = this.classes.roomOf(need);
      if (best[room]! < 0 || price[need * weeks + week]! > price[best[room]! * weeks + week]!)
        best[room] = need;
    }
    return best;
  }
}
