import { type Day, isDay } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';
import { normalizeAgencyName } from '../registry/agency-name.rules.js';
import { figureKey, LARGEST_VALUE, type Measure, MEASURES, measureOf } from './measures.rules.js';

/** The columns of a table of figures, in whatever order. */
export const FIGURE_COLUMNS = [
  'state',
  'agency',
  'model',
  'measure',
  'from',
  'until',
  'value',
] as const;
export type FigureColumn = (typeof FIGURE_COLUMNS)[number];

/** More rows than this are refused: they would be a table of something else. */
export const MOST_FIGURE_ROWS = 5_000;

/** A row of the table as it was written, by the number that a spreadsheet gives it. */
export interface TableRow {
  row: number;
  cells: string[];
}

export interface TableProblem {
  row: number;
  /** Null when it is about the row as a whole. */
  column: FigureColumn | null;
  detail: string;
}

export interface TableFigure {
  row: number;
  agreementId: string;
  measure: Measure;
  periodFrom: Day;
  periodUntil: Day;
  value: number;
}

/** What a row may be about: the agreements that whoever brings the table may see. */
export interface FigureDirectory {
  agreements: {
    agreementId: string;
    state: string;
    agencyNormalizedName: string;
    model: string;
    isInForce: boolean;
  }[];
  /** Other names of agencies, and the name that each stands for; all normalised. */
  aliases: { state: string; alias: string; name: string }[];
  models: { code: string; name: string }[];
}

export interface FigureTable {
  figures: TableFigure[];
  problems: TableProblem[];
}

/** Reads a table of figures. Every row that is wrong is named with its cell; nothing is guessed. */
export function readFigureTable(
  rows: readonly TableRow[],
  directory: FigureDirectory,
  today: Day,
): FigureTable {
  const [header, ...body] = rows;
  if (!header) return { figures: [], problems: [problem(1, null, 'The table is empty.')] };
  const places = placesOf(header);
  const missing = FIGURE_COLUMNS.filter((column) => !places.has(column));
  if (missing.length > 0)
    return {
      figures: [],
      problems: missing.map((column) =>
        problem(header.row, column, `The first row has no column "${column}".`),
      ),
    };
  if (body.length > MOST_FIGURE_ROWS)
    return {
      figures: [],
      problems: [
        problem(header.row, null, `${body.length} rows are more than ${MOST_FIGURE_ROWS}.`),
      ],
    };
  const table: FigureTable = { figures: [], problems: [] };
  const rowOf = new Map<string, number>();
  for (const { row, cells } of body) {
    const cell = (column: FigureColumn): string => (cells[places.get(column) ?? -1] ?? '').trim();
    const read = readRow(row, cell, directory, today);
    if (Array.isArray(read)) {
      table.problems.push(...read);
      continue;
    }
    const key = figureKey(read);
    const earlier = rowOf.get(key);
    if (earlier === undefined) {
      rowOf.set(key, row);
      table.figures.push(read);
    } else
      table.problems.push(
        problem(row, null, `It is about the same agreement, measure and period as row ${earlier}.`),
      );
  }
  if (body.length === 0) table.problems.push(problem(header.row, null, 'The table has no rows.'));
  return table;
}

const problem = (row: number, column: FigureColumn | null, detail: string): TableProblem => ({
  row,
  column,
  detail,
});

function placesOf({ cells }: TableRow): Map<FigureColumn, number> {
  const names = cells.map((name) => name.trim().toLowerCase());
  return new Map(
    FIGURE_COLUMNS.flatMap((column) =>
      names.includes(column) ? [[column, names.indexOf(column)]] : [],
    ),
  );
}

/** Told of a cell that is wrong. */
type Complain = (column: FigureColumn, detail: string) => void;

