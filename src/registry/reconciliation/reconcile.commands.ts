import { basename } from 'node:path';
import { type AddCommands, CommandRefused, print, printJson } from '../../platform/cli/commands.js';
import { readGivenFile } from '../../platform/cli/given-files.js';
import { isDay } from '../../platform/clock/calendar.js';
import { dayText } from '../../platform/clock/day-text.js';
import { Problem } from '../../platform/http/problem.js';
import { LIST_KINDS, type ListKind } from '../lists/listed-row.js';
import { type Difference, DIFFERENCE_KINDS, type Reconciliation } from './reconciliation.js';
import { reconciliationResponse } from './reconciliation.mapping.js';
import { ReconciliationService, type SaidOfFile } from './reconciliation.service.js';
import {
  captionDiffers,
  captionText,
  differenceHeading,
  KIND_NAMES,
  STANDING_NAMES,
  summaryText,
} from './reconciliation-words.rules.js';

interface ReconcileOptions {
  asOf?: string;
  kind?: string;
  caption?: string;
  json?: boolean;
}

/** The list differs from the register, or its caption from its rows. */
const DIFFERS = 2;

/** `moa reconcile`: a published list against the register as of its day, without changing anything. */
export const reconcileCommands: AddCommands = (program, withApp) => {
  program
    .command('reconcile')
    .description(
      'hold an official list against the register as of its day; exits with 2 when something differs',
    )
    .argument('<file>', 'a workbook (.xlsx) or CSV as ICE publishes it')
    .option('--as-of <day>', 'the day of the list, where its name does not say it')
    .option('--kind <kind>', 'participating or pending, where its name does not say it')
    .option('--caption <total>', "the total that the caption of ICE's page states")
    .option('--json', 'print the differences as one JSON document')
    .action(async (file: string, options: ReconcileOptions) => {
      const said = checked(options);
      const content = readGivenFile(file);
      await withApp(async (app) => {
        const service = app.get(ReconciliationService);
        const reconciliation = await answered(service.reconcileFile(content, basename(file), said));
        if (options.json) printJson(reconciliationResponse(reconciliation));
        else print(asText(basename(file), reconciliation));
        const { differences, list } = reconciliation;
        if (differences.length > 0 || captionDiffers(list))
          throw new CommandRefused(summaryText(reconciliation), DIFFERS);
      });
    });
};

function checked({ asOf, kind, caption }: ReconcileOptions): SaidOfFile {
  if (asOf !== undefined && !isDay(asOf))
    throw new CommandRefused(
      `--as-of must be a day of the calendar such as 2025-07-18, not "${asOf}".`,
    );
  if (kind !== undefined && !LIST_KINDS.includes(kind as ListKind))
    throw new CommandRefused(`--kind must be one of ${LIST_KINDS.join(', ')}, not "${kind}".`);
  if (caption !== undefined && !/^\d{1,6}$/.test(caption))
    throw new CommandRefused(`--caption must be a whole number such as 63, not "${caption}".`);
  return {
    asOf,
    kind: kind as ListKind | undefined,
    captionCount: caption === undefined ? undefined : Number(caption),
  };
}

async function answered<Answer>(work: Promise<Answer>): Promise<Answer> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Problem) throw new CommandRefused(error.detail);
    throw error;
  }
}

function asText(name: string, reconciliation: Reconciliation): string {
  const { list, differences, notes } = reconciliation;
  const caption = captionText(list);
  return [
    `${name}: ${KIND_NAMES[list.kind]} of ${dayText(list.asOf)} (${STANDING_NAMES[list.standing]}).`,
    summaryText(reconciliation),
    ...(caption === null ? [] : [caption]),
    ...DIFFERENCE_KINDS.flatMap((kind) => {
      const rows = differences.filter((row) => row.kind === kind);
      return rows.length === 0
        ? []
        : ['', `${differenceHeading(kind, list)} (${rows.length}):`, ...rows.map(lineOf)];
    }),
    ...(notes.length === 0
      ? []
      : ['', `Known ways of the lists, no differences (${notes.length}):`, ...notes.map(lineOf)]),
  ].join('\n');
}

const lineOf = ({ agency, state, sheetRow, onList, inRegister, reason }: Difference): string =>
  `  ${agency}${state ? ` (${state})` : ''}${sheetRow === null ? '' : `, row ${sheetRow}`}: list ${onList}; register ${inRegister}. ${reason}`;
