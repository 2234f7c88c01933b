import { stringify } from 'csv-stringify/sync';

/** A controller's answer that is downloaded as CSV. */
export class Csv {
  constructor(
    /** Without its ending. */
    readonly name: string,
    readonly columns: string[],
    readonly rows: readonly (string | number | null)[][],
  ) {}

  get fileName(): string {
    return `${this.name}.csv`;
  }

  /** UTF-8 with a byte-order mark, so that Excel reads names right; cells that look like formulas are neutralised. */
  toText(): string {
    return stringify([this.columns, ...this.rows], { bom: true, escape_formulas: true });
  }
}
