import type { VNode } from 'preact';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { SelectField } from '../../platform/pages/fields.js';
import { DayTime } from '../../platform/pages/format.js';
import { Assumptions, BasisWords } from './basis-words.js';
import { type Curves, HeadCountCurves } from './head-count-curves.js';
import { MeasuresTable } from './measures-table.js';
import type { BasisRows, ScenarioDetail } from './staffing-reader.service.js';

export interface StaffingListView {
  fiscalYear: number;
  /** Years to choose from. */
  years: number[];
  /** By the facts that they rest on, the latest first. */
  bases: BasisRows[];
  /** Of the latest facts. */
  curves: Curves[];
  /** Null = the viewer only looks, or the year is no longer open. */
  series: { fewer: number; more: number } | null;
}

/** How should the unit be staffed? */
export function StaffingListPage(view: StaffingListView): VNode {
  const { fiscalYear, years, bases, curves, series } = view;
  const [latest, ...earlier] = bases.filter(({ rows }) => rows.length > 0);
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Home', path: '/' },
          { label: 'Plan', path: '/plans' },
          { label: 'Staffing' },
        ]}
      />
      <h1>Staffing of fiscal year {fiscalYear}</h1>
      <p>
        How would the year go with other people? A scenario plans all of its visits anew; no visit
        and no position changes by it.
      </p>
      <Years years={years} current={fiscalYear} />
      {series && <Actions fiscalYear={fiscalYear} {...series} />}
      {!latest && (
        <EmptyState>
          There is no scenario of this year yet.{' '}
          {series
            ? 'Try one, or a head count series: the people as they are come with it.'
            : 'A program manager or a team leader tries the first one.'}
        </EmptyState>
      )}
      {latest && <Latest group={latest} curves={curves} fiscalYear={fiscalYear} />}
      {earlier.length > 0 && <h2>On earlier facts</h2>}
      {earlier.map(({ basis, rows }) => (
        <details key={basis.id}>
          <summary>
            From the facts of <DayTime day={basis.plannedFrom} />, not to be compared with the ones
            above
          </summary>
          <MeasuresTable caption={`Scenarios of ${basis.plannedFrom}`} rows={rows} />
        </details>
      ))}
    </div>
  );
}

function Years({ years, current }: { years: number[]; current: number }): VNode {
  return (
    <form class="moa-filters" method="get" action="/staffing" aria-label="Choose a fiscal year">
      <SelectField
        name="fiscalYear"
        id="year-filter"
        label="Fiscal year"
        value={String(current)}
        options={years.map((year) => ({ value: String(year), label: String(year) }))}
      />
      <div class="moa-actions">
        <button class="usa-button usa-button--outline" type="submit">
          Show
        </button>
      </div>
    </form>
  );
}

function Actions({
  fiscalYear,
  fewer,
  more,
}: {
  fiscalYear: number;
  fewer: number;
  more: number;
}): VNode {
  return (
    <section aria-labelledby="try">
      <h2 id="try">Try something</h2>
      <div class="moa-actions">
        <a class="usa-button" href={`/staffing/new?fiscalYear=${fiscalYear}`}>
          New scenario
        </a>
        {(['leader', 'inspector'] as const).map((role) => (
          <form method="post" action="/staffing/series" key={role}>
            <CsrfField />
            <input type="hidden" name="fiscalYear" value={fiscalYear} />
            <input type="hidden" name="role" value={role} />
            <button class="usa-button usa-button--outline" type="submit">
              {role === 'leader' ? 'Team leaders' : 'Inspectors'}: {fewer} fewer to {more} more
            </button>
          </form>
        ))}
      </div>
    </section>
  );
}

function Latest({
  group: { basis, rows },
  curves,
  fiscalYear,
}: {
  group: BasisRows;
  curves: Curves[];
  fiscalYear: number;
}): VNode {
  return (
    <section aria-labelledby="scenarios">
      <h2 id="scenarios">Scenarios</h2>
      <BasisWords basis={basis} />
      <MeasuresTable caption="Scenarios, the people as they are first" rows={rows} />
      <p>
        <a href={`/staffing/scenarios.csv?fiscalYear=${fiscalYear}`}>Download as CSV</a>{' '}
        <a href={`/staffing/scenarios.xlsx?fiscalYear=${fiscalYear}`}>Download as XLSX</a>
      </p>
      {rows.length > 1 && <CompareForm rows={rows} />}
      {curves.length > 0 && <h2>By head count</h2>}
      {curves.map((one) => (
        <HeadCountCurves curves={one} key={one.role} />
      ))}
      <Assumptions basis={basis} />
    </section>
  );
}

function CompareForm({ rows }: { rows: ScenarioDetail[] }): VNode {
  return (
    <form method="get" action="/staffing/comparison">
      <fieldset class="usa-fieldset moa-checkboxes">
        <legend class="usa-legend">Compare with the people as they are</legend>
        {rows
          .filter(({ scenario }) => !scenario.isBaseline)
          .map(({ scenario: { id, number, name } }) => (
            <div class="usa-checkbox" key={id}>
              <input
                class="usa-checkbox__input"
                id={`compare-${id}`}
                type="checkbox"
                name="scenario"
                value={id}
              />
              <label class="usa-checkbox__label" for={`compare-${id}`}>
                {number}: {name}
              </label>
            </div>
          ))}
      </fieldset>
      <button class="usa-button usa-button--outline" type="submit">
        Compare
      </button>
    </form>
  );
}
