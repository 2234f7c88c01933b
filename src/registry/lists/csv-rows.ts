import { Readable } from 'node:stream';
import { CsvError, parse, type Options } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import { layoutOf, ROWS_BEFORE_HEADER } from './header.rules.js';
import { UnreadableList } from './listed-row.js';
import { MOST_COLUMNS, type SheetRow } from './sheet-row.js';

const DELIMITERS = [',', ';', '\t', '|'] as const;

/** A record is a line: longer than this, a quotation mark was never closed. */
const LONGEST_RECORD = 1_000_000;
const PIECE_LENGTH = 64 * 1024;
/** Enough for a header below its titles, quoted line breaks included. */
const BEGINNING_LENGTH = 64 * 1024;

/** The rows of a CSV file in their order, a few at a time. @throws UnreadableList for what is no text, or no CSV */
export async function* readCsvRows(content: Buffer): AsyncGenerator<SheetRow[]> {
  const text = decodeText(content);
  const parser = Readable.from(piecesOf(text)).pipe(parse(csvOptions(delimiterOf(text))));
  let rows: SheetRow[] = [];
  let number = 0;
  try {
    for await (const record of parser) {
      number += 1;
      const cells = (record as string[]).slice(0, MOST_COLUMNS);
      if (cells.some((cell) => cell.trim() !== '')) rows.push({ number, cells, links: [] });
      if (rows.length < 100) continue;
      yield rows;
      rows = [];
    }
  } catch (error) {
    throw asUnreadable(error);
  }
  yield rows;
}

/**
 * Text as spreadsheets save it: UTF-8 or UTF-16 with a byte order mark, UTF-8 without; else Windows-1252, Excel's old
 * choice in the United States.
 */
function decodeText(content: Buffer): string {
  const text = decodeBytes(content);
  if (text.includes('\0'))
    throw new UnreadableList(
      'not-a-list',
      'The file is neither an Excel workbook (.xlsx) nor text that could be CSV.',
    );
  if (text.trim() === '') throw new UnreadableList('empty', 'The file holds no text.');
  return text;
}

/** The text of bytes in whichever of these encodings they are. */
export function decodeBytes(content: Buffer): string {
  if (content[0] === 0xff && content[1] === 0xfe)
    return new TextDecoder('utf-16le').decode(content);
  if (content[0] === 0xfe && content[1] === 0xff)
    return new TextDecoder('utf-16be').decode(content);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return decodeWindows1252(content);
  }
}

/** Where Windows-1252 differs from Latin-1: the bytes 80 to 9F. Those that it leaves out stay as they are. */
const WINDOWS_1252 =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f' +
  '\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

/** The decoder of Node.js 20 takes Windows-1252 for Latin-1, and loses dashes and quotation marks (nodejs/node#56542). */
const decodeWindows1252 = (content: Buffer): string =>
  content
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (byte) => WINDOWS_1252.charAt(byte.charCodeAt(0) - 0x80));

function* piecesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += PIECE_LENGTH) yield text.slice(at, at + PIECE_LENGTH);
}

/** The sign between the cells: the one with which a header of a list is found. Without any, the comma will do. */
function delimiterOf(text: string): string {
  const beginning = text.slice(0, BEGINNING_LENGTH);
  const hasHeader = (delimiter: string): boolean => {
    try {
      const options = { ...csvOptions(delimiter), to: ROWS_BEFORE_HEADER };
      const records: string[][] = parseAtOnce(beginning, options);
      return records.some((cells, index) => layoutOf({ number: index + 1, cells, links: [] }));
    } catch {
      return false;
    }
  };
  return DELIMITERS.find(hasHeader) ?? ',';
}

const csvOptions = (delimiter: string): Options => ({
  delimiter,
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: false,
  max_record_size: LONGEST_RECORD,
});

function asUnreadable(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  return new UnreadableList(
    'truncated',
    `The file is no proper CSV, or it broke off: ${error.message}.`,
  );
}
