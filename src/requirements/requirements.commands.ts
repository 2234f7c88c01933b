import { type AddCommands, CommandRefused, print, printJson } from '../platform/cli/commands.js';
import { isDay } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';
import { CatalogueService } from './catalogue.service.js';
import type { MeasurabilityResponse, TemplateReportResponse } from './measurability.dto.js';
import { measurabilityResponse } from './requirement.mapping.js';
import { TEMPLATE_CODES } from './templates.rules.js';

interface ReportOptions {
  template?: string;
  asOf?: string;
  json?: boolean;
}

/** `moa requirements report`: the report of the API and of the page, for a terminal or a program. */
export const requirementsCommands: AddCommands = (program, withApp) => {
  program
    .command('requirements')
    .description('the catalogue of MOA requirements')
    .command('report')
    .description('which requirements cannot be measured, by template')
    .option('--template <template>', TEMPLATE_CODES.join(', '))
    .option('--as-of <day>', 'a day such as 2012-06-25; today if absent')
    .option('--json', 'print the report as one JSON document')
    .action(async (options: ReportOptions) => {
      refuseUnknown(options);
      await withApp(async (app) => {
        const catalogue = app.get(CatalogueService);
        const day = options.asOf ?? catalogue.today();
        const report = measurabilityResponse(day, await catalogue.assess(day, options.template));
        if (options.json) printJson(report);
        else print(asText(report));
      });
    });
};

/** Before anything is started. */
function refuseUnknown({ template, asOf }: ReportOptions): void {
  if (template !== undefined && !TEMPLATE_CODES.includes(template))
    throw new CommandRefused(
      `--template is ${template}; the templates are ${TEMPLATE_CODES.join(', ')}.`,
    );
  if (asOf !== undefined && !isDay(asOf))
    throw new CommandRefused(
      `--as-of must be a day of the calendar such as 2012-06-25, not "${asOf}".`,
    );
}

function asText({ asOf, templates, notFound }: MeasurabilityResponse): string {
  return [
    `Requirements of the MOA as of ${dayText(asOf)}, and which of them cannot be measured:`,
    '',
    ...templates.flatMap((report) => [...linesOf(report), '']),
    notFound,
  ].join('\n');
}

const linesOf = (report: TemplateReportResponse): string[] => [
  `${report.template} (${report.model}): ${report.requirements} requirements, ${report.notMeasurable.length} not measurable, ${report.inferred} standards read into the text`,
  ...report.notMeasurable.map(({ code, why }) => `  ${code}  ${why}`),
];
