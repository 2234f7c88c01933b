import type { VNode } from 'preact';
import type { Paged } from '../../platform/http/paging.js';
import { withQuery } from '../../platform/pages/addresses.js';
import { DataTable } from '../../platform/pages/data-table.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { SelectField } from '../../platform/pages/fields.js';
import { DayTime } from '../../platform/pages/format.js';
import { Pagination } from '../../platform/pages/pagination.js';
import { SampleTag, StatusTag } from '../../platform/pages/status-tag.js';
import { severityOf } from '../finding.entity.js';
import { AgencyLink } from '../inspection-cells.js';
import { ACTION_STATUSES } from './corrective-action.rules.js';
import { WANTED_WORDS } from './corrective-action-words.js';
import type { ActionFilter, ActionRow } from './corrective-actions.service.js';

export interface CorrectiveActionListView {
  page: Paged<ActionRow>;
  filter: ActionFilter & { limit: number; cursor: string | undefined };
  /** Those to choose from; none where the viewer sees one only. */
  offices: string[];
  /** The field office that limits the list. */
  scope: string | null;
  /** Whether anything can wait for the viewer. */
  isAsked: boolean;
}

/** What is owed for findings, soonest due first. */
export function CorrectiveActionListPage(view: CorrectiveActionListView): VNode {
  const { page, filter, scope } = view;
  const query = {
    status: filter.status,
    overdue: filter.overdue ? 'true' : undefined,
    mine: filter.mine ? 'true' : undefined,
    office: filter.office,
  };
  return (
    <div class="grid-container">
      <h1>Corrective actions{scope && ` of ${scope}`}</h1>
      <Filters {...view} />
      {page.items.length === 0 ? (
        <EmptyState>
          {filter.mine ? 'Nothing waits for you.' : 'No corrective action fits the filter.'}
        </EmptyState>
      ) : (
        <DataTable
          caption="Corrective actions"
          isCaptionHidden
          rows={page.items}
          keyOf={({ action }) => action.id}
          columns={[
            {
              header: 'Finding',
              isRowHeader: true,
              cell: ({ action, finding }) => (
                <>
                  <a href={`/corrective-actions/${action.id}`}>{finding.number}</a>{' '}
                  {action.isSample && <SampleTag />}
                </>
              ),
            },
            {
              header: 'Agency',
              cell: ({ agreement }) =>
                agreement ? <AgencyLink agreement={agreement} /> : 'no longer in the register',
            },
            {
              header: 'Severity',
              cell: ({ finding }) => <StatusTag status={severityOf(finding)} />,
            },
            {
              header: 'State',
              cell: ({ action, isOverdue }) => (
                <>
                  <StatusTag status={action.status} /> {isOverdue && <StatusTag status="overdue" />}
                </>
              ),
            },
            { header: 'Due', cell: ({ action }) => <DayTime day={action.dueOn} /> },
            {
              header: 'What is asked',
              cell: ({ action, waiting }) => (
                <>
                  {WANTED_WORDS[action.status]}
                  {waiting && (
                    <>
                      {' '}
                      More time is asked for, until <DayTime day={waiting.until} />.
                    </>
                  )}
                </>
              ),
            },
          ]}
        />
      )}
      <Pagination
        path="/corrective-actions"
        query={{
          ...query,
          limit: filter.limit === 50 ? undefined : filter.limit,
          cursor: filter.cursor,
        }}
        shown={page.items.length}
        total={page.total}
        nextCursor={page.nextCursor}
        what="corrective actions"
      />
      <p>
        <a href={withQuery('/corrective-actions.csv', query)}>Download CSV</a>
        {' · '}
        <a href={withQuery('/corrective-actions.xlsx', query)}>Download Excel</a>
      </p>
    </div>
  );
}

function Filters({ filter, offices, isAsked }: CorrectiveActionListView): VNode {
  const yes = [{ value: 'true', label: 'yes' }];
  return (
    <form
      class="moa-filters"
      method="get"
      action="/corrective-actions"
      role="search"
      aria-label="Filter corrective actions"
    >
      <SelectField
        name="status"
        label="State"
        value={filter.status}
        options={[
          { value: 'open', label: 'not over yet' },
          { value: 'any', label: 'any' },
          ...ACTION_STATUSES.map((value) => ({ value, label: STATUS_LABELS[value] })),
        ]}
      />
      <SelectField
        name="overdue"
        label="Overdue"
        value={filter.overdue ? 'true' : ''}
        anyLabel="yes and no"
        options={yes}
      />
      {isAsked && (
        <SelectField
          name="mine"
          label="Waits for me"
          value={filter.mine ? 'true' : ''}
          anyLabel="yes and no"
          options={yes}
        />
      )}
      {offices.length > 0 && (
        <SelectField
          name="office"
          label="Field office"
          value={filter.office}
          anyLabel="Any field office"
          options={offices.map((name) => ({ value: name, label: name }))}
        />
      )}
      <button class="usa-button" type="submit">
        Filter
      </button>
    </form>
  );
}

const STATUS_LABELS: Record<(typeof ACTION_STATUSES)[number], string> = {
  opened: 'plan wanted',
  submitted: 'plan submitted',
  'sent-back': 'plan sent back',
  accepted: 'plan accepted',
  implemented: 'done, to be verified',
  verified: 'verified',
  withdrawn: 'withdrawn',
};
