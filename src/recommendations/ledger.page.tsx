import type { VNode } from 'preact';
import { dayText } from '../platform/clock/day-text.js';
import { withQuery } from '../platform/pages/addresses.js';
import { DataTable } from '../platform/pages/data-table.js';
import { EmptyState } from '../platform/pages/empty-state.js';
import { DateField, SelectField } from '../platform/pages/fields.js';
import { SummaryList } from '../platform/pages/summary-list.js';
import { STATUS_WORDS, STATUSES } from './ledger.rules.js';
import { OpenRecommendations } from './open-recommendation.js';
import { IssuedText, StandingCell } from './recommendation-cells.js';
import type { RecommendationQuery } from './recommendation.dto.js';
import { NO_TEXT } from './recommendation-words.js';
import type { Ledger, LedgerItem, LedgerReport } from './recommendations.service.js';
import { ReportCounts } from './report-counts.js';

const PATH = '/recommendations';

export interface LedgerView {
  ledger: Ledger;
  query: RecommendationQuery;
}

/** Appendix C of OIG-12-130, of any day. */
export function LedgerPage({ ledger, query }: LedgerView): VNode {
  const { asOf, reports, items } = ledger;
  const shown = reports.filter(({ report }) =>
    items.some((item) => item.report.number === report.number),
  );
  return (
    <div class="grid-container">
      <h1>Recommendations of the Inspector General</h1>
      <p>Status of the recommendations as of {dayText(asOf)}, by report.</p>
      <Filters {...{ ledger, query }} />
      <p class="moa-actions">
        <a
          href={withQuery('/recommendations.csv', {
            asOf,
            report: query.report,
            status: query.status,
          })}
        >
          Download CSV
        </a>
      </p>
      <ReportCounts ledger={ledger} caption={`Recommendations by report, ${dayText(asOf)}`} />
      {shown.length === 0 && (
        <EmptyState>
          No recommendation matches. <a href={PATH}>Show all of them as of today</a>.
        </EmptyState>
      )}
      {shown.map((report) => (
        <ReportSection
          key={report.report.number}
          counts={report}
          items={items.filter((item) => item.report.number === report.report.number)}
        />
      ))}
    </div>
  );
}

function Filters({ ledger, query }: LedgerView): VNode {
  return (
    <form class="moa-filters" method="get" action={PATH} aria-label="Filter recommendations">
      <DateField name="asOf" label="As of" value={ledger.asOf} />
      <SelectField
        name="report"
        label="Report"
        value={query.report}
        anyLabel="Any"
        options={ledger.reports.map(({ report }) => ({
          value: report.number,
          label: report.number,
        }))}
      />
      <SelectField
        name="status"
        label="Status"
        value={query.status}
        anyLabel="Any"
        options={[
          ...STATUSES.map((status) => ({ value: status, label: STATUS_WORDS[status] })),
          { value: 'unknown', label: 'not known on that day' },
        ]}
      />
      <div class="moa-actions">
        <button class="usa-button" type="submit">
          Show
        </button>
      </div>
    </form>
  );
}

function ReportSection({ counts, items }: { counts: LedgerReport; items: LedgerItem[] }): VNode {
  const { report } = counts;
  const isTold = (item: LedgerItem): boolean =>
    item.recommendation.text !== null && item.standing.status !== 'closed';
  const told = items.filter(isTold);
  const others = items.filter((item) => !isTold(item));
  return (
    <section aria-labelledby={report.number}>
      <h2 id={report.number}>
        {report.number}: {report.title}, <IssuedText report={report} />
      </h2>
      <SummaryList
        facts={[
          ['Total recommendations', counts.total],
          ['Closed', counts.closed],
          ['Resolved and open', counts.resolvedOpen],
          ['Unresolved and open', counts.unresolvedOpen],
          ...(counts.statusUnknown > 0
            ? ([['Not known on that day', counts.statusUnknown]] as [string, number][])
            : []),
        ]}
      />
      <OpenRecommendations items={told} />
      {others.length > 0 && (
        <OtherRecommendations report={report.number} items={others} isAlone={told.length === 0} />
      )}
    </section>
  );
}

/** Closed ones, and those whose text was not found: a row each. */
function OtherRecommendations(props: {
  report: string;
  items: LedgerItem[];
  isAlone: boolean;
}): VNode {
  const { report, items, isAlone } = props;
  const caption = `${isAlone ? 'Recommendations' : 'Other recommendations'} of ${report}`;
  return (
    <details>
      <summary>
        {caption} ({items.length})
      </summary>
      <DataTable
        caption={caption}
        isCaptionHidden
        rows={items}
        keyOf={({ recommendation }) => recommendation.id}
        columns={[
          {
            header: 'Recommendation',
            isRowHeader: true,
            cell: ({ recommendation }) => (
              <a
                href={`${PATH}/${recommendation.id}`}
                aria-label={`Recommendation ${recommendation.number} of ${report}`}
              >
                #{recommendation.number}
              </a>
            ),
          },
          { header: 'Status', cell: ({ standing }) => <StandingCell standing={standing} /> },
          { header: 'What', cell: ({ recommendation }) => recommendation.text ?? NO_TEXT },
        ]}
      />
    </details>
  );
}
