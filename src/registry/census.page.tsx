import type { VNode } from 'preact';
import { stateName } from '../offices/states.rules.js';
import { withQuery } from '../platform/pages/addresses.js';
import { Alert } from '../platform/pages/alert.js';
import { DataTable } from '../platform/pages/data-table.js';
import { EmptyState } from '../platform/pages/empty-state.js';
import { DayTime, dayText } from '../platform/pages/format.js';
import { StatusTag } from '../platform/pages/status-tag.js';
import type { ProgramModel } from './agreement.entity.js';
import { standpointAddress } from './agreement-list.address.js';
import type { StandpointQuery } from './agreement-query.dto.js';
import type { Census } from './census.rules.js';
import type { ComparedTotal } from './census.service.js';
import { agenciesText, coverageText } from './census-text.js';
import { KnownAtNotice } from './known-at-notice.js';
import { StandpointForm } from './standpoint-form.js';
import { cautionOf } from './published-total.rules.js';

export interface CensusView {
  /** From where one looks, as it was asked for: every link keeps it. */
  query: StandpointQuery;
  census: Census;
  models: ProgramModel[];
  totals: ComparedTotal[];
}

/** How many agreements were there on a day? */
export function CensusPage(view: CensusView): VNode {
  const { census, query, totals } = view;
  const { asOf, agreements, agencies, states, coverage } = census;
  return (
    <div class="grid-container">
      <h1>Census</h1>
      <StandpointForm
        path="/census"
        asOf={asOf}
        knownAt={query.knownAt}
        label="Census of a day"
        button="Count"
      />
      <KnownAtNotice
        knownAt={census.knownAt ?? undefined}
        nowPath={withQuery('/census', { asOf: query.asOf })}
      />
      <p class="usa-intro">
        {`As of ${dayText(asOf)}: ${agreements} agreements in force with ${agencies} agencies in ${states} states.`}
      </p>
      <p>{agenciesText(census.agenciesByAgreements)}</p>
      <Alert kind={coverage.complete ? 'info' : 'warning'}>
        {coverageText(asOf, coverage)} <a href="/lists">Official lists beside the register</a>
      </Alert>
      <p>
        <a href={withQuery('/census.csv', standpointAddress(query))}>Download CSV</a>
        {' · '}
        <a href={withQuery('/census.xlsx', standpointAddress(query))}>Download Excel</a>{' '}
        <span class="usa-hint">in force, by state and model</span>
        {' · '}
        <a href={withQuery('/agreements/map', { ...standpointAddress(query), status: 'in-force' })}>
          Map
        </a>
        {' · '}
        <a href={withQuery('/offices', standpointAddress(query))}>Field offices</a>
      </p>
      <div class="moa-columns">
        <div>
          <ByModel {...view} />
          <ByStatus {...view} />
        </div>
        <ByState {...view} />
      </div>
      <PublishedTotals totals={totals} />
    </div>
  );
}

/** Where the agreements are listed that were counted. */
const listOf = (
  { census, query }: CensusView,
  filter: { model?: string; state?: string; status?: string },
): string => withQuery('/agreements', { asOf: census.asOf, knownAt: query.knownAt, ...filter });

function ByModel(view: CensusView): VNode {
  const { census, models } = view;
  return (
    <DataTable
      caption="In force, by program model"
      rows={models}
      keyOf={(model) => model.code}
      columns={[
        {
          header: 'Model',
          isRowHeader: true,
          cell: ({ code, name }) => (
            <a href={listOf(view, { model: code, status: 'in-force' })}>{name}</a>
          ),
        },
        { header: 'Agreements', isNumeric: true, cell: ({ code }) => census.byModel[code] ?? 0 },
      ]}
    />
  );
}

function ByState(view: CensusView): VNode {
  const { census, query } = view;
  const { asOf, byState } = census;
  if (census.agreements === 0)
    return <EmptyState>No agreement was in force on {dayText(asOf)}.</EmptyState>;
  return (
    <DataTable
      caption="In force, by state"
      rows={Object.keys(byState).sort((a, b) => stateName(a).localeCompare(stateName(b), 'en'))}
      keyOf={(state) => state}
      columns={[
        {
          header: 'State',
          isRowHeader: true,
          cell: (state) => (
            <a href={withQuery(`/states/${state}`, standpointAddress(query))}>
              {stateName(state)} ({state})
            </a>
          ),
        },
        {
          header: 'Agreements',
          isNumeric: true,
          cell: (state) => (
            <a href={listOf(view, { state, status: 'in-force' })}>{byState[state] ?? 0}</a>
          ),
        },
      ]}
    />
  );
}

function ByStatus(view: CensusView): VNode {
  const { byStatus } = view.census;
  return (
    <DataTable
      caption="All agreements, by status"
      rows={Object.entries(byStatus)}
      keyOf={([status]) => status}
      columns={[
        {
          header: 'Status',
          isRowHeader: true,
          cell: ([status]) => (
            <a href={listOf(view, { status })}>
              <StatusTag status={status} />
            </a>
          ),
        },
        { header: 'Agreements', isNumeric: true, cell: ([, count]) => count },
      ]}
    />
  );
}

function PublishedTotals({ totals }: { totals: ComparedTotal[] }): VNode {
  return (
    <>
      <h2>Published totals</h2>
      <p>
        What others published, beside the register&rsquo;s own count of that day. The two are never
        mixed.
      </p>
      <DataTable
        caption="Published totals"
        isCaptionHidden
        rows={totals}
        keyOf={({ published }) => published.asOf}
        columns={[
          {
            header: 'As of',
            isRowHeader: true,
            cell: ({ published, countedOn }) =>
              published.asOf === countedOn ? (
                <DayTime day={published.asOf} />
              ) : (
                <time dateTime={published.asOf}>{dayText(countedOn).replace(/^\d+ /, '')}</time>
              ),
          },
          { header: 'Published', isNumeric: true, cell: ({ published }) => published.total },
          {
            header: 'Register',
            isNumeric: true,
            cell: ({ register }) => register ?? '–',
          },
          { header: 'Caution', cell: (total) => cautionOf(total) ?? 'They agree.' },
          { header: 'Source', cell: ({ published }) => published.source },
        ]}
      />
    </>
  );
}
