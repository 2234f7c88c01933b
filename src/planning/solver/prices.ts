import { Guilds } from './guilds.js';
import { NeedClasses } from './need-classes.js';
import type { Problem } from './problem.js';
import { Sellers } from './sellers.js';

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
  private readonly direction: Float64Array;
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
    this.direction = new Float64Array(size);
  }

  /** Tries prices from elsewhere, and goes on from them where they prove more. */
  propose(price: Float64Array): number {
    this.price.set(price);
    const value = this.evaluate();
    this.note(value);
    return value;
  }

  /**
   * Some steps of a subgradient search with deflected directions (Camerini, Fratta and Maffioli 1975).
   * @param known lateness of the best plan so far: what the bound reaches at most
   */
  improve(known: number, steps: number): void {
    for (let count = 0; count < steps; count++) {
      const value = this.evaluate();
      const before = this.bound;
      this.note(value);
      if (value > before * (1 + 1e-5)) this.sinceBetter = 0;
      else if (++this.sinceBetter >= 20) this.turnBack();
      this.step(Math.max(known - value, 1e-4 * known));
    }
  }

  private note(value: number): void {
    if (value <= this.bound) return;
    this.bound = value;
    this.best.set(this.price);
  }

  private turnBack(): void {
    this.sinceBetter = 0;
    this.boldness /= 1.5;
    this.price.set(this.best);
    this.direction.fill(0);
    this.evaluate();
  }

  private step(missing: number): void {
    const { price, shortage, direction } = this;
    let along = 0;
    let length = 0;
    for (let i = 0; i < price.length; i++) {
      if (price[i] === 0 && shortage[i]! < 0) shortage[i] = 0;
      along += direction[i]! * shortage[i]!;
      length += direction[i]! * direction[i]!;
    }
    const turn = along < 0 && length > 0 ? (-1.5 * along) / length : 0;
    let square = 0;
    for (let i = 0; i < price.length; i++) {
      direction[i] = shortage[i]! + turn * direction[i]!;
      square += direction[i]! * direction[i]!;
    }
    if (square === 0) return;
    const stride = (this.boldness * missing) / square;
    for (let i = 0; i < price.length; i++)
      price[i] = Math.max(0, price[i]! + stride * direction[i]!);
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
