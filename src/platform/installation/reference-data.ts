import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { projectRoot } from '../project-root.js';

/** A table of `data/`; an empty cell is an empty text. */
export type DataRow<Column extends string> = Record<Column, string>;

const fileOf = (table: string): string => join(projectRoot, 'data', table);

/**
 * Reads a table that the product ships.
 * @param table its path below `data/`, `field-offices/field-offices.csv`
 * @throws Error naming the columns that the table lacks
 */
export function readDataTable<Column extends string>(
  table: string,
  columns: readonly Column[],
): DataRow<Column>[] {
  const [header = [], ...lines]: string[][] = parse(readFileSync(fileOf(table)), { bom: true });
  const missing = columns.filter((column) => !header.includes(column));
  if (missing.length > 0) throw new Error(`data/${table} lacks ${missing.join(', ')}`);
  return lines.map((line) => {
    const cells = header.map((column, index): [string, string] => [column, line[index] ?? '']);
    return Object.fromEntries(cells) as DataRow<Column>;
  });
}

/** The version of an installation step that puts these tables into the database: it changes whenever one of them does. */
export function versionOfTables(...tables: string[]): string {
  const hash = createHash('sha256');
  for (const table of tables) hash.update(readFileSync(fileOf(table)));
  return hash.digest('hex').slice(0, 16);
}
