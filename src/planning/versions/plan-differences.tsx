import type { VNode } from 'preact';
import { DataTable } from '../../platform/pages/data-table.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { DayTime } from '../../platform/pages/format.js';
import type { PlanNote } from './plan.entity.js';
import type { Difference } from './plan-upkeep.rules.js';
import type { PlanDetail } from './plans.service.js';

const KIND_WORDS: Record<Difference['kind'], string> = {
  gone: 'Not to be visited any more',
  new: 'Came since',
  visit: 'Visit changed',
  people: 'People',
  risk: 'Weighs more',
};

/** In what the plan and the world differ: what stands against its approval, or what was done since. */
export function Differences({ detail }: { detail: PlanDetail }): VNode | null {
  const { plan, differences } = detail;
  if (plan.status === 'superseded' || plan.status === 'withdrawn') return null;
  const isApproved = plan.status === 'approved';
  return (
    <section aria-labelledby="differences">
      <h2 id="differences">
        {isApproved ? 'What differs from the plan today' : 'What changed since it was planned'}
      </h2>
      {differences.length === 0 ? (
        <EmptyState>
          {isApproved
            ? 'Every visit is where the plan has it.'
            : 'Nothing that stands against its approval.'}
        </EmptyState>
      ) : (
        <>
          <p>
            {isApproved
              ? 'The plan itself stays as it was approved. Replan it to bring these in.'
              : 'It cannot be approved like this. Replan it to go on from today’s facts.'}
          </p>
          <DataTable
            caption="Differences"
            isCaptionHidden
            rows={differences}
            keyOf={({ key }) => key}
            columns={[
              { header: 'What', isRowHeader: true, cell: ({ kind }) => KIND_WORDS[kind] },
              { header: 'In words', cell: ({ words }) => words },
            ]}
          />
        </>
      )}
    </section>
  );
}

/** What the nightly check found. */
export function Notes(props: { notes: PlanNote[]; isApproved: boolean }): VNode | null {
  const { notes, isApproved } = props;
  if (!isApproved && notes.length === 0) return null;
  return (
    <section aria-labelledby="notes">
      <h2 id="notes">What the nightly check found</h2>
      {notes.length === 0 ? (
        <EmptyState>It has found nothing that broke. It looks every night.</EmptyState>
      ) : (
        <DataTable
          caption="Notes of the nightly check"
          isCaptionHidden
          rows={notes}
          keyOf={({ id }) => id}
          columns={[
            {
              header: 'Found',
              isRowHeader: true,
              cell: ({ foundOn }) => <DayTime day={foundOn} />,
            },
            { header: 'What', cell: ({ words }) => words },
            {
              header: 'Settled',
              cell: ({ goneOn }) => (goneOn === null ? 'no' : <DayTime day={goneOn} />),
            },
          ]}
        />
      )}
    </section>
  );
}
