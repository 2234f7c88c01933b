import type { VNode } from 'preact';
import type { Paged } from '../platform/http/paging.js';
import { DataTable } from '../platform/pages/data-table.js';
import { EmptyState } from '../platform/pages/empty-state.js';
import { SelectField } from '../platform/pages/fields.js';
import { DayTime } from '../platform/pages/format.js';
import { Pagination } from '../platform/pages/pagination.js';
import { useRender } from '../platform/pages/render-context.js';
import { SampleTag, StatusTag } from '../platform/pages/status-tag.js';
import type { AgreementOnDay } from '../registry/registry-reader.js';
import { isOverdue } from './corrective-actions/corrective-action.rules.js';
import { FINDING_STATUSES } from './finding.entity.js';
import type { FindingRow } from './findings.service.js';
import { AgencyLink } from './inspection-cells.js';
import { FINDING_WORDS } from './inspection-words.js';

export function FindingListPage(props: {
  page: Paged<FindingRow>;
  agreements: Map<string, AgreementOnDay>;
  query: Record<string, string | number | undefined>;
}): VNode {
  const { page, agreements, query } = props;
  const { viewer } = useRender();
  const statuses = FINDING_STATUSES.filter(
    (status) => status !== 'draft' || viewer?.permissions.has('checklist.read'),
  );
  return (
    <div class="grid-container">
      <h1>Findings</h1>
      <p>
        <a href="/corrective-actions">Corrective actions</a>
        {' · '}
        <a href="/focus-reviews/saving">What focus reviews save</a>
      </p>
      <form
        class="moa-filters"
        method="get"
        action="/findings"
        role="search"
        aria-label="Filter findings"
      >
        <SelectField
          name="status"
          label="Status"
          value={query['status']?.toString()}
          anyLabel="Any status"
          options={statuses.map((value) => ({ value, label: value }))}
        />
        <SelectField
          name="severity"
          label="Severity"
          value={query['severity']?.toString()}
          anyLabel="Any severity"
          options={['high', 'medium', 'low'].map((value) => ({ value, label: value }))}
        />
        <button class="usa-button" type="submit">
          Filter
        </button>
      </form>
      {page.items.length === 0 ? (
        <EmptyState>No finding fits the filter.</EmptyState>
      ) : (
        <FindingTable rows={page.items} agreements={agreements} />
      )}
      <Pagination
        path="/findings"
        query={query}
        shown={page.items.length}
        total={page.total}
        nextCursor={page.nextCursor}
        what="findings"
      />
    </div>
  );
}

/** Findings with their corrective actions, wherever they are listed. */
export function FindingTable(props: {
  rows: FindingRow[];
  /** Absent where the page is one agreement's anyway. */
  agreements?: Map<string, AgreementOnDay>;
}): VNode {
  const { today } = useRender();
  const { rows, agreements } = props;
  return (
    <DataTable
      caption="Findings"
      isCaptionHidden
      rows={rows}
      keyOf={(row) => row.id}
      columns={[
        {
          header: 'Finding',
          isRowHeader: true,
          cell: (row) => (
            <>
              <a href={`/findings/${row.id}`}>{row.number}</a> {row.isSample && <SampleTag />}
            </>
          ),
        },
        ...(agreements
          ? [
              {
                header: 'Agency',
                cell: (row: FindingRow) => {
                  const agreement = agreements.get(row.agreementId);
                  return agreement ? (
                    <AgencyLink agreement={agreement} />
                  ) : (
                    'no longer in the register'
                  );
                },
              },
            ]
          : []),
        {
          header: 'Severity',
          cell: (row) =>
            row.severity === null ? 'not chosen yet' : <StatusTag status={row.severity} />,
        },
        { header: 'Kind', cell: (row) => FINDING_WORDS[row.kind] ?? row.kind },
        {
          header: 'What',
          cell: (row) => (
            <>
              {row.observation}
              {row.repeatOf !== null && <small> Repeats {row.repeatOf}.</small>}
            </>
          ),
        },
        {
          header: 'Status',
          cell: (row) => (
            <>
              <StatusTag status={row.status} /> {row.isRepeated && <StatusTag status="repeated" />}
            </>
          ),
        },
        {
          header: 'Corrective action',
          cell: (row) => <ActionCell row={row} today={today} />,
        },
      ]}
    />
  );
}

/** Where the action of a finding stands, and by when it is due; leads to it. */
function ActionCell({ row, today }: { row: FindingRow; today: string }): VNode {
  if (row.actionId === null || row.actionStatus === null) return <>none yet</>;
  return (
    <>
      {isOverdue(row.actionStatus, row.actionDueOn, today) && <StatusTag status="overdue" />}{' '}
      <a href={`/corrective-actions/${row.actionId}`}>
        <StatusTag status={row.actionStatus} />
      </a>{' '}
      due <DayTime day={row.actionDueOn} />
    </>
  );
}
