import { CsvError, parse } from 'csv-parse/sync';
import { InvalidRequest, type ProblemItem } from '../../platform/http/problem.js';
import { decodeBytes } from '../lists/csv-rows.js';
import type { TableProblem, TableRow } from './table-rows.rules.js';

/**
 * The rows of a CSV file, by the numbers that a spreadsheet gives them; empty ones are left out.
 * @throws InvalidRequest (400) when it is no CSV
 */
export function readCsvTable(content: Buffer): TableRow[] {
  try {
    const records: string[][] = parse(decodeBytes(content), {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: false,
    });
    return records
      .map((cells, index) => ({ row: index + 1, cells }))
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new InvalidRequest([
      { parameter: 'file', pointer: '/file', detail: `The file is no CSV: ${error.message}` },
    ]);
  }
}

/** What is wrong with a table, told of the file: `Row 3, agency: …`. */
export const problemOfFile = ({ row, column, detail }: TableProblem): ProblemItem => ({
  pointer: '/file',
  parameter: 'file',
  detail: `Row ${row}${column ? `, ${column}` : ''}: ${detail}`,
});
