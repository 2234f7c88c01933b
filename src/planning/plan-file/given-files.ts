import { CommandRefused } from '../../platform/cli/commands.js';
import { readGivenFile } from '../../platform/cli/given-files.js';
import { counted } from '../../platform/counted.js';
import type { Plan, PlanInstance } from '../solver/instance.js';
import { FileRefused, problemText } from './file-problems.js';
import { readInstance } from './instance-file.js';
import { readPlan } from './plan-file.js';

/** So many problems are told; the rest is counted. */
const TOLD = 50;

/** The instance in a file that a command was given. @throws CommandRefused with what is wrong with it */
export const givenInstance = (file: string): PlanInstance =>
  reading(file, 'a planning problem', readInstance);

/** The plan in a file that a command was given. @throws CommandRefused with what is wrong with it */
export const givenPlan = (file: string, instance: PlanInstance): Plan =>
  reading(file, 'a plan of this planning problem', (json) => readPlan(json, instance));

function reading<Result>(file: string, what: string, read: (json: unknown) => Result): Result {
  const json = parsed(file);
  try {
    return read(json);
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    const { problems } = error;
    const more = problems.length - TOLD;
    throw new CommandRefused(
      [
        `${file} is not ${what} as docs/plan-format.md describes it:`,
        ...problems.slice(0, TOLD).map((problem) => `  ${problemText(problem)}`),
        ...(more > 0 ? [`  and ${counted(more, 'problem')} more`] : []),
      ].join('\n'),
    );
  }
}

function parsed(file: string): unknown {
  // Editors on Windows put a byte order mark before the text, which JSON does not know.
  const text = readGivenFile(file)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandRefused(`${file} holds no JSON: ${(error as Error).message}.`);
  }
}
