import type { VNode } from 'preact';
import { daysBetween } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';
import { DataTable } from '../platform/pages/data-table.js';
import { DayTime } from '../platform/pages/format.js';
import {
  LEDGER_AS_OF,
  type OigReport,
  type OpenRecommendation,
} from '../recommendations/oig-ledger.js';

/** What do we owe the Inspector General? */
export function OigLiaisonHome(props: {
  reports: OigReport[];
  open: OpenRecommendation[];
  today: string;
}): VNode {
  const { reports, open, today } = props;
  return (
    <>
      <h1>What we owe the Inspector General</h1>
      <p>
        The ledger is that of DHS OIG-12-130, as of {dayText(LEDGER_AS_OF)}. Changes after that day
        are not recorded here.
      </p>
      <h2>Open recommendations</h2>
      <DataTable
        caption="Open recommendations"
        isCaptionHidden
        rows={open}
        keyOf={({ report, number }) => `${report} ${number}`}
        columns={[
          {
            header: 'Recommendation',
            isRowHeader: true,
            cell: ({ report, number }) => `${report} #${number}`,
          },
          { header: 'Status', cell: ({ status }) => statusWords(status) },
          { header: 'What', cell: ({ summary }) => summary },
          { header: 'Addressee', cell: ({ addressee }) => addressee },
          {
            header: 'Response due',
            cell: ({ responseDueOn }) => <Clock day={responseDueOn} today={today} />,
          },
          { header: 'Target date', cell: ({ targetDate }) => <DayTime day={targetDate} /> },
          { header: 'Evidence expected next', cell: ({ nextEvidence }) => nextEvidence },
        ]}
      />
      <h2>By report</h2>
      <DataTable
        caption="Recommendations by report"
        isCaptionHidden
        rows={reports}
        keyOf={({ number }) => number}
        columns={[
          {
            header: 'Report',
            isRowHeader: true,
            cell: ({ number, title }) => `${number}: ${title}`,
          },
          { header: 'Total', isNumeric: true, cell: ({ recommendations }) => recommendations },
          { header: 'Closed', isNumeric: true, cell: ({ closed }) => closed },
          {
            header: 'Resolved and open',
            isNumeric: true,
            cell: ({ resolvedOpen }) => resolvedOpen,
          },
          {
            header: 'Unresolved and open',
            isNumeric: true,
            cell: ({ unresolvedOpen }) => unresolvedOpen,
          },
        ]}
      />
    </>
  );
}

const statusWords = (status: OpenRecommendation['status']): string =>
  status === 'resolved-open' ? 'resolved and open' : 'unresolved and open';

/** The 90 days from the memo, and what is left of them. */
function Clock({ day, today }: { day: string | null; today: string }): VNode {
  if (!day) return <>answered</>;
  const left = daysBetween(today, day);
  return (
    <>
      <DayTime day={day} /> ({left >= 0 ? `${left} days left` : `${-left} days late`})
    </>
  );
}
