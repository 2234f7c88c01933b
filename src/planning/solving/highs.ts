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

/** What HiGHS says of an answer that keeps all limits. */
const FEASIBLE = 2;

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

/** What is known of a program in whole numbers when its time is up. */
export interface WholeAnswer {
  /** No answer can go below this. */
  bound: number;
  /** Names of the columns that are 1 or more in the best answer found; none where none was found. */
  columns: string[];
}

/**
 * Solves a program in whole numbers, or as much of it as the time allows.
 * @param isEnough asked now and then, also whether to end before that
 */
export async function solveWhole(
  text: string,
  seconds: number,
  isEnough: () => boolean,
): Promise<WholeAnswer> {
  const highs = await loadHighs();
  return highs.withModel({ format: 'lp', data: text }, (model) => {
    model.options.set({ time_limit: seconds, mip_rel_gap: 1e-9, output_flag: false });
    model.run({
      [highs.constants.callbackType.mipInterrupt]: (event) => {
        if (isEnough()) event.interrupt();
      },
    });
    const bound = Number(model.info.get('mip_dual_bound'));
    if (model.info.get('primal_solution_status') !== FEASIBLE) return { bound, columns: [] };
    const values = Array.from(model.getSolution().colValue);
    return {
      bound,
      columns: values.flatMap((value, column) => (value > 0.5 ? [model.getColName(column)] : [])),
    };
  });
}
