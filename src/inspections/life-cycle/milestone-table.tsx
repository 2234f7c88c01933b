import type { VNode } from 'preact';
import { DataTable } from '../../platform/pages/data-table.js';
import { DayTime } from '../../platform/pages/format.js';
import { StatusTag } from '../../platform/pages/status-tag.js';
import { counted } from '../../platform/counted.js';
import { AgencyLink, InspectionLink } from '../inspection-cells.js';
import { STATUS_NAMES } from './life-cycle-words.js';
import type { MilestoneRow } from './milestones.service.js';

/** Who holds what, until when, and how late. */
export function MilestoneTable({ rows }: { rows: MilestoneRow[] }): VNode {
  return (
    <DataTable
      caption="Milestones that visits wait for"
      isCaptionHidden
      rows={rows}
      keyOf={({ visit }) => visit.id}
      columns={[
        {
          header: 'Visit',
          isRowHeader: true,
          cell: ({ visit }) => <InspectionLink inspection={visit} />,
        },
        {
          header: 'Agency',
          cell: ({ agreement }) =>
            agreement ? <AgencyLink agreement={agreement} /> : 'no longer in the register',
        },
        { header: 'Is', cell: ({ visit }) => <StatusTag status={visit.status} /> },
        { header: 'Waits for', cell: ({ step }) => STATUS_NAMES[step] ?? step },
        {
          header: 'Limit',
          cell: ({ limitOn, basis }) => (
            <>
              <DayTime day={limitOn} weekday />
              <br />
              <small>{basis}</small>
            </>
          ),
        },
        { header: 'How late', cell: (row) => <Lateness days={row.daysLate} /> },
        {
          header: 'Held by',
          cell: ({ holder }) =>
            holder ? (
              <>
                {holder.position}
                {holder.name === null && ' (vacant)'}
              </>
            ) : (
              'no team leader on record'
            ),
        },
      ]}
    />
  );
}

export function Lateness({ days }: { days: number }): VNode {
  if (days > 0)
    return (
      <>
        <StatusTag status="late" /> by {counted(days, 'day')}
      </>
    );
  return <>{days === 0 ? 'due today' : `${counted(-days, 'day')} left`}</>;
}
