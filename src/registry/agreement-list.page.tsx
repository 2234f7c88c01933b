import type { VNode } from 'preact';
import type { Day } from '../platform/clock/calendar.js';
import type { Paged } from '../platform/http/paging.js';
import { withQuery } from '../platform/pages/addresses.js';
import { DataTable } from '../platform/pages/data-table.js';
import { EmptyState } from '../platform/pages/empty-state.js';
import { DayTime } from '../platform/pages/format.js';
import { Pagination } from '../platform/pages/pagination.js';
import { useRender } from '../platform/pages/render-context.js';
import type { ProgramModel } from './agreement.entity.js';
import { filterAddress, LIST_PATH, listAddress, MAP_PATH } from './agreement-list.address.js';
import { columnsOfList } from './agreement-list-columns.js';
import { AgreementFilters, type FilterChoices } from './agreement-list-filters.js';
import type { AgreementListQuery, AgreementQuery } from './agreement-query.dto.js';
import type { AgreementOnDay } from './agreements-on-day.js';
import { KnownAtNotice } from './known-at-notice.js';
import type { Standpoint } from './known-at.rules.js';

/** What the views of a list have in common. */
export interface AgreementListFrame {
  standpoint: Standpoint;
  today: Day;
  choices: FilterChoices;
  /** The field office that limits what the viewer sees. */
  scope: string | null;
}

export interface AgreementListView extends AgreementListFrame {
  query: AgreementListQuery;
  page: Paged<AgreementOnDay>;
  models: ProgramModel[];
}

/** Which agreements match, as of when? */
export function AgreementListPage(view: AgreementListView): VNode {
  const { standpoint, page, query } = view;
  const { asOf } = standpoint;
  return (
    <div class="grid-container">
      <ListHeading {...view} path={LIST_PATH} total={page.total} />
      {page.total === 0 ? (
        <EmptyState>
          No agreement matches as of <DayTime day={asOf} />. Widen the filter, or{' '}
          <a href={LIST_PATH}>show all agreements of today</a>.
        </EmptyState>
      ) : (
        <>
          <Downloads query={query} total={page.total} />
          <DataTable
            caption="Agreements"
            isCaptionHidden
            columns={columnsOfList(view)}
            rows={page.items}
            keyOf={(agreement) => agreement.agreementId}
          />
          <Pagination
            path={LIST_PATH}
            query={listAddress(query)}
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

/** The beginning of each view: what it shows as of when, the filter, and the way to the other view. */
export function ListHeading(
  props: AgreementListFrame & { query: AgreementQuery; path: string; total: number },
): VNode {
  const { standpoint, query, path, total, scope } = props;
  const { viewer } = useRender();
  const { asOf } = standpoint;
  const filter = filterAddress(query);
  const address = path === LIST_PATH ? listAddress(query) : filter;
  return (
    <>
      <h1>{path === LIST_PATH ? 'Agreements' : 'Map of agreements'}</h1>
      <KnownAtNotice
        knownAt={standpoint.knownAt}
        nowPath={withQuery(path, { ...address, knownAt: undefined, cursor: undefined })}
      />
      <p>
        As of <DayTime day={asOf} />: {total}{' '}
        {total === 1 ? 'agreement matches' : 'agreements match'}.{' '}
        {scope && <>You see those of the {scope} field office. </>}
        <a href={withQuery('/census', { asOf: query.asOf, knownAt: query.knownAt })}>
          Census of this day
        </a>
        {' · '}
        {path === LIST_PATH ? (
          <a href={withQuery(MAP_PATH, filter)}>Show these on a map</a>
        ) : (
          <a href={withQuery(LIST_PATH, filter)}>Show these as a list</a>
        )}
        {' · '}
        <a href="/offices">Field offices</a>
        {viewer?.permissions.has('renewals.read') && (
          <>
            {' · '}
            <a href="/renewals?reviewState=undecided">Renewals and terminations</a>
          </>
        )}
        {viewer?.permissions.has('agreements.create') && (
          <>
            {' · '}
            <a href="/agreements/new">Enter an agreement</a>
          </>
        )}
      </p>
      <AgreementFilters {...props} />
    </>
  );
}

function Downloads({ query, total }: { query: AgreementListQuery; total: number }): VNode {
  const address = {
    ...listAddress(query),
    columns: undefined,
    cursor: undefined,
    limit: undefined,
  };
  return (
    <p>
      <a href={withQuery('/agreements.csv', address)}>Download CSV</a>
      {' · '}
      <a href={withQuery('/agreements.xlsx', address)}>Download Excel</a>{' '}
      <span class="usa-hint">all {total} that match, with model basis and source</span>
    </p>
  );
}
