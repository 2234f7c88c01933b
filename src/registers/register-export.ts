import type { Day, Moment } from '../platform/clock/calendar.js';
import { type ColumnOf, type TableContent, tableOf } from '../platform/pages/table-file.js';
import { columnOf } from './register-table.rules.js';
import type { Register, RegisterField } from './registers.rules.js';
import type { EntryRow } from './registers.service.js';

/** A register as a table to download. Its columns are those that an import reads, so that it can come back. */
export function registerTable(
  register: Register,
  rows: readonly EntryRow[],
  about: { today: Day; madeAt: Moment; scope: string | null },
): TableContent {
  const columns: ColumnOf<EntryRow>[] = [
    { header: 'state', kind: 'text', of: ({ agreement }) => agreement.state },
    { header: 'agency', kind: 'text', of: ({ agreement }) => agreement.agencyName },
    { header: 'model', kind: 'text', of: ({ agreement }) => agreement.model },
    ...register.fields.map((field): ColumnOf<EntryRow> => ({
      header: columnOf(field.name),
      kind: kindOf(field),
      of: ({ entry }) => entry.facts[field.name] ?? null,
    })),
    { header: 'field_office', kind: 'text', of: ({ agreement }) => agreement.officeName },
    { header: 'source', kind: 'text', of: ({ entry }) => entry.source },
    { header: 'sample', kind: 'text', of: ({ entry }) => (entry.isSample ? 'yes' : 'no') },
    { header: 'recorded_at', kind: 'text', of: ({ entry }) => entry.recordedAt },
    { header: 'recorded_by', kind: 'text', of: ({ entry }) => entry.recordedBy },
    { header: 'entry', kind: 'text', of: ({ entry }) => entry.id },
  ];
  return tableOf(`register-${register.code}-${about.today}`, columns, rows, [
    ['What', register.about],
    ['As of', about.today],
    ['Made at', about.madeAt],
    ['Rows', rows.length],
    ['Seen by', about.scope === null ? 'everywhere' : `the ${about.scope} field office`],
    ['Hours', 'As the clock showed them where the field office is'],
  ]);
}

function kindOf({ kind }: RegisterField): ColumnOf<EntryRow>['kind'] {
  if (kind === 'day') return 'day';
  return kind === 'number' || kind === 'year' ? 'number' : 'text';
}
