import type { CellProblem, CellProblemKind, ListColumn } from './listed-row.js';

/** What a cell was read as, and what is to be said of it. */
export interface CellReading<Value> {
  value: Value;
  problems: CellProblem[];
}

/** Errors of a spreadsheet and what people type in their place. */
const NO_VALUE =
  /^(#?n\.?\/?a\.?|#(ref|value|name|div\/0|null|num|spill|calc|getting_data)[!?]?|-+|–|—)$/i;

/** Marks that take no space: zero-width spaces and joiners, a byte order mark, the soft hyphen. */
const INVISIBLE = /[\u200B-\u200D\u2060\uFEFF\u00AD]/g;

const APOSTROPHES = /[\u2018\u2019\u201B\u02BC\u02BB\u00B4\u0060\uFF07]/g;

/** A cell's text with single spaces and straight apostrophes. */
export const tidy = (raw: string): string =>
  raw.replace(INVISIBLE, '').replace(APOSTROPHES, "'").replace(/\s+/g, ' ').trim();

/** Whether a tidied text stands for nothing: `#N/A`, `N/A`, `#REF!`, a dash. */
export const isNoValue = (text: string): boolean => NO_VALUE.test(text);

/**
 * The text of a cell, cleaned, and what was cleaned away.
 * @param raw undefined where the row has no such cell
 * @returns an empty text where the cell holds nothing, or an error of the spreadsheet
 */
export function readText(column: ListColumn, raw: string | undefined): CellReading<string> {
  if (raw === undefined || raw === '') return { value: '', problems: [] };
  const text = tidy(raw);
  if (isNoValue(text))
    return {
      value: '',
      problems: [
        problem('cleaned', column, raw, `“${text}” stands for an empty cell: read as empty.`, null),
      ],
    };
  if (text === raw || text === '') return { value: text, problems: [] };
  return { value: text, problems: [problem('cleaned', column, raw, cleaning(raw), text)] };
}

export function problem(
  kind: CellProblemKind,
  column: ListColumn,
  raw: string,
  detail: string,
  value: string | null,
): CellProblem {
  return { column, kind, raw, detail, value };
}

function cleaning(raw: string): string {
  const straight = raw.replace(APOSTROPHES, "'");
  const reasons = [
    straight === raw ? null : 'a curly apostrophe made straight',
    tidy(straight) === straight ? null : 'needless spaces removed',
  ].filter((reason) => reason !== null);
  const sentence = reasons.join(', ');
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}
