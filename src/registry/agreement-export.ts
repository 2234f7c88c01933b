import type { Moment } from '../platform/clock/calendar.js';
import type { ColumnOf, TableContent } from '../platform/pages/table-file.js';
import { tableOf } from '../platform/pages/table-file.js';
import type { AgreementOnDay } from './agreements-on-day.js';
import { aboutStandpoint, exportName } from './export-about.js';
import type { Standpoint } from './known-at.rules.js';

const COLUMNS: readonly ColumnOf<AgreementOnDay>[] = [
  { header: 'id', kind: 'text', of: (row) => row.agreementId },
  { header: 'agency', kind: 'text', of: (row) => row.agencyName },
  { header: 'state', kind: 'text', of: (row) => row.state },
  { header: 'county', kind: 'text', of: (row) => row.county },
  { header: 'agency_type', kind: 'text', of: (row) => row.agencyType },
  { header: 'model', kind: 'text', of: (row) => row.model },
  { header: 'model_basis', kind: 'text', of: (row) => row.modelBasis },
  { header: 'status', kind: 'text', of: (row) => row.status },
  { header: 'signed_on', kind: 'day', of: (row) => row.signedOn },
  { header: 'effective_on', kind: 'day', of: (row) => row.effectiveOn },
  { header: 'ends_on', kind: 'day', of: (row) => row.endsOn },
  { header: 'ends_on_basis', kind: 'text', of: (row) => row.endsOnBasis },
  { header: 'field_office', kind: 'text', of: (row) => row.officeName },
  { header: 'source', kind: 'text', of: (row) => row.source },
];

/**
 * The agreements of a day as a table to download, in the order of the list.
 * @param filter what the list was narrowed to, in words
 */
export function agreementsTable(
  standpoint: Standpoint,
  agreements: readonly AgreementOnDay[],
  filter: string,
  madeAt: Moment,
): TableContent {
  const sources = [...new Set(agreements.map(({ source }) => source))].sort();
  return tableOf(exportName('agreements', standpoint), COLUMNS, agreements, [
    ['What', 'Agreements under section 287(g) that existed on the day, in whatever status'],
    ...aboutStandpoint(standpoint, filter, madeAt),
    ['Rows', agreements.length],
    ...sources.slice(0, MOST_SOURCES).map((source) => ['Source', source] as const),
    ...(sources.length > MOST_SOURCES
      ? [['Source', `and ${sources.length - MOST_SOURCES} more: see the column`] as const]
      : []),
  ]);
}

/** Lists bring a source each: beyond so many, the column says it better. */
const MOST_SOURCES = 20;
