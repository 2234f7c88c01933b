import type { VNode } from 'preact';
import type { Day } from '../platform/clock/calendar.js';
import { withQuery } from '../platform/pages/addresses.js';
import { Breadcrumb } from '../platform/pages/breadcrumb.js';
import { DataTable, type TableColumn } from '../platform/pages/data-table.js';
import { EmptyState } from '../platform/pages/empty-state.js';
import { DateField, SelectField } from '../platform/pages/fields.js';
import { DayTime } from '../platform/pages/format.js';
import type { ProgramModel } from '../registry/agreement.entity.js';
import { isMeasurableUnder, standardUnder } from './catalogue.rules.js';
import type { RequirementOnDay } from './catalogue.service.js';
import type { CatalogueQuery } from './requirement.dto.js';
import { RequirementLink, StandardText } from './standard-cells.js';
import { MISSING_TEXTS, TEMPLATES } from './templates.rules.js';
import { StatusTag } from '../platform/pages/status-tag.js';

export interface RequirementListView {
  query: CatalogueQuery;
  asOf: Day;
  requirements: RequirementOnDay[];
  models: ProgramModel[];
}

/** What must be kept, and how is it measured? */
export function RequirementListPage(view: RequirementListView): VNode {
  const { requirements, asOf, query } = view;
  const address = addressOf(query);
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Reports', path: '/requirements/measurability' },
          { label: 'Requirements' },
        ]}
      />
      <h1>Requirements of the MOA</h1>
      <p>
        As of <DayTime day={asOf} />: {requirements.length}{' '}
        {requirements.length === 1 ? 'requirement matches' : 'requirements match'}, in our own
        words. {MISSING_TEXTS}
      </p>
      <Filters {...view} />
      {requirements.length === 0 ? (
        <EmptyState>
          No requirement matches. <a href="/requirements">Show all of them</a>.
        </EmptyState>
      ) : (
        <>
          <p class="moa-actions">
            <a href={withQuery('/requirements.csv', address)}>Download CSV</a>
            <a href={withQuery('/requirements.xlsx', address)}>Download Excel</a>
            <a href="/requirements/measurability">What cannot be measured, by template</a>
          </p>
          {byCategory(requirements).map(([category, rows]) => (
            <section key={category}>
              <h2>{category}</h2>
              <DataTable
                caption={category}
                isCaptionHidden
                columns={columnsOf(view)}
                rows={rows}
                keyOf={({ code }) => code}
              />
            </section>
          ))}
        </>
      )}
    </div>
  );
}

/** The list's address, without what is so anyway. */
const addressOf = ({
  asOf,
  template,
  model,
  measurable,
}: CatalogueQuery): Record<string, string | undefined> => ({
  ...{ asOf, template, model },
  measurable: measurable === undefined ? undefined : String(measurable),
});

function byCategory(requirements: readonly RequirementOnDay[]): [string, RequirementOnDay[]][] {
  const categories = new Map<string, RequirementOnDay[]>();
  for (const requirement of requirements)
    categories.set(requirement.category, [
      ...(categories.get(requirement.category) ?? []),
      requirement,
    ]);
  return [...categories].sort(([a], [b]) => a.localeCompare(b, 'en'));
}

function columnsOf({ query }: RequirementListView): TableColumn<RequirementOnDay>[] {
  const { asOf, template } = query;
  return [
    {
      header: 'Requirement',
      isRowHeader: true,
      cell: ({ code }) => <RequirementLink code={code} asOf={asOf} />,
    },
    { header: 'What is required', cell: ({ version }) => version.text },
    {
      header: 'Standard',
      cell: ({ version }) => <Standards version={version} template={template} />,
    },
    {
      header: 'Measurable',
      cell: ({ version }) => (
        <StatusTag
          status={isMeasurableUnder(version, template) ? 'measurable' : 'not-measurable'}
        />
      ),
    },
  ];
}

/** The standard of a template; of all of them, where none was chosen. */
function Standards(props: {
  version: RequirementOnDay['version'];
  template: string | undefined;
}): VNode {
  const { version, template } = props;
  return (
    <>
      <StandardText standard={standardUnder(version, template ?? null)} />
      {template === undefined &&
        version.deviations.map((deviation) => (
          <p key={deviation.template}>
            {deviation.template}: <StandardText standard={deviation.standard} />
          </p>
        ))}
    </>
  );
}

function Filters({ query, asOf, models }: RequirementListView): VNode {
  return (
    <form class="moa-filters" method="get" action="/requirements" aria-label="Filter requirements">
      <SelectField
        name="template"
        label="Template"
        value={query.template}
        anyLabel="Any"
        options={TEMPLATES.map(({ code, name }) => ({ value: code, label: `${code}: ${name}` }))}
      />
      <SelectField
        name="model"
        label="Model"
        value={query.model}
        anyLabel="Any"
        options={models.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <SelectField
        name="measurable"
        label="Measurability"
        value={query.measurable === undefined ? undefined : String(query.measurable)}
        anyLabel="Any"
        options={[
          { value: 'true', label: 'Measurable' },
          { value: 'false', label: 'Not measurable' },
        ]}
      />
      <DateField name="asOf" label="As of" value={query.asOf ?? asOf} />
      <div class="moa-actions">
        <button class="usa-button" type="submit">
          Filter
        </button>
      </div>
    </form>
  );
}
