import type { VNode } from 'preact';
import { stateName } from '../offices/states.rules.js';
import { withQuery } from '../platform/pages/addresses.js';
import { Alert } from '../platform/pages/alert.js';
import { DataTable } from '../platform/pages/data-table.js';
import { EmptyState } from '../platform/pages/empty-state.js';
import { DateField } from '../platform/pages/fields.js';
import { DayTime, dayText } from '../platform/pages/format.js';
import { StatusTag } from '../platform/pages/status-tag.js';
import type { ProgramModel } from './agreement.entity.js';
import type { Census } from './census.rules.js';
import type { ComparedTotal } from './census.service.js';
import { coverageText } from './census-text.js';
import { cautionOf } from './published-total.rules.js';

export interface CensusView {
  census: Census;
  models: ProgramModel[];
  totals: ComparedTotal[];
}

/** How many agreements were there on a day? */
export function CensusPage({ census, models, totals }: CensusView): VNode {
  const { asOf, agreements, agencies, states, coverage } = census;
  return (
    <div class="grid-container">
      <h1>Census</h1>
      <form class="moa-filters" method="get" action="/census" aria-label="Census of a day">
        <DateField name="asOf" label="As of" value={asOf} />
        <div class="moa-actions">
          <button class="usa-button" type="submit">
            Count
          </button>
        </div>
      </form>
      <p class="usa-intro">
        {`As of ${dayText(asOf)}: ${agreements} agreements in force with ${agencies} agencies in ${states} states.`}
      </p>
      <Alert kind={coverage.complete ? 'info' : 'warning'}>{coverageText(asOf, coverage)}</Alert>
      <div class="moa-columns">
        <div>
          <ByModel census={census} models={models} />
          <ByStatus census={census} />
        </div>
        <ByState census={census} />
      </div>
      <PublishedTotals totals={totals} />
    </div>
  );
}

function ByModel({ census, models }: { census: Census; models: ProgramModel[] }): VNode {
  const { asOf } = census;
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
            <a href={withQuery('/agreements', { asOf, model: code, status: 'in-force' })}>{name}</a>
          ),
        },
        { header: 'Agreements', isNumeric: true, cell: ({ code }) => census.byModel[code] ?? 0 },
      ]}
    />
  );
}

function ByState({ census }: { census: Census }): VNode {
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
            <a href={withQuery('/agreements', { asOf, state, status: 'in-force' })}>
              {stateName(state)} ({state})
            </a>
          ),
        },
        { header: 'Agreements', isNumeric: true, cell: (state) => byState[state] ?? 0 },
      ]}
    />
  );
}

function ByStatus({ census: { asOf, byStatus } }: { census: Census }): VNode {
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
            <a href={withQuery('/agreements', { asOf, status })}>
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
            cell: ({ register, coverage }) => (coverage.complete ? register : '–'),
          },
          { header: 'Caution', cell: (total) => cautionOf(total) ?? 'They agree.' },
          { header: 'Source', cell: ({ published }) => published.source },
        ]}
      />
    </>
  );
}
