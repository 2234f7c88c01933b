import { MasterProgram, type ProgramAnswer } from './master-program.js';
import { Prices } from './prices.js';
import type { Problem } from './problem.js';
import { PlanSearch } from './search.js';

export type { ProgramAnswer } from './master-program.js';

/** Solves a linear program in CPLEX' LP format. */
export type ProgramSolver = (text: string) => Promise<ProgramAnswer>;

/** Steps of our own before a linear program takes over, and where none does. */
const FIRST_STEPS = 200;
const ALL_STEPS = 800;

/** Up to so many tasks a linear program gives the exact prices; beyond it takes longer than it is worth. */
const MOST_TASKS_FOR_PROGRAM = 6_000;

/** Rounds of adding weeks to the program; two or three are needed as a rule. */
const MOST_ROUNDS = 8;

/** A bound this close to the program's value is as good as exact. */
const CLOSE = 2e-4;

/**
 * Prices for people's time, and the bound that they prove: roughly by the volume algorithm, then exactly by a linear program.
 * @param solve without it, or for a large problem, the rough ones have to do
 */
export async function priceTeams(problem: Problem, solve?: ProgramSolver): Promise<Prices> {
  const prices = new Prices(problem);
  const known = new PlanSearch(problem, prices, { seed: 0 }).cost;
  const isLarge = problem.taskCount > MOST_TASKS_FOR_PROGRAM;
  prices.improve(known, solve && !isLarge ? FIRST_STEPS : ALL_STEPS);
  if (!solve || isLarge || problem.taskCount === 0) return prices;
  const program = new MasterProgram(problem, prices);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const answer = await solve(program.write());
    if (!answer.isOptimal) break;
    const missing = program.learn(answer);
    if (missing === 0 || prices.bound >= answer.value * (1 - CLOSE)) break;
  }
  return prices;
}
