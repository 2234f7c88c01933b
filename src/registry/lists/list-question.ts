import type { ListColumn } from './listed-row.js';

/**
 * What a list asks before it can be applied:
 * - `cell`: a value that needs a repair, or fits nothing;
 * - `agency`: a name that the register has in a slightly different spelling;
 * - `place`: rows of one name that differ in type or county;
 * - `signing`: a signing date that moved;
 * - `ended`: an agreement that a person recorded as ended, or suspended, and that the list shows.
 */
export type QuestionKind = 'cell' | 'agency' | 'place' | 'signing' | 'ended';

export interface Choice {
  value: string;
  label: string;
}

/** A question with its choices; where a person may also type a value, `column` says which. */
export interface ListQuestion {
  /** The same question of the same list has the same key: answers are kept by it. */
  key: string;
  kind: QuestionKind;
  /** One sentence that names the agency or the value. */
  text: string;
  /** The rows of the sheet that it is about. */
  sheetRows: number[];
  /** Null where nothing can be proposed: then what it is about is left out. */
  proposal: string | null;
  choices: Choice[];
  column?: ListColumn;
}

/** Leaves out what a `cell` question is about: the row, where it is the state or the model; else the cell. */
export const LEAVE_OUT = 'leave-out';

/** By question key. */
export type Answers = ReadonlyMap<string, string>;
