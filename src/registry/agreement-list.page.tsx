import type { VNode } from 'preact';
import { stateName } from '../offices/states.rules.js';
import type { Day } from '../platform/clock/calendar.js';
import type { Paged } from '../platform/http/paging.js';
import { withQuery } from '../platform/pages/addresses.js';
import { DataTable, type TableColumn } from '../platform/pages/data-table.js';
import { EmptyState } from '../platform/pages/empty-state.js';
import { DateField, SelectField, TextField } from '../platform/pages/fields.js';
import { DayTime } from '../platform/pages/format.js';
import { Pagination } from '../platform/pages/pagination.js';
import { StatusTag } from '../platform/pages/status-tag.js';
import { EndCell, ModelCell } from './agreement-cells.js';
import { type AgreementQuery, STATUS_FILTERS } from './agreement.dto.js';
import type { AgreementSort } from './agreement-filter.js';
import type { ProgramModel } from './agreement.entity.js';
import type { AgreementOnDay } from './agreements-on-day.js';

const PATH = '/agreements';

export interface AgreementListView {
  asOf: Day;
  today: Day;
  query: AgreementQuery;
  page: Paged<AgreementOnDay>;
  models: ProgramModel[];
  /** Those that have an agency. */
  states: string[];
  offices: string[];
  /** The field office that limits what the viewer sees. */
  scope: string | null;
}

/** Which agreements match, as of when? */
export function AgreementListPage(view: AgreementListView): VNode {
  const { asOf, page, query, scope } = view;
  const address = addressOf(query);
  return (
    <div class="grid-container">
      <h1>Agreements</h1>
      <p>
        As of <DayTime day={asOf} />: {page.total} agreements match.{' '}
        {scope && <>You see those of the {scope} field office. </>}
        <a href={withQuery('/census', { asOf })}>Census of this day</a>
      </p>
      <Filters {...view} />
      {page.total === 0 ? (
        <EmptyState>
          No agreement matches as of <DayTime day={asOf} />. Widen the filter, or{' '}
          <a href={PATH}>show all agreements of today</a>.
        </EmptyState>
      ) : (
        <>
          <p>
            <a
              href={withQuery('/agreements.csv', {
                ...address,
                cursor: undefined,
                limit: undefined,
              })}
            >
              Download CSV
            </a>{' '}
            <span class="usa-hint">all {page.total} that match, with model basis and source</span>
          </p>
          <DataTable
            caption="Agreements"
            isCaptionHidden
            columns={columnsOf(view)}
            rows={page.items}
            keyOf={(agreement) => agreement.agreementId}
          />
          <Pagination
            path={PATH}
            query={address}
            shown={page.items.length}
            total={page.total}
            nextCursor={page.nextCursor}
            what="agreements"
          />
        </>
      )}
    </div>
  );
}

/** The list's address: what was asked for, without what is so anyway. */
function addressOf(query: AgreementQuery): Record<string, string | number | undefined> {
  const { asOf, state, model, status, fieldOffice, q, sort, direction, limit, cursor } = query;
  return {
    ...{ asOf, state, model, status, fieldOffice, q, cursor },
    sort: sort === 'state' ? undefined : sort,
    direction: direction === 'asc' ? undefined : direction,
    limit: limit === 50 ? undefined : limit,
  };
}

function columnsOf({
  asOf,
  today,
  query,
  models,
}: AgreementListView): TableColumn<AgreementOnDay>[] {
  const nameOf = new Map(models.map((model) => [model.code, model.name]));
  const asOfOther = asOf === today ? undefined : asOf;
  return [
    {
      header: 'Agency',
      isRowHeader: true,
      ...sorting(query, 'agency'),
      cell: (agreement) => (
        <a href={withQuery(`${PATH}/${agreement.agreementId}`, { asOf: asOfOther })}>
          {agreement.agencyName}
        </a>
      ),
    },
    {
      header: 'State',
      ...sorting(query, 'state'),
      cell: (agreement) => <abbr title={stateName(agreement.state)}>{agreement.state}</abbr>,
    },
    {
      header: 'Model',
      ...sorting(query, 'model'),
      cell: (agreement) => (
        <ModelCell agreement={agreement} name={nameOf.get(agreement.model) ?? agreement.model} />
      ),
    },
    { header: 'Status', cell: (agreement) => <StatusTag status={agreement.status} /> },
    { header: 'Field office', cell: (agreement) => agreement.officeName ?? 'none assigned' },
    {
      header: 'Signed',
      ...sorting(query, 'signedOn'),
      cell: (agreement) => <DayTime day={agreement.signedOn} />,
    },
    {
      header: 'Ends',
      ...sorting(query, 'endsOn'),
      cell: (agreement) => <EndCell agreement={agreement} asOf={asOf} />,
    },
  ];
}

/** A header leads to its own order, and from there to the reverse. */
function sorting(
  query: AgreementQuery,
  sort: AgreementSort,
): Pick<TableColumn<AgreementOnDay>, 'sortPath' | 'sorted'> {
  const isSorted = query.sort === sort;
  const isAscending = query.direction === 'asc';
  const direction = isSorted && isAscending ? 'desc' : 'asc';
  const next = { ...addressOf(query), cursor: undefined, sort, direction };
  return {
    sortPath: withQuery(PATH, next),
    ...(isSorted && { sorted: isAscending ? 'ascending' : 'descending' }),
  };
}

function Filters({ query, asOf, models, states, offices, scope }: AgreementListView): VNode {
  const { state, model, status, fieldOffice, q } = query;
  const active = [query.asOf, state, model, status, fieldOffice, q].filter(Boolean).length;
  return (
    <form class="moa-filters" method="get" action={PATH} aria-label="Filter agreements">
      <DateField name="asOf" label="As of" value={asOf} />
      <SelectField
        name="state"
        label="State"
        value={state?.toUpperCase()}
        anyLabel="Any"
        options={states.map((code) => ({ value: code, label: stateName(code) }))}
      />
      <SelectField
        name="model"
        label="Model"
        value={model}
        anyLabel="Any"
        options={models.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <SelectField
        name="status"
        label="Status"
        value={status}
        anyLabel="Any"
        options={STATUS_FILTERS.map((value) => ({ value, label: value.replace('-', ' ') }))}
      />
      {scope === null && (
        <SelectField
          name="fieldOffice"
          label="Field office"
          value={fieldOffice}
          anyLabel="Any"
          options={offices.map((name) => ({ value: name, label: name }))}
        />
      )}
      <TextField name="q" label="Agency or county" value={q} />
      <input type="hidden" name="sort" value={query.sort} />
      <input type="hidden" name="direction" value={query.direction} />
      <div class="moa-actions">
        <button class="usa-button" type="submit">
          Filter
        </button>
        {active > 0 && (
          <span>
            {active === 1 ? '1 filter is' : `${active} filters are`} set.{' '}
            <a href={PATH}>Clear all</a>
          </span>
        )}
      </div>
    </form>
  );
}
