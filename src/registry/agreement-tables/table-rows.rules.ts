import { type Day, isDay } from '../../platform/clock/calendar.js';

/** More rows than this are refused: they would be a table of something else. */
export const MOST_TABLE_ROWS = 5_000;

/** A row of a table as it was written, by the number that a spreadsheet gives it. */
export interface TableRow {
  row: number;
  cells: string[];
}

export interface TableProblem<Column extends string = string> {
  row: number;
  /** Null when it is about the row as a whole. */
  column: Column | null;
  detail: string;
}

/** The text of a row's cell without the spaces around it. */
export type CellOf<Column extends string> = (column: Column) => string;

/** Told of a cell that is wrong; null = the row as a whole. */
export type Complain<Column extends string> = (column: Column | null, detail: string) => void;

/** What a table is read by. */
export interface TableReader<Column extends string, Item> {
  /** In whatever order the table has them; others are passed over. */
  columns: readonly Column[];
  /** Reads a row; undefined when something is wrong with it, which it has then complained of. */
  readRow: (row: number, cell: CellOf<Column>, wrong: Complain<Column>) => Item | null | undefined;
  /** Two rows of one key are about the same thing: the second is refused. */
  keyOf: (item: Item) => string;
  /** What such rows are both about: `the same agreement, measure and period`. */
  sameWords: string;
}

/** Reads a table. Every row that is wrong is named with its cell; nothing is guessed. */
export function readTable<Column extends string, Item>(
  rows: readonly TableRow[],
  reader: TableReader<Column, Item>,
): { items: Item[]; problems: TableProblem<Column>[] } {
  const problems: TableProblem<Column>[] = [];
  const items: Item[] = [];
  const complain = (row: number, column: Column | null, detail: string): void => {
    problems.push({ row, column, detail });
  };
  const [header, ...body] = rows;
  if (!header) {
    complain(1, null, 'The table is empty.');
    return { items, problems };
  }
  const places = placesOf(header, reader.columns);
  for (const column of reader.columns)
    if (!places.has(column))
      complain(header.row, column, `The first row has no column "${column}".`);
  if (problems.length > 0) return { items, problems };
  if (body.length > MOST_TABLE_ROWS) {
    complain(header.row, null, `${body.length} rows are more than ${MOST_TABLE_ROWS}.`);
    return { items, problems };
  }
  const rowOf = new Map<string, number>();
  for (const { row, cells } of body) {
    const before = problems.length;
    const item = reader.readRow(
      row,
      (column) => (cells[places.get(column) ?? -1] ?? '').trim(),
      (column, detail) => {
        complain(row, column, detail);
      },
    );
    if (item == null || problems.length > before) continue;
    const earlier = rowOf.get(reader.keyOf(item));
    if (earlier === undefined) {
      rowOf.set(reader.keyOf(item), row);
      items.push(item);
    } else complain(row, null, `It is about ${reader.sameWords} as row ${earlier}.`);
  }
  if (body.length === 0) complain(header.row, null, 'The table has no rows.');
  return { items, problems };
}

function placesOf<Column extends string>(
  { cells }: TableRow,
  columns: readonly Column[],
): Map<Column, number> {
  const names = cells.map((name) => name.trim().toLowerCase());
  return new Map(
    columns.flatMap((column) => (names.includes(column) ? [[column, names.indexOf(column)]] : [])),
  );
}

/** A cell as it is cited in a complaint. */
export const quoted = (text: string): string =>
  text === '' ? 'An empty cell' : `"${text.slice(0, 60)}"`;

/** `2012-09-30`, or as a spreadsheet of this country writes it, `9/30/2012`. */
export function readDayCell(text: string): Day | undefined {
  const day = isoDayText(text);
  return isDay(day) ? day : undefined;
}

/** A day as a spreadsheet of this country writes it, in the order of ISO 8601; anything else as it is. */
export function isoDayText(text: string): string {
  const [, month = '', date = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  return year === '' ? text : `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
}

/** `1204` or `1,204`; undefined for what is no whole number, or larger than `largest`. */
export function readNumberCell(text: string, largest: number): number | undefined {
  if (!/^(\d+|\d{1,3}(,\d{3})+)$/.test(text)) return undefined;
  const value = Number(text.replaceAll(',', ''));
  return value <= largest ? value : undefined;
}
