import { type ColumnOf, tableOf, type TableContent } from '../../platform/pages/table-file.js';
import { type PlannedItem, teamsOf, weeksLateIn } from './planned-items.rules.js';
import type { PlanDetail } from './plans.service.js';

/** The visits of a plan as a table that leaves the house. */
export function planTable(detail: PlanDetail): TableContent {
  const { plan, items } = detail;
  return tableOf(plan.number.toLowerCase(), columnsOf(detail), items, [
    ['Plan', `${plan.number}, ${plan.name}`],
    ['Status', plan.status],
    ['Planned from the facts of', plan.plannedFrom],
    ['Lateness', plan.lateness],
    ['Bound', plan.bound],
    ['Gap', plan.gap],
    ['Travel in km', Math.round(plan.travelKm)],
    ['Assumed', detail.assumptions.join(' ')],
    ['Sample', plan.isSample ? 'made for the demonstration' : 'no'],
  ]);
}

function columnsOf(detail: PlanDetail): ColumnOf<PlannedItem>[] {
  const teamOf = teamsOf(detail);
  const agreementOf = ({ agreementId }: PlannedItem) => detail.agreements.get(agreementId);
  return [
    { header: 'agency', kind: 'text', of: (item) => agreementOf(item)?.agencyName ?? null },
    { header: 'state', kind: 'text', of: (item) => agreementOf(item)?.state ?? null },
    { header: 'model', kind: 'text', of: (item) => agreementOf(item)?.model ?? null },
    { header: 'kind', kind: 'text', of: ({ kind }) => kind },
    { header: 'due_on', kind: 'day', of: ({ dueOn }) => dueOn },
    { header: 'week', kind: 'number', of: ({ week }) => week },
    { header: 'starts_on', kind: 'day', of: ({ startsOn }) => startsOn },
    { header: 'ends_on', kind: 'day', of: ({ endsOn }) => endsOn },
    { header: 'weeks_late', kind: 'number', of: weeksLateIn(detail.instance) },
    {
      header: 'leader',
      kind: 'text',
      of: (item) => teamOf(item)[0] ?? null,
    },
    {
      header: 'inspectors',
      kind: 'text',
      of: (item) => teamOf(item).slice(1).join('; '),
    },
    { header: 'weight', kind: 'number', of: ({ weight }) => weight },
    { header: 'weight_because', kind: 'text', of: ({ weightWords }) => weightWords },
    { header: 'locked', kind: 'text', of: ({ isLocked }) => (isLocked ? 'yes' : 'no') },
    { header: 'fixed_because', kind: 'text', of: ({ fixedBecause }) => fixedBecause },
    { header: 'reason', kind: 'text', of: ({ reason }) => reason },
    { header: 'moved_because', kind: 'text', of: ({ movedBecause }) => movedBecause },
  ];
}
