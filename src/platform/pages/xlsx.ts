import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type ExcelJs from '@protobi/exceljs';
import { type Day, daysBetween } from '../clock/calendar.js';

/** What a column holds; a `day` becomes a real date of the spreadsheet. */
export type CellKind = 'text' | 'day' | 'number';

export interface FileColumn {
  /** As in CSV: `ends_on`. */
  header: string;
  kind: CellKind;
}

export type FileCell = string | number | null;

/** A controller's answer that is downloaded as an Excel workbook. */
export class Xlsx {
  constructor(
    /** Without its ending. */
    readonly name: string,
    readonly columns: readonly FileColumn[],
    readonly rows: readonly FileCell[][],
    /** What one must know to read the table: as of when, narrowed to what, from which sources. */
    readonly about: readonly (readonly [string, FileCell])[],
  ) {}

  get fileName(): string {
    return `${this.name}.xlsx`;
  }

  /** Rows are written one by one, and other requests have their turn in between. */
  async toBuffer(): Promise<Buffer> {
    const output = new PassThrough();
    const chunks: Buffer[] = [];
    output.on('data', (chunk: Buffer) => chunks.push(chunk));
    const ended = once(output, 'end');
    // Loaded with the first workbook: it takes longer than anything else at the start.
    const { default: excel } = await import('@protobi/exceljs');
    const book = new excel.stream.xlsx.WorkbookWriter({ stream: output, useStyles: true });
    await this.writeTable(book);
    this.writeAbout(book);
    await book.commit();
    await ended;
    return Buffer.concat(chunks);
  }

  private async writeTable(book: Book): Promise<void> {
    const sheet = book.addWorksheet('Table', { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = this.columns.map(({ header, kind }) => ({
      header: titleOf(header),
      width: WIDTHS[kind],
      style: kind === 'day' ? { numFmt: DAY_FORMAT } : {},
    }));
    const header = sheet.getRow(1);
    header.font = { bold: true };
    header.commit();
    sheet.autoFilter = {
      from: { row: 1, column: 1 },
      to: { row: this.rows.length + 1, column: this.columns.length },
    };
    for (const [index, row] of this.rows.entries()) {
      const cells = row.map((cell, at) => valueOf(cell, this.columns[at]?.kind ?? 'text'));
      sheet.addRow(cells).commit();
      if (index % ROWS_A_TURN === ROWS_A_TURN - 1) await nextTurn();
    }
    sheet.commit();
  }

  private writeAbout(book: Book): void {
    const sheet = book.addWorksheet('About');
    sheet.columns = [
      { header: 'What', width: 24 },
      { header: 'Value', width: 90 },
    ];
    sheet.getRow(1).font = { bold: true };
    for (const [name, value] of this.about) sheet.addRow([name, valueOf(value, 'text')]).commit();
    sheet.commit();
  }
}

type Book = InstanceType<typeof ExcelJs.stream.xlsx.WorkbookWriter>;

const ROWS_A_TURN = 500;
const WIDTHS: Record<CellKind, number> = { text: 28, day: 13, number: 13 };

/** Written with the month's name: no reader takes the day for the month. */
const DAY_FORMAT = 'd mmm yyyy';

/** `ends_on` → `Ends on`. */
const titleOf = (header: string): string => {
  const words = header.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** A spreadsheet counts days; 30 December 1899 is its day 0. */
const serialOf = (day: Day): number => daysBetween('1899-12-30', day);

function valueOf(cell: FileCell, kind: CellKind): FileCell {
  if (typeof cell !== 'string') return cell;
  return kind === 'day' ? serialOf(cell) : neutralised(cell);
}

/**
 * A text that a spreadsheet would compute gets an apostrophe in front, as in CSV: somebody may save the workbook as CSV
 * later, or paste the cell elsewhere.
 */
export const neutralised = (text: string): string =>
  /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
