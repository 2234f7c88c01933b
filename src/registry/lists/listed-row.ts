import type { StateCode } from '../../offices/states.rules.js';
import type { Day } from '../../platform/clock/calendar.js';

/** What a file of ICE's shows: agencies that take part, or agencies whose agreement is on its way. */
export const LIST_KINDS = ['participating', 'pending'] as const;
export type ListKind = (typeof LIST_KINDS)[number];

/** The columns of ICE's lists, as this program names them. */
export const LIST_COLUMNS = [
  'state',
  'agency',
  'agencyType',
  'county',
  'model',
  'signedOn',
  'moa',
  'addendum',
] as const;
export type ListColumn = (typeof LIST_COLUMNS)[number];

/**
 * What is to be said of a cell, from harmless to grave:
 * - `cleaned`: read without doubt after cleaning (edge spaces, curly apostrophe, `#N/A`, an unwrapped address);
 * - `noted`: read as it stands, and odd (a bare county, a word that looks misspelt, `link pending`, a repaired address);
 * - `proposed`: it reads as nothing, and a repair is proposed: a person says whether it is right;
 * - `unknown`: it fits nothing, and nothing is proposed;
 * - `missing`: a row without an agency or a model, which is set aside.
 */
export type CellProblemKind = 'cleaned' | 'noted' | 'proposed' | 'unknown' | 'missing';

export interface CellProblem {
  column: ListColumn;
  kind: CellProblemKind;
  /** The cell as it was read, edge spaces and all. */
  raw: string;
  /** One sentence for whoever looks at the row. */
  detail: string;
  /** The value that is taken (`cleaned`, `noted`) or proposed (`proposed`); null where there is none. */
  value: string | null;
}

/** A row of an official list, read and cleaned. What is null was not there, or could not be read: its problems tell. */
export interface ListedRow {
  /** The row of the sheet; the header counts as row 1 where it stands in the first row. */
  sheetRow: number;
  /** Each cell as it was read, under its column's printed name; the targets of links under `moa_url` and `addendum_url`. */
  raw: Record<string, string>;
  state: StateCode | null;
  /** Cleaned for display: single spaces, straight apostrophes. Misspellings stay. Empty where the row has none. */
  agency: string;
  agencyType: string | null;
  /** As the Census Bureau writes it where it could be told; in a list without the column, the county in the agency's name. */
  county: string | null;
  /** A program model's code; null when missing, unknown, or only proposed. */
  model: string | null;
  modelAsPrinted: string;
  /** Null when absent, unreadable, or only proposed. */
  signedOn: Day | null;
  moaUrl: string | null;
  addendumUrl: string | null;
  problems: CellProblem[];
}

/** What a file says besides its rows. */
export interface ListHeading {
  /** As printed, edge spaces removed, in their order. */
  columnsAsPrinted: string[];
  knownColumns: ListColumn[];
  /** Columns that this program does not know; their cells are kept in `raw`. An unnamed one is called `column 9`. */
  unknownColumns: string[];
  /** The total that a line above the header or below the rows states, where one does. */
  captionCount: number | null;
}

/** The file cannot be read as a list at all. `message` is a sentence for the person who sent it. */
export class UnreadableList extends Error {
  constructor(
    /** Stable: `not-a-list`, `password-protected`, `truncated`, `too-large`, `no-header`, `empty`. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
