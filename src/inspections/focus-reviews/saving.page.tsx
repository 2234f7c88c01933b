import type { VNode } from 'preact';
import { counted } from '../../platform/counted.js';
import { withQuery } from '../../platform/pages/addresses.js';
import { DataTable } from '../../platform/pages/data-table.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { dayText } from '../../platform/pages/format.js';
import { COMPUTED_FROM, type Effort, type SavingYear } from './saving.rules.js';

/** The saving that the program claims, as far as the data goes. */
export function SavingPage(props: {
  asOf: string;
  years: SavingYear[];
  fiscalYear: number | undefined;
  scope: string | null;
}): VNode {
  const { asOf, years, fiscalYear, scope } = props;
  return (
    <div class="grid-container">
      <h1>
        What focus reviews take, beside full inspections
        {fiscalYear !== undefined && `, fiscal year ${fiscalYear}`}
      </h1>
      <p>
        As of {dayText(asOf)}
        {scope && `, visits to agreements of ${scope}`}. {COMPUTED_FROM}
      </p>
      {years.length === 0 ? (
        <EmptyState>
          No focus review has its days yet. It shows here as soon as one is scheduled.
        </EmptyState>
      ) : (
        <DataTable
          caption="Person-days by fiscal year, of the agreements that have a focus review in it"
          rows={years}
          keyOf={(year) => String(year.fiscalYear)}
          columns={[
            {
              header: 'Fiscal year',
              isRowHeader: true,
              cell: (year) => (
                <a href={`/inspections?fiscalYear=${year.fiscalYear}&kind=focus`}>
                  {year.fiscalYear}
                </a>
              ),
            },
            { header: 'Agreements', isNumeric: true, cell: (year) => year.agreements },
            { header: 'Focus reviews, done', cell: (year) => effortText(year.focusDone) },
            { header: 'Full inspections, done', cell: (year) => effortText(year.fullDone) },
            { header: 'Focus reviews, planned', cell: (year) => effortText(year.focusPlanned) },
            { header: 'Full inspections, planned', cell: (year) => effortText(year.fullPlanned) },
          ]}
        />
      )}
      <p>
        <a
          href={withQuery('/focus-reviews/saving.csv', {
            fiscalYear: fiscalYear === undefined ? undefined : fiscalYear,
          })}
        >
          Download CSV
        </a>
      </p>
    </div>
  );
}

/** `12 person-days, 2 visits` */
function effortText({ visits, personDays, withoutTeam }: Effort): string {
  if (visits === 0) return 'none';
  const team = withoutTeam > 0 ? `, ${withoutTeam} without a team on record` : '';
  return `${counted(personDays, 'person-day')}, ${counted(visits, 'visit')}${team}`;
}
