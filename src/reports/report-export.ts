import type { Day, Moment } from '../platform/clock/calendar.js';
import { type ColumnOf, type TableContent, tableOf } from '../platform/pages/table-file.js';
import { coverageText } from '../registry/census-text.js';
import type { CensusSeries } from './census-series.service.js';
import type { Measure, Tally } from './compliance.rules.js';
import type { ComplianceReport } from './compliance.service.js';

interface TallyRow extends Tally {
  measure: Measure;
  by: 'all' | 'field office' | 'model';
  group: string;
}

/** The measures as a table to download: a row for each measure and group. */
export function complianceTable(report: ComplianceReport, madeAt: Moment): TableContent {
  const { asOf, measures, scope, agreements, hasSamples } = report;
  const rows = measures.flatMap((measure): TallyRow[] => [
    { measure, by: 'all', group: '', ...measure.total },
    ...measure.byOffice.map((tally): TallyRow => ({ measure, by: 'field office', ...tally })),
    ...measure.byModel.map((tally): TallyRow => ({ measure, by: 'model', ...tally })),
  ]);
  const columns: ColumnOf<TallyRow>[] = [
    { header: 'measure', kind: 'text', of: ({ measure }) => measure.code },
    { header: 'name', kind: 'text', of: ({ measure }) => measure.name },
    { header: 'unit', kind: 'text', of: ({ measure }) => measure.unit },
    { header: 'by', kind: 'text', of: ({ by }) => by },
    { header: 'group', kind: 'text', of: ({ group }) => group },
    { header: 'numerator', kind: 'number', of: ({ numerator }) => numerator },
    { header: 'denominator', kind: 'number', of: ({ denominator }) => denominator },
    { header: 'unknown', kind: 'number', of: ({ unknown }) => unknown },
    { header: 'not_asked', kind: 'number', of: ({ notAsked }) => notAsked },
    { header: 'percent', kind: 'number', of: ({ percent }) => percent },
    { header: 'as_of', kind: 'day', of: () => asOf },
    { header: 'definition', kind: 'text', of: ({ measure }) => measure.definition },
  ];
  return tableOf(`compliance-${asOf}`, columns, rows, [
    ['What', 'Training, meetings, complaint notices and goals, counted from the registers'],
    ['As of', asOf],
    ['Agreements in force', agreements],
    ['Seen by', scope === null ? 'everywhere' : `the ${scope} field office`],
    ['Samples', hasSamples ? 'Entries that are invented take part' : 'none'],
    ['Made at', madeAt],
    ...measures.map(({ name, definition }) => [name, definition] as const),
  ]);
}

interface SeriesRow {
  kind: 'counted' | 'published';
  asOf: string;
  agreements: number | null;
  states: number | null;
  note: string;
}

/** The series as a table to download. What was counted and what was published are told apart in the first column. */
export function seriesTable(
  until: Day,
  { counted, published }: CensusSeries,
  madeAt: Moment,
): TableContent {
  const rows: SeriesRow[] = [
    ...counted.map(({ asOf, agreements, states, coverage }): SeriesRow => ({
      ...{ kind: 'counted', asOf, agreements, states },
      note: coverageText(asOf, coverage),
    })),
    ...published.map(({ published: { asOf, total, states, source } }): SeriesRow => ({
      ...{ kind: 'published', asOf, agreements: total, states },
      note: source,
    })),
  ];
  const columns: ColumnOf<SeriesRow>[] = [
    { header: 'kind', kind: 'text', of: ({ kind }) => kind },
    { header: 'as_of', kind: 'text', of: ({ asOf }) => asOf },
    { header: 'agreements', kind: 'number', of: ({ agreements }) => agreements },
    { header: 'states', kind: 'number', of: ({ states }) => states },
    { header: 'note', kind: 'text', of: ({ note }) => note },
  ];
  return tableOf(`census-series-${until}`, columns, rows, [
    [
      'What',
      'Agreements in force at the end of each fiscal year, and totals that others published',
    ],
    ['Until', until],
    ['Made at', madeAt],
    ['Empty', 'No official list covers the day: a count would say little'],
  ]);
}
