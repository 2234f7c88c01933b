import type { Day, Moment } from '../../platform/clock/calendar.js';
import { type ColumnOf, type TableContent, tableOf } from '../../platform/pages/table-file.js';
import type { PositionRow } from './positions.service.js';

/** The positions of a day as a table to download. */
export function positionTable(
  rows: readonly PositionRow[],
  about: { asOf: Day; madeAt: Moment; scope: string | null },
): TableContent {
  const columns: ColumnOf<PositionRow>[] = [
    { header: 'position', kind: 'text', of: ({ title }) => title },
    { header: 'role', kind: 'text', of: ({ role }) => role },
    { header: 'home_office', kind: 'text', of: ({ officeName }) => officeName },
    { header: 'holder', kind: 'text', of: ({ holder }) => holder?.name ?? null },
    { header: 'vacant', kind: 'text', of: ({ holder }) => (holder ? 'no' : 'yes') },
    {
      header: 'qualifications',
      kind: 'text',
      of: ({ qualifications }) => qualifications.join('; '),
    },
    {
      header: 'travel_weeks_per_quarter',
      kind: 'number',
      of: ({ travelWeeksPerQuarter }) => travelWeeksPerQuarter,
    },
    { header: 'leave_from', kind: 'day', of: ({ leaveAhead }) => leaveAhead?.fromOn ?? null },
    { header: 'leave_until', kind: 'day', of: ({ leaveAhead }) => leaveAhead?.untilOn ?? null },
    { header: 'sample', kind: 'text', of: ({ isSample }) => (isSample ? 'yes' : 'no') },
  ];
  return tableOf(`positions-${about.asOf}`, columns, rows, [
    ['What', 'Positions of the 287(g) Inspections Unit and who holds them'],
    ['As of', about.asOf],
    ['Made at', about.madeAt],
    ['Rows', rows.length],
    ['Seen by', about.scope === null ? 'everywhere' : `the ${about.scope} field office`],
    ['Qualifications', 'Of the holder that day; of a vacant position, what it asks for'],
  ]);
}
