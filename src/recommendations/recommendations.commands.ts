import { isDay } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';
import { type AddCommands, CommandRefused, print, printJson } from '../platform/cli/commands.js';
import { statusText, type StatusCounts } from './ledger.rules.js';
import { ledgerResponse } from './recommendation.mapping.js';
import { type Ledger, numberOf, RecommendationsService } from './recommendations.service.js';
import { clockText } from './response-clock.rules.js';

/** `moa recommendations`: the numbers of the API and of the page, for a terminal or a program. */
export const recommendationCommands: AddCommands = (program, withApp) => {
  program
    .command('recommendations')
    .description('how the OIG’s recommendations stood on a day, by report')
    .option('--as-of <day>', 'a day such as 2012-09-25; today if absent')
    .option('--json', 'print the ledger as one JSON document')
    .action(async ({ asOf, json }: { asOf?: string; json?: boolean }) => {
      if (asOf !== undefined && !isDay(asOf))
        throw new CommandRefused(
          `--as-of must be a day of the calendar such as 2012-09-25, not "${asOf}".`,
        );
      await withApp(async (app) => {
        const recommendations = app.get(RecommendationsService);
        const ledger = await recommendations.ledgerOn(asOf ?? recommendations.today());
        if (json) printJson(ledgerResponse(ledger));
        else print(asText(ledger));
      });
    });
};

function asText({ asOf, reports, totals, earlier, items }: Ledger): string {
  const open = items.filter(({ standing }) => standing.status !== 'closed');
  return [
    `Recommendations of the Inspector General as of ${dayText(asOf)}:`,
    '',
    `${''.padEnd(14)}${HEADERS.map((header) => header.padStart(17)).join('')}`,
    ...reports.map(({ report, ...counts }) => line(report.number, counts)),
    line('All reports', totals),
    line('Earlier ones', earlier),
    ...(open.length > 0 ? ['', 'Not closed:'] : []),
    ...open.map(
      ({ recommendation, standing, clock }) =>
        `  ${numberOf(recommendation).padEnd(15)} ${statusText(standing)}${clock ? `; answer due ${dayText(clock.dueOn)}, ${clockText(clock)}` : ''}`,
    ),
  ].join('\n');
}

const HEADERS = ['total', 'closed', 'resolved, open', 'unresolved, open', 'unknown'];

const line = (name: string, counts: StatusCounts): string =>
  name.padEnd(14) +
  [counts.total, counts.closed, counts.resolvedOpen, counts.unresolvedOpen, counts.statusUnknown]
    .map((count) => String(count).padStart(17))
    .join('');
