import { basename } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { type AddCommands, CommandRefused, print, printJson } from '../../platform/cli/commands.js';
import { readGivenFile } from '../../platform/cli/given-files.js';
import { isDay } from '../../platform/clock/calendar.js';
import { dayText } from '../../platform/clock/day-text.js';
import { Problem } from '../../platform/http/problem.js';
import { currentOrigin } from '../../platform/origin.js';
import { ListApplications } from './list-applications.service.js';
import type { ListDiff } from './list-diff.js';
import type { DiffCounts, ListImport } from './list-import.entity.js';
import { ListImports, type SentList } from './list-imports.service.js';
import type { ListQuestion } from './list-question.js';
import { ListReading } from './list-reading.service.js';
import { LIST_KINDS, type ListedRow, type ListKind } from './listed-row.js';

interface ImportOptions {
  asOf?: string;
  kind?: string;
  force?: boolean;
  dryRun?: boolean;
  acceptProposed?: boolean;
  json?: boolean;
}

/** What `moa import` answers. */
interface ImportReport {
  id: string;
  file: string;
  outcome: 'applied' | 'nothing-to-do' | 'would-apply' | 'needs-a-person' | 'refused';
  kind: string | null;
  asOf: string | null;
  state: string;
  reason: string | null;
  counts: DiffCounts | null;
  questions: Pick<ListQuestion, 'key' | 'kind' | 'text' | 'sheetRows' | 'proposal'>[];
  setAside: { row: number; agency: string; reason: string }[];
  duplicates: { row: number; agency: string; of: number }[];
  unknownColumns: string[];
  problems: { row: number; column: string; raw: string; kind: string; detail: string }[];
}

/** Refused, whatever a person might answer. */
const REFUSED = 1;
/** A person must say something first. */
const NEEDS_A_PERSON = 2;

/** `moa import`: an official list into the register, as the pages do it. */
export const importCommands: AddCommands = (program, withApp) => {
  program
    .command('import')
    .description(
      'put an official list into the register; exits with 2 when a person must say something first',
    )
    .argument('<file>', 'a workbook (.xlsx) or CSV as ICE publishes it')
    .option('--as-of <day>', 'the day of the list, where its name does not say it')
    .option('--kind <kind>', 'participating or pending, where its name does not say it')
    .option('--force', 'take it although it lacks many agreements of the list before')
    .option('--dry-run', 'say what would happen, and change nothing in the register')
    .option('--accept-proposed', 'answer every question with its proposal, and mark the answers')
    .option('--json', 'print the report as one JSON document')
    .action(async (file: string, options: ImportOptions) => {
      const sent = {
        ...checked(options),
        fileName: basename(file),
        content: readGivenFile(file),
      };
      await withApp(async (app) => {
        const report = await importList(app, sent, options);
        if (options.json) printJson(report);
        else print(asText(report));
        if (report.outcome === 'refused') throw new CommandRefused(report.reason ?? '', REFUSED);
        if (report.outcome === 'needs-a-person')
          throw new CommandRefused('A person must say something first.', NEEDS_A_PERSON);
      });
    });
};

function checked({ asOf, kind, force }: ImportOptions): {
  asOf: string | undefined;
  kind: ListKind | undefined;
  isForced: boolean;
} {
  if (asOf !== undefined && !isDay(asOf))
    throw new CommandRefused(
      `--as-of must be a day of the calendar such as 2025-07-18, not "${asOf}".`,
    );
  if (kind !== undefined && !LIST_KINDS.includes(kind as ListKind))
    throw new CommandRefused(`--kind must be one of ${LIST_KINDS.join(', ')}, not "${kind}".`);
  return { asOf, kind: kind as ListKind | undefined, isForced: force ?? false };
}

