import type { VNode } from 'preact';
import { dayText } from '../../platform/clock/day-text.js';
import type { Paged } from '../../platform/http/paging.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { DataTable } from '../../platform/pages/data-table.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { SelectField } from '../../platform/pages/fields.js';
import { DayTime } from '../../platform/pages/format.js';
import { Pagination } from '../../platform/pages/pagination.js';
import { LIST_KINDS } from '../lists/listed-row.js';
import type { OfficialList } from '../official-list.entity.js';
import type { ListInOverview } from './list-overview.service.js';
import { type ComparedSplit, splitOf, splitText } from './published-splits.rules.js';
import type { ListQuery } from './reconciliation.dto.js';
import { captionDiffers, KIND_NAMES, STANDING_NAMES } from './reconciliation-words.rules.js';

export interface ListOverviewView {
  query: ListQuery;
  page: Paged<ListInOverview>;
  splits: ComparedSplit[];
  /** The field office that limits what is compared; null = none does. */
  office: string | null;
}

/** Which lists are there, and does the register say the same? */
export function ListOverviewPage({ query, page, splits, office }: ListOverviewView): VNode {
  return (
    <div class="grid-container">
      <Breadcrumb items={[{ label: 'Census', path: '/census' }, { label: 'Official lists' }]} />
      <h1>Official lists</h1>
      <p class="usa-intro">
        Each list of ICE's beside the register as of the list's day, with the reason of every
        difference.
      </p>
      {office !== null && (
        <p>
          {`Of the register and of the lists, only what the ${office} field office answered for on the day is compared.`}
        </p>
      )}
      <KindForm query={query} />
      {page.total === 0 ? (
        <EmptyState>
          There is no list of this kind. <a href="/lists">Show all lists</a>.
        </EmptyState>
      ) : (
        <>
          <ListTable lists={page.items} />
          <Pagination
            path="/lists"
            query={{ kind: query.kind, limit: query.limit, cursor: query.cursor }}
            shown={page.items.length}
            total={page.total}
            nextCursor={page.nextCursor}
            what="lists"
          />
        </>
      )}
      <PublishedSplitTable splits={splits} />
    </div>
  );
}

function KindForm({ query }: { query: ListQuery }): VNode {
  return (
    <form class="moa-filters" method="get" action="/lists" aria-label="Which lists are shown">
      <SelectField
        name="kind"
        label="Kind"
        value={query.kind}
        anyLabel="Any"
        options={LIST_KINDS.map((kind) => ({ value: kind, label: KIND_NAMES[kind] }))}
      />
      <div class="moa-actions">
        <button class="usa-button" type="submit">
          Show
        </button>
      </div>
    </form>
  );
}

function ListTable({ lists }: { lists: ListInOverview[] }): VNode {
  return (
    <DataTable
      caption="Official lists, the latest first"
      isCaptionHidden
      rows={lists}
      keyOf={({ list }) => list.id}
      columns={[
        {
          header: 'Day',
          isRowHeader: true,
          cell: ({ list }) => (
            <a href={`/lists/${list.id}`}>
              <DayTime day={list.asOf} />
            </a>
          ),
        },
        {
          header: 'Kind',
          cell: ({ list, standing }) => (
            <>
              {KIND_NAMES[list.kind]}, <span class="usa-hint">{STANDING_NAMES[standing]}</span>
            </>
          ),
        },
        { header: 'Rows', isNumeric: true, cell: ({ list }) => count(list.rowCount) },
        { header: 'Caption', isNumeric: true, cell: ({ list }) => captionCell(list) },
        { header: 'Register', isNumeric: true, cell: ({ inRegister }) => count(inRegister) },
        {
          header: 'Differences',
          isNumeric: true,
          cell: ({ differences }) => (differences === 0 ? 'none' : count(differences)),
        },
      ]}
    />
  );
}

const count = (number: number): string => number.toLocaleString('en-US');

const captionCell = (list: OfficialList): string => {
  if (list.captionCount === null) return '–';
  return captionDiffers(list) ? `${count(list.captionCount)} (differs)` : count(list.captionCount);
};

function PublishedSplitTable({ splits }: { splits: ComparedSplit[] }): VNode | null {
  if (splits.length === 0) return null;
  return (
    <>
      <h2>Published splits by model</h2>
      <p>
        What reports published as Detention/Task Force/Joint, beside the register's count; where no
        list covers the day, that of the nearest list.
      </p>
      <DataTable
        caption="Published splits by model"
        isCaptionHidden
        rows={splits}
        keyOf={({ published }) => published.asOf}
        columns={[
          {
            header: 'As of',
            isRowHeader: true,
            cell: ({ published }) => (
              <time dateTime={published.asOf}>{publishedText(published.asOf)}</time>
            ),
          },
          { header: 'Published', cell: ({ published }) => splitText(splitOf(published)) },
          { header: 'Total', isNumeric: true, cell: ({ published }) => count(published.total) },
          { header: 'Beside the register', cell: ({ verdict }) => verdict },
          { header: 'Source', cell: ({ published }) => published.source },
        ]}
      />
    </>
  );
}

/** A day, or a month where only that is known. */
const publishedText = (asOf: string): string =>
  asOf.length === 'YYYY-MM'.length ? dayText(`${asOf}-01`).replace(/^\d+ /, '') : dayText(asOf);
