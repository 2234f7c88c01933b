import type { Day, Moment } from '../../platform/clock/calendar.js';
import { type ColumnOf, type TableContent, tableOf } from '../../platform/pages/table-file.js';
import type { ActionFilter, ActionRow } from './corrective-actions.service.js';

/** The actions that a filter shows, as a table to download. */
export function actionsTable(
  asOf: Day,
  filter: ActionFilter,
  rows: readonly ActionRow[],
  madeAt: Moment,
): TableContent {
  const columns: ColumnOf<ActionRow>[] = [
    { header: 'finding', kind: 'text', of: ({ finding }) => finding.number },
    { header: 'agency', kind: 'text', of: ({ agreement }) => agreement?.agencyName ?? null },
    { header: 'state', kind: 'text', of: ({ agreement }) => agreement?.state ?? null },
    { header: 'field_office', kind: 'text', of: ({ agreement }) => agreement?.officeName ?? null },
    { header: 'severity', kind: 'text', of: ({ finding }) => finding.severity },
    { header: 'observation', kind: 'text', of: ({ finding }) => finding.observation },
    { header: 'status', kind: 'text', of: ({ action }) => action.status },
    { header: 'owner', kind: 'text', of: ({ action }) => action.owner },
    { header: 'plan', kind: 'text', of: ({ action }) => action.plan },
    { header: 'planned_on', kind: 'day', of: ({ action }) => action.plannedOn },
    { header: 'due_on', kind: 'day', of: ({ action }) => action.dueOn },
    { header: 'overdue', kind: 'text', of: ({ isOverdue }) => (isOverdue ? 'yes' : 'no') },
    { header: 'extension_asked_until', kind: 'day', of: ({ waiting }) => waiting?.until ?? null },
    { header: 'done_on', kind: 'day', of: ({ action }) => action.doneOn },
    { header: 'done_note', kind: 'text', of: ({ action }) => action.doneNote },
    { header: 'sample', kind: 'text', of: ({ action }) => (action.isSample ? 'yes' : 'no') },
  ];
  const words = [
    filter.status ?? 'any status',
    ...(filter.overdue ? ['overdue'] : []),
    ...(filter.mine ? ['waiting for whoever made this'] : []),
    ...(filter.office ? [filter.office] : []),
  ].join(', ');
  return tableOf(`corrective-actions-${asOf}`, columns, rows, [
    ['What', 'Corrective actions for findings of inspections, by due date'],
    ['As of', asOf],
    ['Filter', words],
    ['Made at', madeAt],
    ['Rows', rows.length],
  ]);
}
