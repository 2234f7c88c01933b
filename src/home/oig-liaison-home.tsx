import type { VNode } from 'preact';
import { dayText } from '../platform/clock/day-text.js';
import { DataTable } from '../platform/pages/data-table.js';
import { EmptyState } from '../platform/pages/empty-state.js';
import { DayTime } from '../platform/pages/format.js';
import { ClockCell, StandingCell } from '../recommendations/recommendation-cells.js';
import { type Ledger, numberOf } from '../recommendations/recommendations.service.js';
import { ReportCounts } from '../recommendations/report-counts.js';

/** What do we owe the Inspector General? */
export function OigLiaisonHome({ ledger }: { ledger: Ledger }): VNode {
  const open = ledger.items.filter(({ standing }) => standing.status !== 'closed');
  return (
    <>
      <h1>What we owe the Inspector General</h1>
      <p>
        As of {dayText(ledger.asOf)}.{' '}
        <a href="/recommendations">All recommendations, as of any day</a>
      </p>
      <h2>Open recommendations</h2>
      {open.length === 0 && (
        <EmptyState>Nothing is owed: every recommendation is closed.</EmptyState>
      )}
      {open.length > 0 && (
        <DataTable
          caption="Open recommendations"
          isCaptionHidden
          rows={open}
          keyOf={({ recommendation }) => recommendation.id}
          columns={[
            {
              header: 'Recommendation',
              isRowHeader: true,
              cell: ({ recommendation }) => (
                <a href={`/recommendations/${recommendation.id}`}>{numberOf(recommendation)}</a>
              ),
            },
            { header: 'Status', cell: ({ standing }) => <StandingCell standing={standing} /> },
            { header: 'What', cell: ({ recommendation }) => recommendation.text },
            { header: 'Addressee', cell: ({ recommendation }) => recommendation.addressee },
            { header: 'Answer due', cell: ({ clock }) => <ClockCell clock={clock} /> },
            {
              header: 'Target date',
              cell: ({ standing }) => <DayTime day={standing.targetDate} />,
            },
            { header: 'Evidence expected next', cell: ({ standing }) => standing.nextEvidence },
          ]}
        />
      )}
      <h2>By report</h2>
      <ReportCounts ledger={ledger} caption="Recommendations by report" isCaptionHidden />
    </>
  );
}
