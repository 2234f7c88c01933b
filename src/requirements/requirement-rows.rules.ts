import { type Deviation, objectionsToContent, type RequirementContent } from './catalogue.rules.js';
import { BOUNDS, type Standard, STANDARD_KINDS, UNITS, WEEKENDS } from './standard.rules.js';

/** The columns of a standard, in both tables of data/requirements. */
export const STANDARD_COLUMNS = [
  'standard',
  'bound',
  'amount',
  'unit',
  'weekends',
  'what',
  'per',
  'reading',
  'inference',
] as const;

/** Of moa-requirements.csv. Two more, `measurable_standard` and `templates`, say in free text what these say in columns. */
export const REQUIREMENT_COLUMNS = [
  'code',
  'category',
  'text',
  'source',
  'clause',
  'model_codes',
  'template_codes',
  ...STANDARD_COLUMNS,
] as const;

/** Of template-standards.csv: what one template asks differently. */
export const DEVIATION_COLUMNS = ['code', 'template', ...STANDARD_COLUMNS] as const;

type Row<Column extends string> = Record<Column, string>;
export type StandardRow = Row<(typeof STANDARD_COLUMNS)[number]>;
export type RequirementRow = Row<(typeof REQUIREMENT_COLUMNS)[number]>;
export type DeviationRow = Row<(typeof DEVIATION_COLUMNS)[number]>;

/** A requirement as the product ships it. */
export interface ShippedRequirement {
  code: string;
  category: string;
  content: RequirementContent;
}

/**
 * Reads both tables.
 * @param knownModels codes of the program models
 * @throws Error naming the row and everything that is wrong with it
 */
export function readRequirements(
  rows: readonly RequirementRow[],
  deviations: readonly DeviationRow[],
  knownModels: readonly string[],
): ShippedRequirement[] {
  const read = rows.map((row) => {
    const content = contentOf(
      row,
      deviations.filter(({ code }) => code === row.code),
    );
    const objections = objectionsToContent(content, knownModels);
    if (objections.length > 0)
      throw new Error(`${row.code}: ${objections.map(({ detail }) => detail).join('; ')}`);
    return { code: row.code, category: row.category, content };
  });
  const lost = deviations.find(({ code }) => !rows.some((row) => row.code === code));
  if (lost) throw new Error(`${lost.code} deviates from a requirement that is not there`);
  return read;
}

function contentOf(row: RequirementRow, deviations: readonly DeviationRow[]): RequirementContent {
  return {
    text: row.text,
    clause: row.clause,
    models: codesOf(row.model_codes),
    templates: codesOf(row.template_codes),
    standard: readStandard(row.code, row),
    deviations: deviations.map((deviation): Deviation => ({
      template: deviation.template,
      standard: readStandard(`${row.code}, ${deviation.template}`, deviation),
    })),
    source: row.source,
  };
}

const codesOf = (cell: string): string[] => cell.split('; ').filter(Boolean);

/**
 * Reads the columns of a standard; whether they make one is for `objectionsToStandard` to say.
 * @param where names the row in an error
 * @throws Error for a word that a column does not know, and for an inference that is marked as stated or not given
 */
export function readStandard(where: string, row: StandardRow): Standard {
  const { reading, inference } = row;
  if (reading !== (inference === '' ? 'stated' : 'inferred'))
    throw new Error(`${where}: reading is “${reading}”, inference is “${inference}”`);
  const kind = oneOf(where, 'standard', STANDARD_KINDS, row.standard);
  if (kind === null) throw new Error(`${where}: standard is missing`);
  return {
    kind,
    what: row.what,
    per: row.per || null,
    bound: oneOf(where, 'bound', BOUNDS, row.bound),
    amount: row.amount === '' ? null : Number(row.amount),
    unit: oneOf(where, 'unit', UNITS, row.unit),
    weekends: oneOf(where, 'weekends', WEEKENDS, row.weekends),
    inference: inference || null,
  };
}

/** One of a column's words; null for an empty cell. */
function oneOf<Word extends string>(
  where: string,
  column: string,
  words: readonly Word[],
  cell: string,
): Word | null {
  if (cell === '') return null;
  const word = words.find((known) => known === cell);
  if (!word)
    throw new Error(`${where}: ${column} is “${cell}”, and not one of ${words.join(', ')}`);
  return word;
}