/** Goes on with what was begun with the same file; a dry run has one of its own, to give it up in the end. */
async function importList(
  app: INestApplicationContext,
  sent: SentList,
  { dryRun, acceptProposed }: ImportOptions,
): Promise<ImportReport> {
  const by = currentOrigin().name;
  const imports = app.get(ListImports);
  const begun = await imports.send({ ...sent, joinsOpen: !dryRun }, by);
  if (begun.state === 'applied') return reportOf(begun, 'nothing-to-do', null, []);
  const { id } = begun;
  await app.get(ListReading).readOrWait(id);
  const { listImport, diff } = await imports.describe(id);
  const rows = await imports.rowsOf(id);
  const report = (outcome: ImportReport['outcome']): ImportReport =>
    reportOf(listImport, outcome, diff, rows);
  if (listImport.state === 'refused') return report('refused');
  const isInDoubt = listImport.refusal !== null && listImport.state === 'needs-answers';
  const isAsked = (diff?.questions.length ?? 0) > 0 && !acceptProposed;
  if (isInDoubt || isAsked) return given(app, report('needs-a-person'), by, dryRun);
  if (dryRun) return given(app, report('would-apply'), by, dryRun);
  try {
    const isUnattended = acceptProposed ?? false;
    const applied = await app.get(ListApplications).apply(id, { isUnattended }, by);
    return reportOf(applied, 'applied', diff, rows);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return reportOf(Object.assign(listImport, { refusal: error.detail }), 'refused', diff, rows);
  }
}

/** A dry run leaves nothing that waits for somebody. */
async function given(
  app: INestApplicationContext,
  report: ImportReport,
  by: string,
  isDryRun: boolean | undefined,
): Promise<ImportReport> {
  if (isDryRun) await app.get(ListImports).cancel(report.id, by);
  return report;
}

function reportOf(
  listImport: ListImport,
  outcome: ImportReport['outcome'],
  diff: ListDiff | null,
  rows: readonly ListedRow[],
): ImportReport {
  const { id, fileName, kind, asOf, state, refusal, counts, heading } = listImport;
  return {
    id,
    file: fileName,
    outcome,
    kind,
    asOf,
    state,
    reason: refusal,
    counts,
    questions: (diff?.questions ?? []).map(({ key, kind: about, text, sheetRows, proposal }) => ({
      key,
      kind: about,
      text,
      sheetRows,
      proposal,
    })),
    setAside: (diff?.setAside ?? []).map(({ sheetRow, agency, reason }) => ({
      row: sheetRow,
      agency,
      reason,
    })),
    duplicates: (diff?.duplicates ?? []).map(({ sheetRow, agency, of }) => ({
      row: sheetRow,
      agency,
      of,
    })),
    unknownColumns: heading?.unknownColumns ?? [],
    problems: rows.flatMap(({ sheetRow, problems }) =>
      problems
        .filter((problem) => problem.kind !== 'cleaned')
        .map(({ column, raw, kind: about, detail }) => ({
          row: sheetRow,
          column,
          raw,
          kind: about,
          detail,
        })),
    ),
  };
}

const OUTCOMES: Record<ImportReport['outcome'], string> = {
  applied: 'is in the register',
  'nothing-to-do': 'was in the register already: nothing to do',
  'would-apply': 'would go into the register',
  'needs-a-person': 'needs a person',
  refused: 'was refused',
};

function asText(report: ImportReport): string {
  const { counts, questions, setAside, duplicates, unknownColumns, asOf } = report;
  return [
    `${report.file}${asOf ? `, the list of ${dayText(asOf)},` : ''} ${OUTCOMES[report.outcome]}.`,
    ...(report.reason ? [report.reason] : []),
    ...(counts
      ? [
          `${counts.rows} rows, ${counts.agreements} agreements: ${counts.new} new, ${counts.changed} changed, ${counts.same} the same; ${counts.gone} gone.`,
        ]
      : []),
    ...lines(
      report.outcome === 'applied' ? 'Answered as proposed:' : 'Questions:',
      questions,
      ({ text, sheetRows, proposal }) =>
        `${text} (row ${sheetRows.slice(0, 5).join(', ')}; proposed: ${proposal ?? 'nothing'})`,
    ),
    ...lines(
      'Set aside:',
      setAside,
      ({ row, agency, reason }) => `row ${row}, ${agency || 'no agency'}: ${reason}`,
    ),
    ...lines(
      'The same agreement twice:',
      duplicates,
      ({ row, agency, of }) => `row ${row}, ${agency}: as row ${of}`,
    ),
    ...(unknownColumns.length > 0 ? [`Columns kept aside: ${unknownColumns.join(', ')}.`] : []),
    `Import ${report.id}.`,
  ].join('\n');
}

const lines = <Item>(
  heading: string,
  items: readonly Item[],
  of: (item: Item) => string,
): string[] => (items.length === 0 ? [] : [heading, ...items.map((item) => `  ${of(item)}`)]);
