import { Csv } from './csv.js';
import { type FileCell, type FileColumn, Xlsx } from './xlsx.js';

/** A table that leaves the house as a file, in whatever format. */
export interface TableContent {
  /** Of the file, without its ending. */
  name: string;
  columns: readonly FileColumn[];
  rows: FileCell[][];
  /** What one must know to read the table. CSV has no place for it. */
  about: readonly (readonly [string, FileCell])[];
}

export type TableFile = Csv | Xlsx;

export const TABLE_FORMATS = ['csv', 'xlsx'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** A column, and what it takes from a row. */
export interface ColumnOf<Row> extends FileColumn {
  of: (row: Row) => FileCell;
}

/** The table of some rows. */
export function tableOf<Row>(
  name: string,
  columns: readonly ColumnOf<Row>[],
  rows: readonly Row[],
  about: TableContent['about'],
): TableContent {
  return {
    name,
    columns: columns.map(({ header, kind }) => ({ header, kind })),
    rows: rows.map((row) => columns.map(({ of }) => of(row))),
    about,
  };
}

export function asFile(
  { name, columns, rows, about }: TableContent,
  format: TableFormat,
): TableFile {
  if (format === 'xlsx') return new Xlsx(name, columns, rows, about);
  return new Csv(
    name,
    columns.map(({ header }) => header),
    rows,
  );
}

export const isTableFile = (answer: unknown): answer is TableFile =>
  answer instanceof Csv || answer instanceof Xlsx;
