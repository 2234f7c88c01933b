import { tidy } from './cell-text.rules.js';
import type { SheetRow } from './sheet-row.js';

/** A note has one cell, or a word beside its number. */
const MOST_CELLS_OF_A_NOTE = 2;

const NUMBER = String.raw`(\d{1,3}(?:,\d{3})+|\d{1,6})`;

const LONGEST_NOTE = 300;

/** Sentences in which ICE's pages and lists state a total, the most telling first. */
const TOTALS = [
  // "Mutually Signed Agreements (63) as of 10/02/2012"
  new RegExp(String.raw`\bagreements?\b[^()\d]*\(${NUMBER}\)`, 'i'),
  // "Total: 63", "Grand total of agreements 63"
  new RegExp(String.raw`\btotal\b[^\d]*${NUMBER}(?![\d/-])`, 'i'),
  // "ICE has 63 active agreements", "1,843 Memorandums of Agreement"
  new RegExp(
    String.raw`(?<![\d/.-])${NUMBER}\s+(?:[a-z0-9()-]+\s+){0,4}?(?:agreements?|moas?|memorand(?:a|ums?)\s+of\s+agreement)\b`,
    'i',
  ),
];

/** The total that a line above or below the rows states; null where the row is no such line. */
export function captionCountOf(row: SheetRow): number | null {
  const cells = row.cells.map((cell) => tidy(cell ?? '')).filter((cell) => cell !== '');
  if (cells.length === 0 || cells.length > MOST_CELLS_OF_A_NOTE) return null;
  const line = cells.join(' ');
  if (line.length > LONGEST_NOTE) return null;
  for (const total of TOTALS) {
    const found = total.exec(line)?.[1];
    if (found !== undefined) return Number(found.replaceAll(',', ''));
  }
  return null;
}
