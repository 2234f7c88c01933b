import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { Csv } from './csv.js';

const textOf = (...cells: (string | number | null)[]): string =>
  new Csv(
    'agreements',
    cells.map((_, index) => `column ${index}`),
    [cells],
  ).toText();

/** What a reader of CSV takes the cells for. */
const rowOf = (...cells: (string | number | null)[]): string[] | undefined => {
  const rows: string[][] = parse(textOf(...cells), { bom: true });
  return rows[1];
};

describe('a table as CSV', () => {
  it('begins with a byte-order mark and its header', () => {
    expect(textOf('a')).toBe('\ufeffcolumn 0\na\n');
  });

  it.each(['=HYPERLINK("http://x")', '+1', '-1+2', '@SUM(A1)', '\tx', '\rx', '＝1'])(
    'takes the power from %j, which a spreadsheet would compute',
    (cell) => {
      expect(rowOf(cell)).toEqual([`'${cell}`]);
    },
  );

  it.each(['Prince William-Manassas Regional Jail', '2012-06-25', 'a=b', '48 hours + 1'])(
    'leaves %j as it is',
    (cell) => {
      expect(rowOf(cell)).toEqual([cell]);
    },
  );

  it('brings quotes, commas and line ends back as they were', () => {
    const cells = ['He said "no"', 'one, two', 'first\nsecond', "O'Brien"];
    expect(rowOf(...cells)).toEqual(cells);
  });

  it('leaves what is unknown empty, and a number a number', () => {
    expect(textOf(null, -3, 0)).toContain(',-3,0\n');
  });
});
