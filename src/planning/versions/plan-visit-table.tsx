import type { VNode } from 'preact';
import { counted } from '../../platform/counted.js';
import { DataTable, type TableColumn } from '../../platform/pages/data-table.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { SelectField } from '../../platform/pages/fields.js';
import { DayTime } from '../../platform/pages/format.js';
import { Pagination } from '../../platform/pages/pagination.js';
import { StatusTag } from '../../platform/pages/status-tag.js';
import { KIND_WORDS } from '../../inspections/inspection-words.js';
import type { Paged } from '../../platform/http/paging.js';
import { planPath } from './plan-words.js';
import { namesOf, type PlannedItem, teamsOf, weeksLateIn } from './planned-items.rules.js';
import type { PlanDetail } from './plans.service.js';

export const VISIT_FILTERS = ['placed', 'unscheduled', 'late', 'moved', 'locked'] as const;
export type VisitFilter = (typeof VISIT_FILTERS)[number];

const FILTER_WORDS: Record<VisitFilter, string> = {
  placed: 'With a week',
  unscheduled: 'Without a week',
  late: 'Later than due',
  moved: 'Elsewhere than before',
  locked: 'Locked or fixed',
};

/** The visits that the table shows of all. */
export interface ShownVisits {
  show: VisitFilter | undefined;
  page: Paged<PlannedItem>;
  query: Record<string, string | number | undefined>;
}

export const isShown = (
  item: PlannedItem,
  show: VisitFilter | undefined,
  late: number | null,
): boolean =>
  show === undefined ||
  {
    placed: item.week !== null,
    unscheduled: item.week === null,
    late: (late ?? 0) > 0,
    moved: item.movedBecause !== null,
    locked: item.isLocked || item.fixedBecause !== null,
  }[show];

/** Every visit of the plan: when, who, how late, and why. */
export function VisitTable(props: {
  detail: PlanDetail;
  visits: ShownVisits;
  mayEdit: boolean;
}): VNode {
  const { detail, visits } = props;
  const { plan } = detail;
  const { show, page, query } = visits;
  const path = planPath(plan.id);
  return (
    <section aria-labelledby="visits">
      <h2 id="visits">Visits</h2>
      <form class="moa-filters" method="get" action={path} aria-label="Choose visits">
        <SelectField
          name="show"
          label="Show"
          value={show}
          anyLabel="All"
          options={VISIT_FILTERS.map((value) => ({ value, label: FILTER_WORDS[value] }))}
        />
        <div class="moa-actions">
          <button class="usa-button usa-button--outline" type="submit">
            Show
          </button>
        </div>
      </form>
      <p class="moa-actions">
        <a href={`${path}/visits.csv`}>Download CSV</a>
        <a href={`${path}/visits.xlsx`}>Download Excel</a>
      </p>
      {page.items.length === 0 ? (
        <EmptyState>
          No visit is shown. <a href={path}>Show all of them</a>.
        </EmptyState>
      ) : (
        <DataTable
          caption="Visits by first day; those without a week come last"
          rows={page.items}
          keyOf={({ taskId }) => taskId}
          columns={columnsOf(props)}
        />
      )}
      <Pagination
        path={path}
        query={query}
        shown={page.items.length}
        total={page.total}
        nextCursor={page.nextCursor}
        what="visits"
      />
    </section>
  );
}

function columnsOf({
  detail,
  mayEdit,
}: Parameters<typeof VisitTable>[0]): TableColumn<PlannedItem>[] {
  const names = namesOf(detail);
  const teamOf = teamsOf(detail);
  const weeksLate = weeksLateIn(detail.instance);
  const isDraft = detail.plan.status === 'draft';
  const hasBase = detail.plan.basedOnId !== null;
  return [
    {
      header: 'Agreement',
      isRowHeader: true,
      cell: ({ taskId, agreementId }) => (
        <a href={`/agreements/${agreementId}`}>{names.task(taskId)}</a>
      ),
    },
    { header: 'Kind', cell: ({ kind }) => KIND_WORDS[kind] },
    { header: 'Due', cell: ({ dueOn }) => <DayTime day={dueOn} /> },
    {
      header: 'Days',
      cell: ({ startsOn, endsOn, isLocked, fixedBecause }) =>
        startsOn === null ? (
          <StatusTag status="unscheduled" />
        ) : (
          <>
            <DayTime day={startsOn} weekday /> to <DayTime day={endsOn} weekday />
            {isLocked && ' (locked)'}
            {fixedBecause !== null && ' (fixed)'}
          </>
        ),
    },
    { header: 'Late', cell: (item) => lateWords(weeksLate(item)) },
    {
      header: 'Team',
      cell: (item) => (item.leaderId === null ? 'nobody' : teamOf(item).join(', ')),
    },
    { header: 'Weight', cell: ({ weightWords }) => weightWords },
    { header: 'Why', cell: ({ reason }) => reason ?? 'no reason is on record' },
    ...(hasBase
      ? [
          {
            header: 'Why elsewhere than before',
            cell: ({ movedBecause }: PlannedItem) => movedBecause ?? 'as before',
          },
        ]
      : []),
    ...(isDraft && mayEdit
      ? [
          {
            header: 'Change',
            cell: ({ taskId, fixedBecause }: PlannedItem) =>
              fixedBecause === null ? (
                <a href={planPath(detail.plan.id, `/visits/${taskId}`)}>
                  Move or lock<span class="usa-sr-only"> {names.task(taskId)}</span>
                </a>
              ) : (
                'fixed'
              ),
          },
        ]
      : []),
  ];
}

const lateWords = (weeks: number | null): string =>
  weeks === null ? 'no week' : weeks === 0 ? 'on time' : counted(weeks, 'week');