function readRow(
  row: number,
  cell: (column: FigureColumn) => string,
  directory: FigureDirectory,
  today: Day,
): TableFigure | TableProblem[] {
  const problems: TableProblem[] = [];
  const wrong: Complain = (column, detail) => {
    problems.push(problem(row, column, detail));
  };
  const agreementId = findAgreement(cell, directory, wrong);
  const measure = measureOf(cell('measure'));
  if (!measure)
    wrong('measure', `${quoted(cell('measure'))} is not known; it is one of ${MEASURE_LIST}.`);
  const periodFrom = readDay(cell('from'));
  if (!periodFrom) wrong('from', `${quoted(cell('from'))} is not a day such as 2011-10-01.`);
  const periodUntil = readDay(cell('until'));
  if (!periodUntil) wrong('until', `${quoted(cell('until'))} is not a day such as 2012-09-30.`);
  const objection = periodUntil && objectionToPeriod(periodFrom, periodUntil, today);
  if (objection) wrong('until', objection);
  const value = readValue(cell('value'));
  if (value === undefined)
    wrong('value', `${quoted(cell('value'))} is not a whole number from 0 to ${LARGEST_TEXT}.`);
  if (problems.length > 0 || !agreementId || !measure || !periodFrom || !periodUntil)
    return problems;
  return { row, agreementId, measure, periodFrom, periodUntil, value: value ?? 0 };
}

const LARGEST_TEXT = LARGEST_VALUE.toLocaleString('en-US');

const MEASURE_LIST = MEASURES.map(({ code }) => code).join(', ');

const quoted = (text: string): string => (text === '' ? 'An empty cell' : `"${text.slice(0, 60)}"`);

/** What is wrong with the days that a figure covers; undefined when nothing is. */
export function objectionToPeriod(
  from: Day | undefined,
  until: Day,
  today: Day,
): string | undefined {
  if (from && until < from) return `The period ends on ${dayText(until)}, before it begins.`;
  if (until > today) return `The period ends on ${dayText(until)}, which has not come yet.`;
  return undefined;
}

function findAgreement(
  cell: (column: FigureColumn) => string,
  directory: FigureDirectory,
  wrong: Complain,
): string | undefined {
  const state = cell('state').toUpperCase();
  const inState = directory.agreements.filter((agreement) => agreement.state === state);
  if (inState.length === 0) {
    wrong('state', `${quoted(cell('state'))} has no agreement that you may see.`);
    return undefined;
  }
  const names = namesOf(cell('agency'), state, directory);
  const ofAgency = inState.filter((agreement) => names.includes(agreement.agencyNormalizedName));
  if (ofAgency.length === 0)
    wrong('agency', `${quoted(cell('agency'))} has no agreement in ${state} that you may see.`);
  const model = directory.models.find(({ code, name }) =>
    [code, name].some((known) => foldedModel(known) === foldedModel(cell('model'))),
  );
  if (!model)
    wrong(
      'model',
      `${quoted(cell('model'))} is not known; it is one of ${directory.models.map(({ code }) => code).join(', ')}.`,
    );
  if (ofAgency.length === 0 || !model) return undefined;
  const ofModel = ofAgency.filter((agreement) => agreement.model === model.code);
  const inForce = ofModel.filter(({ isInForce }) => isInForce);
  const [found, ...more] = inForce.length > 0 ? inForce : ofModel;
  if (!found) wrong('model', `${cell('agency')} in ${state} has no agreement of ${model.name}.`);
  if (found && more.length === 0) return found.agreementId;
  if (more.length > 0)
    wrong(
      'agency',
      `${cell('agency')} in ${state} has ${more.length + 1} agreements of ${model.name}; enter the figure on the agreement's page.`,
    );
  return undefined;
}

/** As it is written, and the name that an alias of the same state stands for. */
function namesOf(agency: string, state: string, { aliases }: FigureDirectory): string[] {
  const written = normalizeAgencyName(agency);
  const known = aliases.filter((alias) => alias.state === state && alias.alias === written);
  return [written, ...known.map(({ name }) => name)];
}

const foldedModel = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .replace(/ model$/, '')
    .trim();

/** `2012-09-30`, or as a spreadsheet of this country writes it, `9/30/2012`. */
function readDay(text: string): Day | undefined {
  const [, month = '', date = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  const day = year === '' ? text : `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}

/** `1204` or `1,204` */
function readValue(text: string): number | undefined {
  if (!/^(\d+|\d{1,3}(,\d{3})+)$/.test(text)) return undefined;
  const value = Number(text.replaceAll(',', ''));
  return value <= LARGEST_VALUE ? value : undefined;
}
