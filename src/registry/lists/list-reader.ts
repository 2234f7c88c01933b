import { setImmediate as letOthersRun } from 'node:timers/promises';
import { captionCountOf } from './caption.rules.js';
import { readCsvRows } from './csv-rows.js';
import { fileKind } from './file-kind.rules.js';
import {
  isHeaderAgain,
  lackingColumns,
  layoutOf,
  ROWS_BEFORE_HEADER,
  unnamed,
  type ListLayout,
} from './header.rules.js';
import { UnreadableList, type ListedRow, type ListHeading } from './listed-row.js';
import { readListedRow } from './listed-row.rules.js';
import { namesOfModels, type KnownModel } from './model-cell.rules.js';
import { MOST_ROWS, type SheetRow } from './sheet-row.js';
import { WorkbookArchive } from './workbook-archive.js';
import { readLinks } from './workbook-links.js';
import { readWorkbookParts } from './workbook-parts.js';
import { readSheetRows } from './workbook-rows.js';

export interface ListFile {
  name: string;
  content: Buffer;
}

export interface ListReading {
  /** The program models of the registry: what a list calls otherwise is proposed or asked. */
  models: readonly KnownModel[];
  /** Called for each row in its order; the next is not read before a promise of it is kept. */
  onRow: (row: ListedRow) => void | Promise<void>;
  /** Called every few hundred rows and at the end, with the rows handed on so far. */
  onProgress?: (rowsRead: number) => void;
  /** Stops the reading soon, with the signal's reason. */
  signal?: AbortSignal;
}

/** A server answers others from the same thread: it gets its turn after this many rows. */
const ROWS_IN_A_TURN = 100;
const ROWS_BETWEEN_PROGRESS = 250;

/**
 * Reads an official list, a workbook (.xlsx) or CSV by its content, row by row: no more of it is in memory than the
 * texts and links that its rows share. The first visible sheet with the header of a list counts.
 * @returns what the file says besides its rows
 * @throws UnreadableList with a sentence for the person who sent it; the signal's reason when aborted
 */
export async function readList(file: ListFile, reading: ListReading): Promise<ListHeading> {
  reading.signal?.throwIfAborted();
  const refused: RowsWithoutHeader[] = [];
  for await (const rows of sheetsOf(file.content, reading.signal)) {
    const read = await readRows(rows, reading);
    if (!('lacking' in read)) return read;
    refused.push(read);
  }
  throw noHeader(refused);
}

/** The sheets that may hold a list, each as its rows: a CSV file is one. */
async function* sheetsOf(
  content: Buffer,
  signal: AbortSignal | undefined,
): AsyncGenerator<AsyncIterable<SheetRow[]>> {
  if (fileKind(content) === 'csv') {
    yield readCsvRows(content);
    return;
  }
  const archive = await WorkbookArchive.open(content, signal);
  const book = await readWorkbookParts(archive);
  for (const { part, isHidden } of book.sheets) {
    if (isHidden || !archive.has(part)) continue;
    yield readSheetRows(archive, part, book, await readLinks(archive, part));
  }
}

/** What there is to say of rows among which no header was found. */
interface RowsWithoutHeader {
  hasRows: boolean;
  /** What a row that may have been meant as the header lacks. */
  lacking: string[] | undefined;
}

async function readRows(
  batches: AsyncIterable<SheetRow[]>,
  { models, onRow, onProgress, signal }: ListReading,
): Promise<ListHeading | RowsWithoutHeader> {
  const names = namesOfModels(models);
  const filledColumns = new Set<number>();
  let layout: ListLayout | null = null;
  let lacking: string[] | undefined;
  let captionCount: number | null = null;
  let rowsSeen = 0;
  let rowsRead = 0;
  for await (const batch of batches) {
    for (const row of batch) {
      rowsSeen += 1;
      if (rowsSeen % ROWS_IN_A_TURN === 0) await letOthersRun();
      signal?.throwIfAborted();
      if (rowsSeen > MOST_ROWS) throw tooManyRows();
      const total = captionCountOf(row);
      captionCount ??= total;
      if (total !== null) continue;
      if (layout === null) {
        layout = layoutOf(row);
        lacking ??= lackingColumns(row);
        if (layout === null && rowsSeen >= ROWS_BEFORE_HEADER) return { hasRows: true, lacking };
        continue;
      }
      const listed = isHeaderAgain(row, layout) ? null : readListedRow(row, layout, names);
      if (!listed) continue;
      row.cells.forEach((cell, column) => cell && filledColumns.add(column));
      await onRow(listed);
      rowsRead += 1;
      if (rowsRead % ROWS_BETWEEN_PROGRESS === 0) onProgress?.(rowsRead);
    }
  }
  signal?.throwIfAborted();
  if (layout === null) return { hasRows: rowsSeen > 0, lacking };
  onProgress?.(rowsRead);
  return { ...columnsOf(layout, filledColumns), captionCount };
}

/** Columns without a name count where a row has something in them. */
function columnsOf(
  { columns, addresses, names, columnsAsPrinted }: ListLayout,
  filledColumns: ReadonlySet<number>,
): Omit<ListHeading, 'captionCount'> {
  const known = new Set([...columns.values(), ...addresses.values()]);
  const last = Math.max(names.length - 1, ...filledColumns);
  const unknownColumns: string[] = [];
  for (let column = 0; column <= last; column++) {
    const name = names[column] ?? unnamed(column);
    const isThere = name !== unnamed(column) || filledColumns.has(column);
    if (isThere && !known.has(column)) unknownColumns.push(name);
  }
  return { columnsAsPrinted, knownColumns: [...columns.keys()], unknownColumns };
}

const tooManyRows = (): UnreadableList =>
  new UnreadableList(
    'too-large',
    `The file holds more than ${MOST_ROWS.toLocaleString('en-US')} rows: that is no list of agencies.`,
  );

function noHeader(sheets: readonly RowsWithoutHeader[]): UnreadableList {
  if (!sheets.some(({ hasRows }) => hasRows))
    return new UnreadableList('empty', 'The file holds no rows.');
  const lacking = sheets.find((sheet) => sheet.lacking !== undefined)?.lacking;
  return new UnreadableList(
    'no-header',
    lacking === undefined
      ? 'No row in the file names the columns of a list: STATE, LAW ENFORCEMENT AGENCY, TYPE, SUPPORT TYPE and so on.'
      : `The row that names the columns lacks ${lacking.join(' and ')}.`,
  );
}
