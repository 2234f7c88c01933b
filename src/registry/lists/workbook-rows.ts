import { DAYS_TO_1904, dayOfSerial } from './excel-day.rules.js';
import { MOST_COLUMNS, type SheetRow } from './sheet-row.js';
import type { WorkbookArchive } from './workbook-archive.js';
import { cellAt, cellKey, type SheetLinks } from './workbook-links.js';
import { TextOfRuns, withoutEscapes, type WorkbookParts } from './workbook-parts.js';
import { readXml } from './xml-stream.js';

/** The rows of a sheet in their order, as many at a time as one chunk of it held. Rows without a text are left out. */
export async function* readSheetRows(
  archive: WorkbookArchive,
  part: string,
  book: WorkbookParts,
  links: SheetLinks,
): AsyncGenerator<SheetRow[]> {
  const rows = new RowsOfXml(book, links);
  const steps = readXml(archive.bytesOf(part, 'in-passing'), {
    opened(name, attributes) {
      rows.opened(name, attributes);
    },
    text(text) {
      rows.text(text);
    },
    closed(name) {
      rows.closed(name);
    },
  });
  while (!(await steps.next()).done) yield rows.take();
  yield rows.take();
}

/** What is open while a cell is read (ECMA-376 part 1, 18.3.1.4). */
interface OpenCell {
  column: number;
  /** `s` shared text, `inlineStr`, `str` a formula's text, `b` boolean, `e` error, `d` ISO date; else a number. */
  type: string | undefined;
  style: number;
  value: string;
  formula: string;
}

class RowsOfXml {
  private done: SheetRow[] = [];
  private row: SheetRow | undefined;
  private rowNumber = 0;
  private column = -1;
  private cell: OpenCell | undefined;
  private reading: 'value' | 'formula' | undefined;
  private readonly inlineText = new TextOfRuns();

  constructor(
    private readonly book: WorkbookParts,
    private readonly links: SheetLinks,
  ) {}

  take(): SheetRow[] {
    const { done } = this;
    this.done = [];
    return done;
  }

  opened(name: string, { r, t, s }: Record<string, string | undefined>): void {
    if (name === 'row') {
      this.rowNumber = r === undefined ? this.rowNumber + 1 : Number(r);
      this.row = { number: this.rowNumber, cells: [], links: [] };
      this.column = -1;
    } else if (name === 'c' && this.row) {
      this.column = cellAt(r ?? '')?.column ?? this.column + 1;
      this.cell = { column: this.column, type: t, style: Number(s ?? 0), value: '', formula: '' };
    } else if (this.cell) {
      if (name === 'v') this.reading = 'value';
      else if (name === 'f') this.reading = 'formula';
      else this.inlineText.opened(name);
    }
  }

  text(text: string): void {
    if (!this.cell) return;
    if (this.reading) this.cell[this.reading] += text;
    else this.inlineText.add(text);
  }

  closed(name: string): void {
    if (name === 'row' && this.row) {
      if (this.row.cells.some((cell) => cell !== undefined && cell.trim() !== ''))
        this.done.push(this.row);
      this.row = undefined;
    } else if (name === 'c' && this.row && this.cell) {
      this.keep(this.row, this.cell);
      this.cell = undefined;
    } else if (name === 'v' || name === 'f') {
      this.reading = undefined;
    } else if (this.cell) {
      this.inlineText.closed(name);
    }
  }

  private keep(row: SheetRow, cell: OpenCell): void {
    const text = this.textOf(cell);
    if (cell.column >= MOST_COLUMNS) return;
    if (text !== '') row.cells[cell.column] = text;
    const link = this.links.get(cellKey(row.number, cell.column)) ?? linkOfFormula(cell.formula);
    if (link !== undefined) row.links[cell.column] = link;
  }

  private textOf({ type, style, value }: OpenCell): string {
    const inline = this.inlineText.take();
    switch (type) {
      case 's':
        return this.book.texts[Number(value)] ?? '';
      case 'inlineStr':
        return inline;
      case 'str':
        return withoutEscapes(value);
      case 'b':
        return value === '1' ? 'TRUE' : value === '' ? '' : 'FALSE';
      case 'e':
      case 'd':
        return value;
      default:
        return this.book.dateStyles[style] ? this.dateText(value) : numberText(value);
    }
  }

  /** A number that is shown as a date, as `2025-09-22`; what is no day stays a number. */
  private dateText(value: string): string {
    const serial = Number(value) + (this.book.startsIn1904 ? DAYS_TO_1904 : 0);
    return (value === '' ? null : dayOfSerial(serial)) ?? numberText(value);
  }
}

/** Numbers stand in the XML as the machine writes them, `4.5922E4`. */
const numberText = (value: string): string =>
  value === '' || Number.isNaN(Number(value)) ? value : String(Number(value));

/** `HYPERLINK("https://…","link")`: a link that a formula makes. */
const linkOfFormula = (formula: string): string | undefined =>
  formula === '' ? undefined : /^\s*HYPERLINK\(\s*"([^"]+)"/i.exec(formula)?.[1];
