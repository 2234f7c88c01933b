import { BusinessClock } from '../platform/clock/clock.js';
import { isDay } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';
import { type AddCommands, CommandRefused, print, printJson } from '../platform/cli/commands.js';
import { Policy } from '../platform/config/policy.js';
import type { Census } from './census.rules.js';
import { CensusService } from './census.service.js';
import { coverageText } from './census-text.js';

/** `moa census`: the numbers of the API and of the page, for a terminal or a program. */
export const censusCommands: AddCommands = (program, withApp) => {
  program
    .command('census')
    .description('how many agreements were in force on a day')
    .option('--as-of <day>', 'a day such as 2012-06-25; today if absent')
    .option('--json', 'print the census as one JSON document')
    .action(async (options: { asOf?: string; json?: boolean }) => {
      if (options.asOf !== undefined && !isDay(options.asOf))
        throw new CommandRefused(
          `--as-of must be a day of the calendar such as 2012-06-25, not "${options.asOf}".`,
        );
      await withApp(async (app) => {
        const today = app.get(BusinessClock).today(app.get(Policy).timeZone);
        const census = await app.get(CensusService).take(options.asOf ?? today);
        if (options.json) printJson(census);
        else print(asText(census));
      });
    });
};

function asText(census: Census): string {
  const { agreements, agencies, states, byModel, byState, byStatus, coverage } = census;
  return [
    `As of ${dayText(census.asOf)}: ${agreements} agreements in force with ${agencies} agencies in ${states} states.`,
    '',
    'By model:',
    ...lines(byModel),
    'By state:',
    ...lines(byState),
    'All agreements, by status:',
    ...lines(byStatus).filter((line) => !line.endsWith(' 0')),
    '',
    coverageText(census.asOf, coverage),
  ].join('\n');
}

const lines = (counts: Record<string, number>): string[] =>
  Object.entries(counts).map(([name, count]) => `  ${name.padEnd(26)}${String(count).padStart(4)}`);
