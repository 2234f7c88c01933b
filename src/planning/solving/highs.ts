import highsModule from 'highs';
import type { Highs } from 'highs';
import type { ProgramAnswer, ProgramSolver } from '../solver/pricing.js';

let loading: Promise<Highs> | undefined;

/** HiGHS in WebAssembly, loaded with the first program (0.1 to 0.3 s). It holds its thread until a program is solved. */
function loadHighs(): Promise<Highs> {
  // At run time the default export is the loader; the types nest it once more, as in a CommonJS module.
  const load = highsModule as unknown as () => Promise<Highs>;
  return (loading ??= load());
}

/** Characters of a program from which on the interior point method is quicker than the simplex method. */
const LARGE_PROGRAM = 1_500_000;

/** Solves a linear program. The duals are what is wanted: a large one needs no crossover to a corner. */
export const solveProgram: ProgramSolver = async (text): Promise<ProgramAnswer> => {
  const highs = await loadHighs();
  const solution = highs.solve(text, {
    ...(text.length > LARGE_PROGRAM
      ? { solver: 'ipm', run_crossover: 'off' }
      : { solver: 'simplex' }),
    output_flag: false,
  });
  const duals = new Map<string, number>();
  for (const row of solution.Rows) if ('Dual' in row) duals.set(row.Name, row.Dual);
  return { isOptimal: solution.Status === 'Optimal', value: solution.ObjectiveValue, duals };
};

/**
 * Solves a program in whole numbers, or as much of it as the time allows.
 * @returns what no answer can go below
 */
export async function proveBound(text: string, seconds: number): Promise<number> {
  const highs = await loadHighs();
  return highs.withModel({ format: 'lp', data: text }, (model) => {
    model.options.set({ time_limit: seconds, mip_rel_gap: 1e-9, output_flag: false });
    model.run();
    return Number(model.info.get('mip_dual_bound'));
  });
}
