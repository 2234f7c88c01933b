import type { Command } from 'commander';
import { CommandRefused, print, printJson } from '../platform/cli/commands.js';
import { writeGivenFile } from '../platform/cli/given-files.js';
import { counted } from '../platform/counted.js';
import { checkPlan } from './checker/check-plan.js';
import { givenInstance } from './plan-file/given-files.js';
import { numberOption, SEEDS, wholeNumberOption } from './plan-options.js';
import { planText, progressText } from './plan-text.js';
import type { Plan, PlanInstance } from './solver/instance.js';
import { solveInThread, type SolveProgress, type SolveRequest } from './solving/solve-in-thread.js';

interface SolveOptions {
  seconds?: string;
  iterations?: string;
  proof?: string;
  seed: string;
  out?: string;
  json?: boolean;
}

const SECONDS_UNLESS_SAID = 30;

/** How often a search tells how far it is. */
const SECONDS_BETWEEN_NOTICES = 5;

/** `moa plan solve`: the solver on a file. What it finds is checked before anybody gets it. */
export function addSolve(plan: Command): void {
  plan
    .command('solve')
    .description('plan what a file holds; Ctrl+C ends the search and keeps the best so far')
    .argument('<file>', 'the planning problem')
    .option('--seconds <n>', `how long to search; ${SECONDS_UNLESS_SAID} unless said otherwise`)
    .option('--iterations <n>', 'how many steps to search instead: the same plan each time')
    .option(
      '--proof <n>',
      'seconds to look for the best plan of all and a proof of it, before that',
    )
    .option('--seed <n>', 'where chance begins', '1')
    .option('--out <file>', 'write the plan to a file')
    .option('--json', 'print the plan as one JSON document')
    .action(async (file: string, options: SolveOptions) => {
      const effort = effortOf(options);
      const instance = givenInstance(file);
      const found = await solved({ instance, ...effort });
      if (options.out !== undefined) writeGivenFile(options.out, `${JSON.stringify(found)}\n`);
      if (options.json) printJson(found);
      else print(planText(found, isRepeatable(effort)));
      refuseFaults(instance, found);
    });
}

/** @throws CommandRefused for numbers that make no sense, before anything is read */
function effortOf(
  options: SolveOptions,
): Pick<SolveRequest, 'seed' | 'seconds' | 'iterations' | 'proofSeconds'> {
  const { seconds, iterations } = options;
  const seed = wholeNumberOption('--seed', options.seed, SEEDS);
  const proof =
    options.proof === undefined ? {} : { proofSeconds: secondsOption('--proof', options.proof) };
  if (seconds !== undefined && iterations !== undefined)
    throw new CommandRefused('--seconds and --iterations exclude each other.');
  if (iterations !== undefined)
    return {
      ...{ seed, ...proof },
      iterations: wholeNumberOption('--iterations', iterations, {
        least: 0,
        most: Number.MAX_SAFE_INTEGER,
      }),
    };
  return {
    ...{ seed, ...proof },
    seconds: seconds === undefined ? SECONDS_UNLESS_SAID : secondsOption('--seconds', seconds),
  };
}

const secondsOption = (name: string, text: string): number =>
  numberOption(name, text, { least: 0, most: 86_400 });

const isRepeatable = ({ iterations, proofSeconds }: Partial<SolveRequest>): boolean =>
  iterations !== undefined && proofSeconds === undefined;

/** Searches, with a notice now and then, until it is done or somebody presses Ctrl+C. */
async function solved(request: SolveRequest): Promise<Plan> {
  const stop = new AbortController();
  const onInterrupt = (): void => {
    stop.abort();
  };
  let noticed = 0;
  const onProgress = (progress: SolveProgress): void => {
    if (progress.seconds < noticed + SECONDS_BETWEEN_NOTICES) return;
    noticed = progress.seconds;
    process.stderr.write(`${progressText(progress)}\n`);
  };
  process.once('SIGINT', onInterrupt);
  try {
    return await solveInThread(request, onProgress, stop.signal);
  } finally {
    process.off('SIGINT', onInterrupt);
  }
}

/** A legal plan comes with the word of somebody else than its maker. */
function refuseFaults(instance: PlanInstance, plan: Plan): void {
  const { faults } = checkPlan(instance, plan);
  if (faults.length === 0) return;
  throw new CommandRefused(
    [
      `The plan is not to be used: ${counted(faults.length, 'fault')}.`,
      ...faults.map(({ sentence }) => `  ${sentence}`),
    ].join('\n'),
  );
}
