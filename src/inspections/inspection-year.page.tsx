import type { VNode } from 'preact';
import { withQuery } from '../platform/pages/addresses.js';
import { DataTable } from '../platform/pages/data-table.js';
import { EmptyState } from '../platform/pages/empty-state.js';
import { SelectField, TextField } from '../platform/pages/fields.js';
import { DayTime } from '../platform/pages/format.js';
import { Pagination } from '../platform/pages/pagination.js';
import { useRender } from '../platform/pages/render-context.js';
import { StatusTag } from '../platform/pages/status-tag.js';
import { AgencyLink, FindingLinks, InspectionLink, VisitDays } from './inspection-cells.js';
import { InspectionCalendar } from './inspection-calendar.js';
import { INSPECTION_STATUSES } from './life-cycle/life-cycle.rules.js';
import { KIND_WORDS, teamWords } from './inspection-words.js';
import type { YearCounts } from './inspection-year.rules.js';
import type { YearItem } from './inspection-year.service.js';

export interface YearView {
  fiscalYear: number;
  view: 'list' | 'calendar';
  query: Record<string, string | number | undefined>;
  items: YearItem[];
  total: number;
  nextCursor: string | null;
  counts: YearCounts;
}

export function InspectionYearPage(props: YearView): VNode {
  const { fiscalYear, view, query } = props;
  const { viewer } = useRender();
  const mayReadChecklist = viewer?.permissions.has('checklist.read') === true;
  const other = view === 'list' ? 'calendar' : 'list';
  return (
    <div class="grid-container">
      <h1>Inspections of fiscal year {fiscalYear}</h1>
      <CountsInWords {...props} />
      <YearFilters {...props} />
      <div class="moa-actions">
        <a href={withQuery('/inspections', { ...query, view: other, cursor: undefined })}>
          {view === 'list' ? 'Show as calendar' : 'Show as list'}
        </a>
        {mayReadChecklist && <a href="/inspections/milestones">Milestones</a>}
        <a href={withQuery('/inspections.csv', { ...query, view: undefined, cursor: undefined })}>
          Download CSV
        </a>
        <a
          href={withQuery('/inspections', {
            ...query,
            fiscalYear: fiscalYear - 1,
            cursor: undefined,
          })}
        >
          Fiscal year {fiscalYear - 1}
        </a>
        <a
          href={withQuery('/inspections', {
            ...query,
            fiscalYear: fiscalYear + 1,
            cursor: undefined,
          })}
        >
          Fiscal year {fiscalYear + 1}
        </a>
      </div>
      {view === 'calendar' ? (
        <InspectionCalendar fiscalYear={fiscalYear} items={props.items} />
      ) : (
        <YearList {...props} />
      )}
    </div>
  );
}

function CountsInWords({ counts, fiscalYear }: YearView): VNode {
  return (
    <p>
      {counts.visits} full inspections and {counts.focusReviews} focus reviews have a place in
      fiscal year {fiscalYear}.{' '}
      {counts.unscheduled === 0
        ? 'Nothing that is due is left without a place.'
        : `${counts.unscheduled} could not be placed; each says why.`}{' '}
      {counts.notDue} agreements are not due for a full inspection.
    </p>
  );
}

function YearFilters({ query, fiscalYear, view }: YearView): VNode {
  const text = (name: string): string | undefined => query[name]?.toString();
  return (
    <form
      class="moa-filters"
      method="get"
      action="/inspections"
      role="search"
      aria-label="Filter inspections"
    >
      <input type="hidden" name="fiscalYear" value={fiscalYear} />
      <input type="hidden" name="view" value={view} />
      <SelectField
        name="kind"
        label="Kind"
        value={text('kind')}
        anyLabel="Any kind"
        options={Object.entries(KIND_WORDS).map(([value, label]) => ({ value, label }))}
      />
      <SelectField
        name="status"
        label="Status"
        value={text('status')}
        anyLabel="Any status"
        options={[...INSPECTION_STATUSES, 'not-due'].map((value) => ({
          value,
          label: value.replaceAll('-', ' '),
        }))}
      />
      <TextField name="q" label="Agency or number" value={text('q')} />
      <button class="usa-button" type="submit">
        Filter
      </button>
    </form>
  );
}

function YearList(props: YearView): VNode {
  const { items, total, nextCursor, query, fiscalYear } = props;
  if (items.length === 0)
    return (
      <EmptyState>
        Nothing of fiscal year {fiscalYear} fits the filter. Take a part of it away.
      </EmptyState>
    );
  return (
    <>
      <DataTable
        caption={`Inspections of fiscal year ${fiscalYear}`}
        isCaptionHidden
        rows={items}
        keyOf={(item) => item.id ?? item.agreement.agreementId}
        columns={[
          {
            header: 'Agency',
            isRowHeader: true,
            cell: (item) => <AgencyLink agreement={item.agreement} />,
          },
          {
            header: 'Visit',
            cell: (item) => (
              <>
                {KIND_WORDS[item.kind]}
                {item.id && (
                  <>
                    <br />
                    <InspectionLink inspection={item} />
                  </>
                )}
              </>
            ),
          },
          { header: 'Status', cell: (item) => <StatusTag status={item.status} /> },
          { header: 'On site', cell: (item) => <VisitDays visit={item} /> },
          { header: 'Due', cell: (item) => <DayTime day={item.dueOn} /> },
          { header: 'Team', cell: (item) => teamWords(item.team) },
          {
            header: 'Why',
            cell: (item) => (
              <>
                <small>{item.reason}</small>
                {item.findings.length > 0 && (
                  <>
                    <br />
                    Verifies <FindingLinks findings={item.findings} />
                  </>
                )}
              </>
            ),
          },
        ]}
      />
      <Pagination
        path="/inspections"
        query={query}
        shown={items.length}
        total={total}
        nextCursor={nextCursor}
        what="lines"
      />
    </>
  );
}
