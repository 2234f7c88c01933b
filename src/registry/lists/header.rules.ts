import { slipsBetween } from '../../platform/spelling.rules.js';
import { tidy } from './cell-text.rules.js';
import { LIST_COLUMNS, type ListColumn } from './listed-row.js';
import type { SheetRow } from './sheet-row.js';

/** How lists print their columns, in letters only. ICE's own names come first. */
const PRINTED: Record<ListColumn, readonly string[]> = {
  state: ['state', 'stateorterritory', 'st'],
  agency: [
    'lawenforcementagency',
    'agency',
    'lea',
    'agencyname',
    'lawenforcementagencylea',
    'lawenforcementagencyname',
    'jurisdiction',
  ],
  agencyType: ['type', 'agencytype', 'leatype', 'typeofagency'],
  county: ['county', 'countyparish', 'countyorparish', 'parish', 'countyname'],
  model: [
    'supporttype',
    'model',
    'program',
    'programmodel',
    'modeltype',
    'moatype',
    'agreementtype',
    'typeofagreement',
    'programtype',
  ],
  signedOn: ['signed', 'datesigned', 'signeddate', 'signedon', 'date', 'moasigned', 'signature'],
  moa: ['moa', 'link', 'moalink', 'linktomoa', 'agreement'],
  addendum: ['addendum', 'addenda', 'addendumlink', 'moaaddendum'],
};

/** Columns that hold an address in words, as CSV files do in place of links. */
const PRINTED_ADDRESSES: Record<string, 'moa' | 'addendum'> = {
  moaurl: 'moa',
  moaaddress: 'moa',
  addendumurl: 'addendum',
  addendumaddress: 'addendum',
};

/** Without these a row says nothing of an agreement. */
const NEEDED: readonly ListColumn[] = ['state', 'agency', 'model'];

/** Titles and notes may stand above the header, but not a page of them. */
export const ROWS_BEFORE_HEADER = 15;

/** Where each column of a list stands, counted from 0. */
export interface ListLayout {
  headerRow: number;
  columns: ReadonlyMap<ListColumn, number>;
  /** Columns of addresses that stand beside the column of the document's name. */
  addresses: ReadonlyMap<'moa' | 'addendum', number>;
  /** The name of every column that has one, or holds something; unique. */
  names: string[];
  columnsAsPrinted: string[];
}

/** The layout that a row makes, if it is the header of a list: it names at least state, agency and model. */
export function layoutOf(row: SheetRow): ListLayout | null {
  const columns = new Map<ListColumn, number>();
  const addresses = new Map<'moa' | 'addendum', number>();
  const names: string[] = [];
  for (let column = 0; column < row.cells.length; column++) {
    const printed = tidy(row.cells[column] ?? '');
    names[column] = uniqueName(printed === '' ? unnamed(column) : printed, names);
    const address = PRINTED_ADDRESSES[lettersOf(printed)];
    if (address) addresses.set(address, column);
    const known = knownColumn(lettersOf(printed), columns);
    if (known) columns.set(known, column);
  }
  if (!NEEDED.every((column) => columns.has(column))) return null;
  const columnsAsPrinted = row.cells.map((cell) => tidy(cell ?? '')).filter((name) => name !== '');
  return { headerRow: row.number, columns, addresses, names, columnsAsPrinted };
}

/** Whether the header stands there once more, as on each page of a print. */
export const isHeaderAgain = (row: SheetRow, { columns, names }: ListLayout): boolean =>
  NEEDED.every((needed) => {
    const column = columns.get(needed) ?? 0;
    return tidy(row.cells[column] ?? '') === names[column];
  });

/** What a row that may have been meant as the header lacks, by ICE's names; undefined where it names fewer than two. */
export function lackingColumns(row: SheetRow): string[] | undefined {
  const columns = new Map<ListColumn, number>();
  row.cells.forEach((cell, column) => {
    const known = knownColumn(lettersOf(cell ?? ''), columns);
    if (known) columns.set(known, column);
  });
  if (columns.size < 2) return undefined;
  return NEEDED.filter((column) => !columns.has(column)).map(
    (column) =>
      ({ state: 'STATE', agency: 'LAW ENFORCEMENT AGENCY', model: 'SUPPORT TYPE' })[
        column as 'state' | 'agency' | 'model'
      ],
  );
}

export const unnamed = (column: number): string => `column ${column + 1}`;

/** Long names may have a slip; in a short one it would make another column. */
const LEAST_LETTERS_FOR_A_SLIP = 6;

function knownColumn(
  letters: string,
  taken: ReadonlyMap<ListColumn, number>,
): ListColumn | undefined {
  if (letters === '') return undefined;
  const free = LIST_COLUMNS.filter((column) => !taken.has(column));
  return (
    free.find((column) => PRINTED[column].includes(letters)) ??
    free.find(
      (column) =>
        letters.length >= LEAST_LETTERS_FOR_A_SLIP &&
        PRINTED[column].some((name) => slipsBetween(letters, name, 1) <= 1),
    )
  );
}

const lettersOf = (printed: string): string => printed.toLowerCase().replace(/[^a-z]/g, '');

function uniqueName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  let number = 2;
  while (taken.includes(`${name} (${number})`)) number++;
  return `${name} (${number})`;
}
