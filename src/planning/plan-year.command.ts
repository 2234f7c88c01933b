import { InvalidArgumentError } from 'commander';
import { FocusReviewsService } from '../inspections/focus-reviews/focus-reviews.service.js';
import { ObligationsService } from '../inspections/obligations.service.js';
import { counted } from '../platform/counted.js';
import { type AddCommands, CommandRefused, print, printJson } from '../platform/cli/commands.js';
import { Policy } from '../platform/config/policy.js';
import { type YearInstance, YearInstances } from './instance/year-instance.js';
import type { Plan } from './solver/instance.js';
import { PlanSolver } from './solving/plan-solver.js';
import { agreementName } from './versions/planned-items.rules.js';
import { gapText, kmText, latenessText } from './versions/plan-words.js';

interface Options {
  fiscalYear: number;
  seconds?: number;
  seed: number;
  json?: boolean;
}

/**
 * `moa plan --fiscal-year 2013`: what the best plan that is found from today's facts would cost. No plan is saved; what is due
 * is brought up to date first, as the jobs do every few minutes.
 */
export const planYearCommand: AddCommands = (program, withApp) => {
  const known = program.commands.find((command) => command.name() === 'plan');
  (known ?? program.command('plan').description('plans of a fiscal year'))
    .enablePositionalOptions()
    .option('--fiscal-year <year>', 'the fiscal year to plan', wholeNumber)
    .option('--seconds <seconds>', 'how long to look for better weeks and teams', wholeNumber)
    .option('--seed <seed>', 'the same iterations and seed give the same plan', wholeNumber, 1)
    .option('--json', 'print the plan as one JSON document')
    .action(async ({ fiscalYear, seconds, seed, json }: Partial<Options> & { seed: number }) => {
      if (fiscalYear === undefined)
        throw new CommandRefused('Say which year: moa plan --fiscal-year 2013.');
      await withApp(async (app) => {
        await app.get(ObligationsService).reconcile(false);
        await app.get(FocusReviewsService).orderByRule(false);
        const year = await app.get(YearInstances).build(fiscalYear);
        const usual = app.get(Policy).planning.solveSeconds.usual;
        const plan = await app
          .get(PlanSolver)
          .solve({ instance: year.instance, seed, seconds: seconds ?? usual });
        if (json) printJson({ fiscalYear, plannedFrom: year.plannedFrom, ...plan });
        else print(asText(year, plan));
      });
    });
};

function asText(year: YearInstance, plan: Plan): string {
  const { calendar, plannedFrom, instance, tasks, assumptions } = year;
  const names = new Map(tasks.map(({ id, agreement }) => [id, agreementName(agreement)]));
  return [
    `Fiscal year ${calendar.fiscalYear}, from the facts of ${plannedFrom}: ${counted(tasks.length, 'visit')}, ${counted(instance.people.length, 'person', 'people')}.`,
    `Lateness ${latenessText(plan.lateness)}, bound ${plan.bound === null ? 'not known' : latenessText(plan.bound)}, gap ${gapText(plan.gap)}.`,
    `Travel ${kmText(plan.travelKm)}, imbalance ${Math.round(plan.imbalance)}.`,
    `${counted(plan.iterations, 'iteration')} in ${plan.seconds.toFixed(1)} s, seed ${plan.seed}.`,
    plan.unscheduled.length === 0
      ? 'Every visit has a week.'
      : `${counted(plan.unscheduled.length, 'visit')} without a week:`,
    ...plan.unscheduled.map(({ task, reason }) => `  ${names.get(task) ?? task}: ${reason}`),
    'Assumed:',
    ...assumptions.map((assumption) => `  ${assumption}`),
  ].join('\n');
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}
