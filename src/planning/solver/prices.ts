import { Guilds } from './guilds.js';
import { NeedClasses } from './need-classes.js';
import type { Problem } from './problem.js';
import { Sellers } from './sellers.js';

/** How much of the mean of shortages the latest ones make up, at most and at least. */
const MOST_NEW = 0.03;
const LEAST_NEW = 0.003;

/** After so many steps in a row that prove no more, steps get shorter. */
const PATIENCE = 15;

/** No step goes farther than so many times what would be missing along a straight line. */
const BOLDEST = 2;

/** A step aims at so many times the bound so far. */
const AMBITION = 1.05;

/**
 * Prices of people's time, week by week, and the bound that they prove.
 *
 * Every limit that ties people to tasks goes into the objective at a price (Lagrangian relaxation): one for a leader, a
 * specialist and a further inspector, by model, room and week. Each task then takes its cheapest week by itself, and each
 * person sells the weeks that pay best, within leave, quarter caps and the days of the week. Whatever the prices, no plan
 * is less late than what is left (weak duality). The best prices reach the linear program over persons. Conflicts and
 * whether the tasks of one trip lie in one region are left out: the bound holds with them too.
 */
export class Prices {
  /** The best bound so far. */
  bound = 0;
  /** need class × week: the prices that proved it. */
  readonly best: Float64Array;
  readonly classes: NeedClasses;
  readonly guilds: Guilds;
  private readonly price: Float64Array;
  /** need class × week: asked for minus on offer, at the present prices. */
  private readonly shortage: Float64Array;
  /** Running mean of shortages. */
  private readonly mean: Float64Array;
  private readonly sellers: Sellers;
  private boldness = 1;
  private sinceBetter = 0;

  constructor(private readonly problem: Problem) {
    this.classes = new NeedClasses(problem);
    this.guilds = new Guilds(problem, this.classes);
    this.sellers = new Sellers(problem, this.classes, this.guilds);
    const size = this.classes.count * problem.weeks;
    this.price = new Float64Array(size);
    this.best = new Float64Array(size);
    this.shortage = new Float64Array(size);
    this.mean = new Float64Array(size);
  }

  /** Tries prices from elsewhere, and goes on from them where they prove more. */
  propose(price: Float64Array): number {
    this.price.set(price);
    const value = this.evaluate();
    this.note(value);
    return value;
  }

  /**
   * Some steps of the volume algorithm (Barahona and Anbil 2000): each goes from the best prices so far into the direction
   * of a running mean of shortages, which forgets slowly. Measured: 800 steps come to within 0.8 % of the exact prices from
   * 400 to 5,000 agreements, where steps along the last shortages alone stay 5 % below.
   * @param known lateness of the best plan so far: what the bound reaches at most
   */
  improve(known: number, steps: number): void {
    this.note(this.evaluate());
    this.mean.set(this.shortage);
    for (let count = 0; count < steps && this.step(known); count++) {
      const before = this.bound;
      this.note(this.evaluate());
      const isOnward = this.alongMean() > 0;
      this.remember();
      if (this.bound > before) this.goOn(isOnward);
      else if (++this.sinceBetter === PATIENCE) this.goEasy();
    }
  }

  private note(value: number): void {
    if (value <= this.bound) return;
    this.bound = value;
    this.best.set(this.price);
  }

  /** Prices from the best ones along the mean of shortages. Returns false where nothing is short or more cannot be proved. */
  private step(known: number): boolean {
    const { price, best, mean } = this;
    let square = 0;
    for (let i = 0; i < price.length; i++) {
      if (best[i] === 0 && mean[i]! < 0) continue;
      square += mean[i]! * mean[i]!;
    }
    const aim = Math.min(known, Math.max(known / 2, AMBITION * this.bound));
    if (square === 0 || aim <= this.bound) return false;
    const stride = (this.boldness * (aim - this.bound)) / square;
    for (let i = 0; i < price.length; i++) price[i] = Math.max(0, best[i]! + stride * mean[i]!);
    return true;
  }

  private alongMean(): number {
    let along = 0;
    for (let i = 0; i < this.mean.length; i++) along += this.mean[i]! * this.shortage[i]!;
    return along;
  }

  /** Takes the latest shortages into the mean: as much of them as makes it shortest, within limits. */
  private remember(): void {
    const { mean, shortage } = this;
    let along = 0;
    let square = 0;
    for (let i = 0; i < mean.length; i++) {
      const change = shortage[i]! - mean[i]!;
      along -= mean[i]! * change;
      square += change * change;
    }
    const shortest = square > 0 ? along / square : 0;
    const share = Math.min(MOST_NEW, Math.max(LEAST_NEW, shortest));
    for (let i = 0; i < mean.length; i++) mean[i]! += share * (shortage[i]! - mean[i]!);
  }

  private goOn(isOnward: boolean): void {
    this.sinceBetter = 0;
    if (isOnward) this.boldness = Math.min(BOLDEST, 1.1 * this.boldness);
  }

  private goEasy(): void {
    this.sinceBetter = 0;
    this.boldness /= 1.5;
  }

  /** The bound of the present prices; leaves the shortages behind. */
  private evaluate(): number {
    this.shortage.fill(0);
    return this.chooseWeeks() - this.sellers.sell(this.price, this.shortage);
  }

  /** Each task's cheapest week, with what its team costs. Returns the sum. */
  private chooseWeeks(): number {
    const { taskCount, weeks, cost, allowed } = this.problem;
    const typePrice = this.classes.priceTypes(this.price);
    const chosen = new Int32Array(typePrice.length);
    let total = 0;
    for (let task = 0; task < taskCount; task++) {
      const row = this.classes.typeOf[task]! * weeks;
      let best = cost[task * (weeks + 1) + weeks]!;
      let choice = -1;
      for (let week = 0; week < weeks; week++) {
        if (allowed[task * weeks + week] === 0) continue;
        const late = cost[task * (weeks + 1) + week]!;
        if (late >= best) break;
        const sum = late + typePrice[row + week]!;
        if (sum < best) {
          best = sum;
          choice = week;
        }
      }
      total += best;
      if (choice >= 0) chosen[row + choice]!++;
    }
    this.addDemand(chosen);
    return total;
  }

  private addDemand(chosen: Int32Array): void {
    const { weeks } = this.problem;
    for (let type = 0; type < this.classes.types.length; type++)
      for (const { need, count } of this.classes.needsOf(type))
        for (let week = 0; week < weeks; week++)
          this.shortage[need * weeks + week]! += count * chosen[type * weeks + week]!;
  }
}
