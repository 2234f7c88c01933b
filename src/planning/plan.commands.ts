import type { Command } from 'commander';
import { type AddCommands, CommandRefused, print, printJson } from '../platform/cli/commands.js';
import { writeGivenFile } from '../platform/cli/given-files.js';
import { counted } from '../platform/counted.js';
import { checkPlan } from './checker/check-plan.js';
import { generateInstance } from './generator/generate-instance.js';
import { givenInstance, givenPlan } from './plan-file/given-files.js';
import { numberOption, SEEDS, wholeNumberOption } from './plan-options.js';
import { addSolve } from './plan-solve.command.js';
import { costText, instanceText } from './plan-text.js';

/** `moa plan`: planning problems and plans as files (docs/plan-format.md). None of it needs the database. */
export const planCommands: AddCommands = (program) => {
  const plan = program.command('plan').description('plan a fiscal year of inspections');
  addGenerate(plan);
  addSolve(plan);
  addCheck(plan);
};

function addGenerate(plan: Command): void {
  plan
    .command('generate')
    .description('make up a fiscal year to plan; the same options give the same year')
    .requiredOption('--agreements <n>', 'how many agreements are in force')
    .option('--load <share>', 'travel weeks needed of all that the people have', '0.9')
    .option('--seed <n>', 'another number gives another year', '1')
    .option('--out <file>', 'write it to a file instead')
    .action((options: { agreements: string; load: string; seed: string; out?: string }) => {
      const instance = generateInstance({
        agreements: wholeNumberOption('--agreements', options.agreements, {
          least: 1,
          most: 100_000,
        }),
        load: numberOption('--load', options.load, { least: 0.1, most: 10 }),
        seed: wholeNumberOption('--seed', options.seed, SEEDS),
      });
      const text = JSON.stringify(instance);
      if (options.out === undefined) {
        print(text);
        return;
      }
      writeGivenFile(options.out, `${text}\n`);
      print(`${options.out}: ${instanceText(instance)}.`);
    });
}

function addCheck(plan: Command): void {
  plan
    .command('check')
    .description('judge a plan by code that shares nothing with the solver; exits with 1 on faults')
    .argument('<file>', 'the planning problem')
    .argument('<plan>', 'the plan of it')
    .option('--json', 'print faults and costs as one JSON document')
    .action((file: string, planFile: string, { json }: { json?: boolean }) => {
      const instance = givenInstance(file);
      const given = givenPlan(planFile, instance);
      const check = checkPlan(instance, given);
      const { faults } = check;
      if (json) printJson(check);
      else
        print(
          [
            ...faults.map(({ sentence }) => sentence),
            ...(faults.length === 0
              ? ['No limit is broken, and the plan costs what it says.']
              : []),
            `${counted(given.assignments.length, 'visit')} planned, ${given.unscheduled.length} unscheduled. ${costText(check)}`,
          ].join('\n'),
        );
      if (faults.length > 0) throw new CommandRefused(`${counted(faults.length, 'fault')}.`);
    });
}
