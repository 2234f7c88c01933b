import { dayText } from '../platform/clock/day-text.js';
import { type AddCommands, print, printJson } from '../platform/cli/commands.js';
import type { Census } from './census.rules.js';
import { CensusService } from './census.service.js';
import { agenciesText, coverageText } from './census-text.js';
import {
  addStandpointOptions,
  type StandpointOptions,
  standpointOf,
} from './standpoint-options.js';

/** `moa census`: the numbers of the API and of the page, for a terminal or a program. */
export const censusCommands: AddCommands = (program, withApp) => {
  const command = program
    .command('census')
    .description('how many agreements were in force on a day')
    .option('--json', 'print the census as one JSON document');
  addStandpointOptions(command).action(async (options: StandpointOptions & { json?: boolean }) => {
    const standpoint = standpointOf(options);
    await withApp(async (app) => {
      const census = await app.get(CensusService).take(standpoint(app));
      if (options.json) printJson(census);
      else print(asText(census));
    });
  });
};

function asText(census: Census): string {
  const { agreements, agencies, states, byModel, byState, byStatus, coverage } = census;
  const known = census.knownAt ? `, as the register knew it at ${census.knownAt}` : '';
  return [
    `As of ${dayText(census.asOf)}${known}: ${agreements} agreements in force with ${agencies} agencies in ${states} states.`,
    '',
    agenciesText(census.agenciesByAgreements),
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
