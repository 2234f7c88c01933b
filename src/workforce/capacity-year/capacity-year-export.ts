import type { Moment } from '../../platform/clock/calendar.js';
import { type ColumnOf, type TableContent, tableOf } from '../../platform/pages/table-file.js';
import { type PersonCapacity, QUARTERS } from './capacity-year.rules.js';
import type { CapacityYear } from './capacity-year.service.js';

/** What each position can do in a fiscal year as a table to download: for each quarter the weeks, and why others are lost. */
export function capacityTable(
  { fiscalYear, countedOn, people }: CapacityYear,
  about: { madeAt: Moment; scope: string | null },
): TableContent {
  const columns: ColumnOf<PersonCapacity>[] = [
    { header: 'position', kind: 'text', of: ({ person }) => person.title },
    { header: 'role', kind: 'text', of: ({ person }) => person.role },
    { header: 'holder', kind: 'text', of: ({ person }) => person.holder?.name ?? null },
    {
      header: 'successors',
      kind: 'text',
      of: ({ person }) =>
        person.successors.map(({ name, from }) => `${name} from ${from}`).join('; '),
    },
    { header: 'qualifications', kind: 'text', of: ({ person }) => person.models.join('; ') },
    {
      header: 'travel_weeks_per_quarter',
      kind: 'number',
      of: ({ person }) => person.travelWeeksPerQuarter,
    },
    ...QUARTERS.flatMap(columnsOf),
    { header: 'sample', kind: 'text', of: ({ person }) => (person.isSample ? 'yes' : 'no') },
  ];
  return tableOf(`capacity-${fiscalYear}`, columns, people, [
    ['What', `Weeks in which the 287(g) Inspections Unit can travel in fiscal year ${fiscalYear}`],
    ['Holders and qualifications as of', countedOn],
    ['Made at', about.madeAt],
    ['Rows', people.length],
    ['Seen by', about.scope === null ? 'everywhere' : `the ${about.scope} field office`],
    ['Qualifications', 'Of the holder that day; of a vacant position, what it asks for'],
  ]);
}

function columnsOf(quarter: (typeof QUARTERS)[number]): ColumnOf<PersonCapacity>[] {
  const prefix = `q${quarter + 1}_`;
  return [
    {
      header: `${prefix}travel_weeks`,
      kind: 'number',
      of: ({ quarters }) => quarters[quarter]?.travel ?? null,
    },
    {
      header: `${prefix}available_weeks`,
      kind: 'number',
      of: ({ quarters }) => quarters[quarter]?.availableFrom.length ?? null,
    },
    {
      header: `${prefix}lost_weeks`,
      kind: 'text',
      of: ({ quarters }) =>
        Object.entries(quarters[quarter]?.lost ?? {})
          .map(([reason, weeks]) => `${weeks} ${reason}`)
          .join('; '),
    },
  ];
}
