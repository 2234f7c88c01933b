import type { PlanInstance, PlanPerson } from '../solver/instance.js';
import { priceTeams } from '../solver/pricing.js';
import { Problem } from '../solver/problem.js';
import { worthOf } from '../solver/worth.js';
import { solveProgram } from '../solving/highs.js';

/** Who may come to a year as it is. */
export interface RankRequest {
  instance: PlanInstance;
  people: PlanPerson[];
}

/** What each of some people would be worth to a year, in their order. Those who differ in their home only are asked about once. */
export async function rank({ instance, people }: RankRequest): Promise<number[]> {
  const prices = await priceTeams(new Problem(instance), solveProgram);
  const known = new Map<string, number>();
  return people.map((person) => {
    const { role, models, unavailable, quarterCap } = person;
    const key = JSON.stringify([role, models, unavailable, quarterCap]);
    const worth = known.get(key) ?? worthOf(instance, prices.best, person);
    known.set(key, worth);
    return worth;
  });
}
