import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import { AuditExport } from '../audit/audit-export.js';
import { type AddCommands, CommandRefused, print, printJson } from '../platform/cli/commands.js';
import { writeGivenFile } from '../platform/cli/given-files.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { InvalidRequest } from '../platform/http/problem.js';
import { asFile, TABLE_FORMATS, type TableContent } from '../platform/pages/table-file.js';
import { Xlsx } from '../platform/pages/xlsx.js';
import { agreementsTable } from './agreement-export.js';
import { AgreementLists } from './agreement-lists.service.js';
import { AgreementQueries } from './agreement-queries.js';
import { AgreementQuery, STATUS_FILTERS } from './agreement-query.dto.js';
import { agreementResponse } from './agreement.mapping.js';
import { censusTable } from './census-export.js';
import { CensusService } from './census.service.js';
import { filterText } from './export-about.js';
import { ProgramModels } from './program-models.js';
import {
  addStandpointOptions,
  type StandpointOptions,
  standpointOf,
} from './standpoint-options.js';

const FORMATS = [...TABLE_FORMATS, 'json'] as const;
type Format = (typeof FORMATS)[number];

interface ExportOptions extends StandpointOptions {
  format: string;
  out?: string;
  /** Of agreements only. */
  state?: string;
  model?: string;
  status?: string;
  office?: string;
}

/** A table, and the same as the API gives it. */
interface Exported {
  table: TableContent;
  json: unknown;
}

/** `moa export`: what the pages let one download, for a terminal or a program. Whoever runs it sees every field office. */
export const exportCommands: AddCommands = (program, withApp) => {
  const exported = program.command('export').description('the register as a file');
  addExport(
    exported.command('agreements').description('the agreements that existed on a day'),
    withApp,
    exportAgreements,
  )
    .option('--state <code>', 'two-letter code')
    .option('--model <code>', 'such as DETENTION')
    .option('--status <status>', STATUS_FILTERS.join(', '))
    .option('--office <name>', 'field office, by name or id');
  addExport(
    exported.command('census').description('agreements in force, by state and model'),
    withApp,
    exportCensus,
  );
};

function addExport(
  command: Command,
  withApp: Parameters<AddCommands>[1],
  make: (app: INestApplicationContext, options: ExportOptions) => Promise<Exported>,
): Command {
  return addStandpointOptions(command)
    .option('--format <format>', FORMATS.join(', '), 'csv')
    .option('--out <file>', 'write it to a file instead')
    .action(async (options: ExportOptions) => {
      standpointOf(options);
      const format = formatOf(options);
      await withApp(async (app) => {
        const { table, json } = await make(app, options);
        await app.get(AuditExport).recordExport({
          path: `moa export ${command.name()}`,
          query: Object.fromEntries(Object.entries(options)),
          name: `${table.name}.${format}`,
          rows: table.rows.length,
        });
        await hand(table, json, format, options.out);
      });
    });
}

/** @throws CommandRefused naming what there is */
function formatOf({ format, out }: ExportOptions): Format {
  const known = FORMATS.find((name) => name === format);
  if (!known)
    throw new CommandRefused(`--format is ${format}; the formats are ${FORMATS.join(', ')}.`);
  if (known === 'xlsx' && out === undefined)
    throw new CommandRefused('--format xlsx needs --out: a terminal cannot show a workbook.');
  return known;
}

async function hand(
  table: TableContent,
  json: unknown,
  format: Format,
  out: string | undefined,
): Promise<void> {
  const file = format === 'json' ? undefined : asFile(table, format);
  const content =
    file instanceof Xlsx
      ? await file.toBuffer()
      : (file?.toText() ?? `${JSON.stringify(json, null, 2)}\n`);
  if (out !== undefined) {
    writeGivenFile(out, content);
    print(`${table.rows.length} rows are in ${out}.`);
  } else if (format === 'json') printJson(json);
  else process.stdout.write(content);
}

async function exportAgreements(
  app: INestApplicationContext,
  options: ExportOptions,
): Promise<Exported> {
  const standpoint = standpointOf(options)(app);
  const query = queryOf(options);
  const filter = await refusing(() => app.get(AgreementQueries).filterOf(query));
  const agreements = await app.get(AgreementLists).findAll(standpoint, filter, { officeId: null });
  const madeAt = app.get(BusinessClock).moment();
  return {
    table: agreementsTable(standpoint, agreements, filterText(query), madeAt),
    json: agreements.map(agreementResponse),
  };
}

async function exportCensus(
  app: INestApplicationContext,
  options: ExportOptions,
): Promise<Exported> {
  const census = await app.get(CensusService).take(standpointOf(options)(app));
  const models = await app.get(ProgramModels).all();
  return { table: censusTable(census, models, app.get(BusinessClock).moment()), json: census };
}

function queryOf({ state, model, status, office }: ExportOptions): AgreementQuery {
  const known = STATUS_FILTERS.find((name) => name === status);
  if (status !== undefined && !known)
    throw new CommandRefused(`--status is ${status}; it is one of ${STATUS_FILTERS.join(', ')}.`);
  return Object.assign(new AgreementQuery(), {
    ...(state !== undefined && { state }),
    ...(model !== undefined && { model }),
    ...(known && { status: known }),
    ...(office !== undefined && { fieldOffice: office }),
  });
}

/** What a page would tell, told at the terminal. */
async function refusing<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof InvalidRequest) throw new CommandRefused(`${error.detail}.`);
    throw error;
  }
}
