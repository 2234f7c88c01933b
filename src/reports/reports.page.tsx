import type { VNode } from 'preact';
import type { Day } from '../platform/clock/calendar.js';
import { counted as countedWords } from '../platform/counted.js';
import { withQuery } from '../platform/pages/addresses.js';
import { DataTable, type TableColumn } from '../platform/pages/data-table.js';
import { DateField } from '../platform/pages/fields.js';
import { DayTime } from '../platform/pages/format.js';
import { SampleTag } from '../platform/pages/status-tag.js';
import { coverageText } from '../registry/census-text.js';
import type { CensusSeries, CountedDay } from './census-series.service.js';
import type { GroupTally, Measure, Tally } from './compliance.rules.js';
import type { ComplianceReport } from './compliance.service.js';

export interface ReportsView {
  asOf: Day;
  report: ComplianceReport;
  series: CensusSeries;
  /** What the features tell of their own. */
  sections: { title: string; body: VNode }[];
  models: { code: string; name: string }[];
  mayReadRegisters: boolean;
}

/** Is the program working? */
export function ReportsPage(view: ReportsView): VNode {
  const { asOf, sections, mayReadRegisters } = view;
  return (
    <div class="grid-container">
      <h1>Reports</h1>
      <form class="moa-filters" method="get" action="/reports" aria-label="Reports of another day">
        <DateField name="asOf" label="As of" value={asOf} />
        <div class="moa-actions">
          <button class="usa-button" type="submit">
            Show
          </button>
        </div>
      </form>
      <Compliance {...view} />
      {mayReadRegisters && (
        <p>
          <a href="/registers">The registers from which this is counted</a>
        </p>
      )}
      {sections.map(({ title, body }) => (
        <section key={title}>
          <h2>{title}</h2>
          {body}
        </section>
      ))}
      <Series {...view} />
    </div>
  );
}

function Compliance({ asOf, report }: ReportsView): VNode {
  const { measures, scope, agreements, hasSamples } = report;
  return (
    <section>
      <h2>Training, meetings, complaints and goals</h2>
      <p>
        As of <DayTime day={asOf} />, of {countedWords(agreements, 'agreement')} in force
        {scope !== null && <> in the {scope} field office</>}. What is not known is never counted as
        met. {hasSamples && <SampleTag />} {hasSamples && 'Entries that are invented take part.'}
      </p>
      <p class="moa-actions">
        <a href={withQuery('/reports/compliance.csv', { asOf })}>Download CSV</a>
        <a href={withQuery('/reports/compliance.xlsx', { asOf })}>Download Excel</a>
      </p>
      <DataTable
        caption="The measures"
        isCaptionHidden
        rows={measures}
        keyOf={({ code }) => code}
        columns={[
          { header: 'Measure', isRowHeader: true, cell: ({ name }: Measure) => name },
          ...tallyColumns<Measure>(({ total }) => total),
        ]}
      />
      {measures.map((measure) => (
        <MeasureDetail key={measure.code} measure={measure} />
      ))}
    </section>
  );
}

function MeasureDetail({ measure }: { measure: Measure }): VNode {
  return (
    <details>
      <summary>{measure.name}: definition, by field office and by model</summary>
      <p>
        {measure.definition} {measure.source}.
      </p>
      <Groups
        caption={`${measure.name}, by field office`}
        header="Field office"
        groups={measure.byOffice}
      />
      <Groups caption={`${measure.name}, by model`} header="Model" groups={measure.byModel} />
    </details>
  );
}

function Groups(props: { caption: string; header: string; groups: GroupTally[] }): VNode {
  return (
    <DataTable
      caption={props.caption}
      rows={props.groups}
      keyOf={({ group }) => group}
      columns={[
        { header: props.header, isRowHeader: true, cell: ({ group }: GroupTally) => group },
        ...tallyColumns<GroupTally>((row) => row),
      ]}
    />
  );
}

const tallyColumns = <Row,>(of: (row: Row) => Tally): TableColumn<Row>[] => [
  {
    header: 'Share',
    isNumeric: true,
    cell: (row) => (of(row).percent === null ? 'not known' : `${of(row).percent ?? ''} %`),
  },
  { header: 'Met', isNumeric: true, cell: (row) => of(row).numerator },
  { header: 'Of those known', isNumeric: true, cell: (row) => of(row).denominator },
  { header: 'Not known', isNumeric: true, cell: (row) => of(row).unknown },
  { header: 'Not asked', isNumeric: true, cell: (row) => of(row).notAsked },
];

function Series({ asOf, series, models }: ReportsView): VNode {
  const { counted, published } = series;
  const shown = models.filter(({ code }) =>
    counted.some(({ byModel }) => (byModel?.[code] ?? 0) > 0),
  );
  return (
    <section>
      <h2>Agreements in force since 2007</h2>
      <p>
        What the register counts at the end of each fiscal year, and on <DayTime day={asOf} />;
        where no official list covers the day there is no number. What others published stands
        apart.
      </p>
      <p class="moa-actions">
        <a href={withQuery('/reports/census-series.csv', { asOf })}>Download the series as CSV</a>
        <a href={withQuery('/reports/census-series.xlsx', { asOf })}>Download it as Excel</a>
      </p>
      <DataTable
        caption="Counted by the register"
        rows={counted}
        keyOf={(day) => day.asOf}
        columns={[
          {
            header: 'Day',
            isRowHeader: true,
            cell: (day: CountedDay) => (
              <a href={withQuery('/census', { asOf: day.asOf })}>
                <DayTime day={day.asOf} />
              </a>
            ),
          },
          { header: 'Agreements', isNumeric: true, cell: ({ agreements }) => numberOr(agreements) },
          { header: 'States', isNumeric: true, cell: ({ states }) => numberOr(states) },
          ...shown.map(({ code, name }) => ({
            header: name,
            isNumeric: true,
            cell: ({ byModel }: CountedDay) => numberOr(byModel && (byModel[code] ?? 0)),
          })),
          { header: 'Covered by', cell: (day) => coverageText(day.asOf, day.coverage) },
        ]}
      />
      <DataTable
        caption="Published by others"
        rows={published}
        keyOf={({ published: total }) => total.asOf}
        columns={[
          { header: 'Day or month', isRowHeader: true, cell: (total) => total.published.asOf },
          {
            header: 'Agreements',
            isNumeric: true,
            cell: (total) => numberOr(total.published.total),
          },
          { header: 'Source', cell: (total) => total.published.source },
        ]}
      />
    </section>
  );
}

const numberOr = (number: number | null): string =>
  number === null ? 'no list' : number.toLocaleString('en-US');
