import type { WorkbookArchive } from './workbook-archive.js';
import { relationshipsOf } from './workbook-parts.js';
import { readWholeXml } from './xml-stream.js';

/** Where the links of a sheet lead, by cell. */
export type SheetLinks = ReadonlyMap<number, string>;

/** A link over a larger range is decoration of a sheet, not a list's link. */
const MOST_CELLS_OF_A_LINK = 1_000;
const MOST_LINKS = 1_000_000;

/** One number for a cell; columns count from 0. */
export const cellKey = (row: number, column: number): number => row * 16_384 + column;

/** The column from 0 and the row from 1 of `G2`; undefined for anything else. */
export function cellAt(reference: string): { row: number; column: number } | undefined {
  const [, letters, digits] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference) ?? [];
  if (letters === undefined || digits === undefined) return undefined;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(digits), column: column - 1 };
}

/**
 * The links of a sheet. They follow the rows in its XML, so they are fetched first, in a pass of their own that only
 * looks for the end of the rows: otherwise all rows would have to be kept until the links are known.
 */
export async function readLinks(archive: WorkbookArchive, part: string): Promise<SheetLinks> {
  const links = new Map<number, string>();
  let linksSeen = 0;
  const relationships = await relationshipsOf(archive, part);
  if (![...relationships.values()].some(({ type }) => type === 'hyperlink')) return links;
  await readWholeXml(afterTheRows(archive.bytesOf(part, 'in-passing')), {
    opened(name, { ref, id }) {
      if (name !== 'hyperlink' || ref === undefined || id === undefined) return;
      const target = relationships.get(id)?.target;
      if (target === undefined) return;
      for (const cell of cellsOf(ref)) {
        linksSeen += 1;
        if (linksSeen <= MOST_LINKS) links.set(cell, target);
      }
    },
  });
  return links;
}

function cellsOf(range: string): number[] {
  const [first = '', last = first] = range.split(':');
  const [from, to] = [cellAt(first), cellAt(last)];
  if (!from || !to) return [];
  const [rows, columns] = [to.row - from.row + 1, to.column - from.column + 1];
  if (rows < 1 || columns < 1 || rows * columns > MOST_CELLS_OF_A_LINK) return [];
  return Array.from({ length: rows * columns }, (_, index) =>
    cellKey(from.row + Math.floor(index / columns), from.column + (index % columns)),
  );
}

const END_OF_ROWS = /<\/([\w.-]+:)?sheetData\s*>/;

/** A sheet's XML without its rows: a root of its own, and what stands behind `</sheetData>`. */
async function* afterTheRows(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let tail = Buffer.alloc(0);
  let isBehindRows = false;
  for await (const chunk of chunks) {
    if (isBehindRows) {
      yield chunk;
      continue;
    }
    const seen = Buffer.concat([tail, chunk]);
    // A byte is a letter here: the tag is ASCII wherever it stands, and the rest is not looked at.
    const end = seen.includes('sheetData') ? END_OF_ROWS.exec(seen.toString('latin1')) : null;
    tail = seen.subarray(-64);
    if (!end) continue;
    isBehindRows = true;
    yield Buffer.from(`<${end[1] ?? ''}worksheet>`);
    yield seen.subarray(end.index + end[0].length);
  }
  if (!isBehindRows) yield Buffer.from('<worksheet/>');
}
