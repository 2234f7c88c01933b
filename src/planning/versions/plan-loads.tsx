import type { VNode } from 'preact';
import { DataTable } from '../../platform/pages/data-table.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { Holders } from './holders.js';
import { kmText } from './plan-words.js';
import type { PlanDetail } from './plans.service.js';

/** How much each person travels. */
export function Loads({ detail }: { detail: PlanDetail }): VNode {
  const positions = new Map(detail.positions.map((position) => [position.id, position]));
  const caps = new Map(detail.instance.people.map(({ id, quarterCap }) => [id, quarterCap]));
  const titleOf = (id: string): string => positions.get(id)?.title ?? id;
  const rows = detail.loads.toSorted((a, b) =>
    titleOf(a.person).localeCompare(titleOf(b.person), 'en', { numeric: true }),
  );
  return (
    <section aria-labelledby="loads">
      <h2 id="loads">Load per person</h2>
      {rows.length === 0 ? (
        <EmptyState>Nobody can travel: no position is filled.</EmptyState>
      ) : (
        <DataTable
          caption="Load per person"
          isCaptionHidden
          rows={rows}
          keyOf={({ person }) => person}
          columns={[
            { header: 'Position', isRowHeader: true, cell: ({ person }) => titleOf(person) },
            {
              header: 'Held by',
              cell: ({ person }) => {
                const position = positions.get(person);
                return position ? <Holders position={position} /> : 'nobody';
              },
            },
            { header: 'Visits', isNumeric: true, cell: ({ visits }) => visits },
            { header: 'Travel weeks', isNumeric: true, cell: ({ travelWeeks }) => travelWeeks },
            {
              header: 'By quarter',
              cell: ({ person, byQuarter }) =>
                `${byQuarter.join(' · ')} of ${caps.get(person) ?? 0} each`,
            },
            { header: 'Travel', isNumeric: true, cell: ({ travelKm }) => kmText(travelKm) },
          ]}
        />
      )}
    </section>
  );
}
