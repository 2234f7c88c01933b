import type { VNode } from 'preact';
import { AgencyLink } from '../inspections/inspection-cells.js';
import { stateName } from '../offices/states.rules.js';
import type { Day } from '../platform/clock/calendar.js';
import type { Paged } from '../platform/http/paging.js';
import { withQuery } from '../platform/pages/addresses.js';
import { Breadcrumb } from '../platform/pages/breadcrumb.js';
import { DataTable, type TableColumn } from '../platform/pages/data-table.js';
import { EmptyState } from '../platform/pages/empty-state.js';
import { SelectField } from '../platform/pages/fields.js';
import { DayTime } from '../platform/pages/format.js';
import { Pagination } from '../platform/pages/pagination.js';
import { StatusTag } from '../platform/pages/status-tag.js';
import { EndCell } from '../registry/agreement-cells.js';
import { ShortEvidence } from './evidence-list.js';
import { termsWords } from './proposal.rules.js';
import { REVIEW_STATE_FILTERS, type RenewalQuery } from './renewal.dto.js';
import { CAUSE_WORDS, STATE_WORDS } from './renewal-words.js';
import type { ReviewRow } from './renewals.service.js';
import { REVIEW_CAUSES } from './review.rules.js';

const PATH = '/renewals';

export interface RenewalListView {
  today: Day;
  query: RenewalQuery;
  page: Paged<ReviewRow>;
  states: string[];
  offices: string[];
  /** The field office that limits what the viewer sees. */
  scope: string | null;
  opensDaysBeforeEnd: number;
  mayEnterFigures: boolean;
  modelName: (code: string) => string;
}

/** Which agreements must be decided on, and what speaks for and against each? */
export function RenewalListPage(view: RenewalListView): VNode {
  const { page, scope, today, opensDaysBeforeEnd } = view;
  const address = addressOf(view.query);
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Agreements', path: '/agreements?status=in-force' },
          { label: 'Renewals and terminations' },
        ]}
      />
      <h1>Renewals and terminations</h1>
      <p>
        As of <DayTime day={today} />: {page.total} {page.total === 1 ? 'review' : 'reviews'}{' '}
        {page.total === 1 ? 'matches' : 'match'}, soonest end first.{' '}
        {scope && <>You see those of the {scope} field office. </>}A review opens{' '}
        {opensDaysBeforeEnd} days before an agreement ends (set by this installation), when it is
        suspended, or by hand.
      </p>
      <Filters {...view} />
      {page.total === 0 ? (
        <EmptyState>
          No review matches. <a href={PATH}>Show all of them</a>, or open one on the page of an
          agreement.
        </EmptyState>
      ) : (
        <>
          <p class="moa-actions">
            <a href={withQuery('/renewals.csv', { ...address, cursor: undefined })}>Download CSV</a>
            {view.mayEnterFigures && <a href="/figures/import">Import figures</a>}
          </p>
          <DataTable
            caption="Reviews"
            isCaptionHidden
            columns={columnsOf(view)}
            rows={page.items}
            keyOf={({ review }) => review.id}
          />
          <Pagination
            path={PATH}
            query={address}
            shown={page.items.length}
            total={page.total}
            nextCursor={page.nextCursor}
            what="reviews"
          />
        </>
      )}
    </div>
  );
}

/** The list's address, without what is so anyway. */
function addressOf(query: RenewalQuery): Record<string, string | number | undefined> {
  const { state, fieldOffice, cause, reviewState, limit, cursor } = query;
  return {
    ...{ state, fieldOffice, cause, reviewState, cursor },
    limit: limit === 50 ? undefined : limit,
  };
}

function columnsOf({ today, modelName }: RenewalListView): TableColumn<ReviewRow>[] {
  return [
    {
      header: 'Review',
      isRowHeader: true,
      cell: ({ review }) => <a href={`${PATH}/${review.id}`}>{review.number}</a>,
    },
    { header: 'Agreement', cell: ({ agreement }) => <AgencyLink agreement={agreement} /> },
    { header: 'Cause', cell: ({ review }) => CAUSE_WORDS[review.cause] },
    { header: 'Opened', cell: ({ review }) => <DayTime day={review.openedOn} /> },
    { header: 'Ends', cell: ({ agreement }) => <EndCell agreement={agreement} asOf={today} /> },
    {
      header: 'Against keeping it',
      cell: ({ evidence }) => <ShortEvidence statements={evidence} weight="against" />,
    },
    {
      header: 'For keeping it',
      cell: ({ evidence }) => <ShortEvidence statements={evidence} weight="for" />,
    },
    {
      header: 'Decision',
      cell: ({ review, proposal }) => (
        <>
          <StatusTag status={review.state} />{' '}
          {review.outcome ?? (proposal && termsWords(proposal.terms, modelName))}
        </>
      ),
    },
    { header: 'Who has it', cell: ({ owner }) => owner ?? 'nobody yet' },
  ];
}

function Filters({ query, states, offices, scope }: RenewalListView): VNode {
  return (
    <form class="moa-filters" method="get" action={PATH} aria-label="Filter reviews">
      <SelectField
        name="reviewState"
        label="Review"
        value={query.reviewState}
        anyLabel="Any"
        options={REVIEW_STATE_FILTERS.map((value) => ({ value, label: STATE_WORDS[value] }))}
      />
      <SelectField
        name="cause"
        label="Cause"
        value={query.cause}
        anyLabel="Any"
        options={REVIEW_CAUSES.map((value) => ({ value, label: CAUSE_WORDS[value] }))}
      />
      <SelectField
        name="state"
        label="State"
        value={query.state?.toUpperCase()}
        anyLabel="Any"
        options={states.map((code) => ({ value: code, label: stateName(code) }))}
      />
      {scope === null && (
        <SelectField
          name="fieldOffice"
          label="Field office"
          value={query.fieldOffice}
          anyLabel="Any"
          options={offices.map((name) => ({ value: name, label: name }))}
        />
      )}
      <div class="moa-actions">
        <button class="usa-button" type="submit">
          Filter
        </button>
      </div>
    </form>
  );
}
