import type { Day } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';
import {
  AGREEMENT_COLUMNS,
  type AgreementDirectory,
  findAgreement,
} from '../registry/agreement-tables/agreement-cells.rules.js';
import {
  type CellOf,
  type Complain,
  quoted,
  readDayCell,
  readNumberCell,
  readTable,
  type TableProblem,
  type TableRow,
} from '../registry/agreement-tables/table-rows.rules.js';
import { figureKey, LARGEST_VALUE, type Measure, MEASURES, measureOf } from './measures.rules.js';

/** The columns of a table of figures, in whatever order. */
export const FIGURE_COLUMNS = [...AGREEMENT_COLUMNS, 'measure', 'from', 'until', 'value'] as const;
export type FigureColumn = (typeof FIGURE_COLUMNS)[number];

export interface TableFigure {
  agreementId: string;
  measure: Measure;
  periodFrom: Day;
  periodUntil: Day;
  value: number;
}

/** Reads a table of figures. Every row that is wrong is named with its cell; nothing is guessed. */
export function readFigureTable(
  rows: readonly TableRow[],
  directory: AgreementDirectory,
  today: Day,
): { items: TableFigure[]; problems: TableProblem<FigureColumn>[] } {
  return readTable<FigureColumn, TableFigure>(rows, {
    columns: FIGURE_COLUMNS,
    readRow: (_, cell, wrong) => readRow(cell, directory, today, wrong),
    keyOf: figureKey,
    sameWords: 'the same agreement, measure and period',
  });
}

function readRow(
  cell: CellOf<FigureColumn>,
  directory: AgreementDirectory,
  today: Day,
  wrong: Complain<FigureColumn>,
): TableFigure | undefined {
  const agreementId = findAgreement(cell, directory, wrong);
  const measure = measureOf(cell('measure'));
  if (!measure)
    wrong('measure', `${quoted(cell('measure'))} is not known; it is one of ${MEASURE_LIST}.`);
  const periodFrom = readDayCell(cell('from'));
  if (!periodFrom) wrong('from', `${quoted(cell('from'))} is not a day such as 2011-10-01.`);
  const periodUntil = readDayCell(cell('until'));
  if (!periodUntil) wrong('until', `${quoted(cell('until'))} is not a day such as 2012-09-30.`);
  const objection = periodUntil && objectionToPeriod(periodFrom, periodUntil, today);
  if (objection) wrong('until', objection);
  const value = readNumberCell(cell('value'), LARGEST_VALUE);
  if (value === undefined)
    wrong('value', `${quoted(cell('value'))} is not a whole number from 0 to ${LARGEST_TEXT}.`);
  if (!agreementId || !measure || !periodFrom || !periodUntil) return undefined;
  return { agreementId, measure, periodFrom, periodUntil, value: value ?? 0 };
}

const LARGEST_TEXT = LARGEST_VALUE.toLocaleString('en-US');

const MEASURE_LIST = MEASURES.map(({ code }) => code).join(', ');

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
