import { Guilds } from './guilds.js';
import type { PlanInstance, PlanPerson } from './instance.js';
import { NeedClasses } from './need-classes.js';
import { Problem } from './problem.js';
import { Sellers } from './sellers.js';

/**
 * What one more person would earn at the prices of people's time, within leave and quarter caps. By so much at most the
 * bound falls at these prices when they come (weak duality), so it says who is worth trying and proves nothing else.
 * Travel and conflicts have no part in it: two people who differ in their home only are worth the same.
 * @param price need class × week, as `Prices.best` of a problem with the same tasks and fixed visits
 * @returns units of lateness, from 0
 */
export function worthOf(instance: PlanInstance, price: Float64Array, person: PlanPerson): number {
  const everyWeek = Array.from({ length: instance.weeks }, (_, week) => week);
  // The others stay, since fixed visits name them, but have nothing to sell.
  const others = instance.people.map((other) => ({
    ...other,
    unavailable: everyWeek,
    quarterCap: 0,
  }));
  const problem = new Problem({ ...instance, people: [...others, person] });
  const classes = new NeedClasses(problem);
  return new Sellers(problem, classes, new Guilds(problem, classes)).sell(
    price,
    new Float64Array(price.length),
  );
}
