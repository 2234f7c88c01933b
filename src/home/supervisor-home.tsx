import type { VNode } from 'preact';
import { AgencyLink } from '../inspections/inspection-cells.js';
import { DataTable } from '../platform/pages/data-table.js';
import { EmptyState } from '../platform/pages/empty-state.js';
import { DayTime } from '../platform/pages/format.js';
import { StatusTag } from '../platform/pages/status-tag.js';
import { EndCell } from '../registry/agreement-cells.js';
import { byDate } from '../inspections/inspection-year.rules.js';
import { isDatedAhead } from '../inspections/life-cycle/life-cycle.rules.js';
import type { HomeFacts } from './home.service.js';
import { asOfWords, OwedActions, Visits } from './home-sections.js';

/** Are the agreements in my area in force and in order? */
export function SupervisorHome(props: { facts: HomeFacts; office: string }): VNode {
  const { facts, office } = props;
  const { agreements, openFindings, today } = facts;
  const visitOf = new Map(
    byDate(facts.lines.filter(({ status }) => isDatedAhead(status)))
      // Of two visits of one agreement the first one counts.
      .reverse()
      .map((line) => [line.agreement.agreementId, line]),
  );
  return (
    <>
      <h1>
        Agreements of {office}, {asOfWords(today)}
      </h1>
      <h2>Actions I owe</h2>
      <OwedActions facts={facts} none="Your office owes no corrective action." />
      <h2>Agreements in force</h2>
      {agreements.length === 0 ? (
        <EmptyState>No agreement in force is assigned to {office}.</EmptyState>
      ) : (
        <DataTable
          caption={`Agreements of ${office}`}
          isCaptionHidden
          rows={agreements}
          keyOf={(agreement) => agreement.agreementId}
          columns={[
            {
              header: 'Agency',
              isRowHeader: true,
              cell: (agreement) => <AgencyLink agreement={agreement} />,
            },
            { header: 'Status', cell: (agreement) => <StatusTag status={agreement.status} /> },
            { header: 'Ends', cell: (agreement) => <EndCell agreement={agreement} asOf={today} /> },
            {
              header: 'Next visit',
              cell: ({ agreementId }) => {
                const visit = visitOf.get(agreementId);
                return visit ? (
                  <a href={`/inspections/${visit.id ?? ''}`}>
                    <DayTime day={visit.startsOn} />
                  </a>
                ) : (
                  'none this year'
                );
              },
            },
            {
              header: 'Open findings',
              isNumeric: true,
              cell: ({ agreementId }) =>
                openFindings.items.filter((finding) => finding.agreementId === agreementId).length,
            },
          ]}
        />
      )}
      <h2>Visits of the next five weeks</h2>
      <Visits
        visits={facts.coming}
        none="No visit to your office's agreements starts in the next five weeks."
      />
    </>
  );
}
