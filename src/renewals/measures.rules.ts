import type { Day } from '../platform/clock/calendar.js';

/** What figures are kept of, for one agreement and period. */
export const MEASURES = [
  { code: 'officers-authorized', name: 'Officers authorized' },
  { code: 'officers-due-for-training', name: 'Officers due for refresher training' },
  { code: 'officers-trained', name: 'Officers trained' },
  { code: 'meetings-required', name: 'Steering-committee meetings required' },
  { code: 'meetings-held', name: 'Steering-committee meetings held' },
  { code: 'encounters', name: 'Encounters' },
  { code: 'detainers-issued', name: 'Detainers issued' },
] as const;

export type Measure = (typeof MEASURES)[number]['code'];

export const MEASURE_CODES: readonly Measure[] = MEASURES.map(({ code }) => code);

/** Far more than any agency counts, and less than a column holds. */
export const LARGEST_VALUE = 10_000_000;

export const measureName = (code: string): string =>
  MEASURES.find((measure) => measure.code === code)?.name ?? code;

/** The measure of a code or a name, whatever the case of its letters and its hyphens. */
export function measureOf(text: string): Measure | undefined {
  const wanted = folded(text);
  return MEASURES.find(({ code, name }) => folded(code) === wanted || folded(name) === wanted)
    ?.code;
}

const folded = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();

/** A figure, as far as it is compared and judged. */
export interface Figure {
  measure: string;
  periodFrom: Day;
  periodUntil: Day;
  value: number;
}

/** What a figure is about: a later one of the same is its correction. */
export const figureKey = (figure: Omit<Figure, 'value'> & { agreementId: string }): string =>
  [figure.agreementId, figure.measure, figure.periodFrom, figure.periodUntil].join('/');

/**
 * The figures that count: of each agreement, measure and period the one that was recorded last. Latest period first.
 * @param rows as they were recorded, oldest first
 */
export function currentFigures<Row extends Figure & { agreementId: string }>(
  rows: readonly Row[],
): Row[] {
  const current = new Map(rows.map((row) => [figureKey(row), row]));
  const order = (row: Row): string => `${row.periodUntil} ${row.periodFrom}`;
  return [...current.values()].sort(
    (a, b) =>
      order(b).localeCompare(order(a)) ||
      MEASURE_CODES.indexOf(a.measure as Measure) - MEASURE_CODES.indexOf(b.measure as Measure),
  );
}

/** Two measures of the latest period that has both. */
export function latestPair(
  figures: readonly Figure[],
  done: Measure,
  asked: Measure,
): { done: number; asked: number; periodFrom: Day; periodUntil: Day } | undefined {
  const pairs = figures
    .filter(({ measure }) => measure === asked)
    .flatMap((one) => {
      const other = figures.find(
        ({ measure, periodFrom, periodUntil }) =>
          measure === done && periodFrom === one.periodFrom && periodUntil === one.periodUntil,
      );
      const { periodFrom, periodUntil } = one;
      return other ? [{ done: other.value, asked: one.value, periodFrom, periodUntil }] : [];
    });
  return latestOf(pairs);
}

/** The figure of a measure whose period ends last. */
export const latestOfMeasure = (figures: readonly Figure[], measure: Measure): Figure | undefined =>
  latestOf(figures.filter((figure) => figure.measure === measure));

function latestOf<Row extends { periodFrom: Day; periodUntil: Day }>(
  rows: readonly Row[],
): Row | undefined {
  return rows.reduce<Row | undefined>(
    (latest, row) => (latest && isAsLate(latest, row) ? latest : row),
    undefined,
  );
}

/** Ends later; of two that end together, the longer one says more. */
const isAsLate = (
  one: { periodFrom: Day; periodUntil: Day },
  other: { periodFrom: Day; periodUntil: Day },
): boolean =>
  one.periodUntil > other.periodUntil ||
  (one.periodUntil === other.periodUntil && one.periodFrom <= other.periodFrom);
