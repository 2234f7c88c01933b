import type { VNode } from 'preact';
import type { Day } from '../platform/clock/calendar.js';
import { withQuery } from '../platform/pages/addresses.js';
import { Alert } from '../platform/pages/alert.js';
import { Breadcrumb } from '../platform/pages/breadcrumb.js';
import { DataTable } from '../platform/pages/data-table.js';
import { DateField, SelectField } from '../platform/pages/fields.js';
import { DayTime } from '../platform/pages/format.js';
import type { TemplateAssessment } from './measurability.rules.js';
import type { ReportQuery } from './requirement.dto.js';
import { RequirementLink, StandardText } from './standard-cells.js';
import { MISSING_TEXTS, TEMPLATES } from './templates.rules.js';

export interface MeasurabilityView {
  query: ReportQuery;
  asOf: Day;
  assessments: TemplateAssessment[];
}

const PATH = '/requirements/measurability';

/** Which requirements cannot be measured, and why? */
export function MeasurabilityPage(view: MeasurabilityView): VNode {
  const { asOf, assessments } = view;
  const address = { asOf: view.query.asOf, template: view.query.template };
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[{ label: 'Reports', path: '/reports' }, { label: 'Requirement measurability' }]}
      />
      <h1>Requirement measurability</h1>
      <p>
        As of <DayTime day={asOf} />: which requirements of the MOA have no measurable standard, by
        template. OIG-11-119, recommendation 8, asked for this assessment. What a standard is, and
        where it is our reading, stands with <a href="/requirements">every requirement</a>.
      </p>
      <Filters {...view} />
      <Alert kind="info">{MISSING_TEXTS}</Alert>
      <p class="moa-actions">
        <a href={withQuery(`${PATH}.csv`, address)}>Download CSV</a>
        <a href={withQuery(`${PATH}.xlsx`, address)}>Download Excel</a>
      </p>
      <Counts {...view} />
      {assessments.map((assessment) => (
        <NotMeasurable key={assessment.template.code} assessment={assessment} asOf={asOf} />
      ))}
    </div>
  );
}

function Counts({ assessments, asOf }: MeasurabilityView): VNode {
  return (
    <DataTable
      caption="Requirements by template and kind of standard"
      rows={assessments}
      keyOf={({ template }) => template.code}
      columns={[
        {
          header: 'Template',
          isRowHeader: true,
          cell: ({ template }) => (
            <>
              <a href={withQuery('/requirements', { template: template.code, asOf })}>
                {template.code}
              </a>{' '}
              <small>{template.name}</small>
            </>
          ),
        },
        {
          header: 'Requirements',
          isNumeric: true,
          cell: ({ requirements }) => requirements.length,
        },
        {
          header: 'Not measurable',
          isNumeric: true,
          cell: ({ notMeasurable }) => notMeasurable.length,
        },
        { header: 'Limit', isNumeric: true, cell: ({ byKind }) => byKind.limit },
        { header: 'Yes or no', isNumeric: true, cell: ({ byKind }) => byKind['yes-no'] },
        { header: 'On file', isNumeric: true, cell: ({ byKind }) => byKind.document },
        { header: 'Share of a sample', isNumeric: true, cell: ({ byKind }) => byKind.share },
        { header: 'Our reading', isNumeric: true, cell: ({ inferred }) => inferred },
      ]}
    />
  );
}

function NotMeasurable(props: { assessment: TemplateAssessment; asOf: Day }): VNode {
  const { template, notMeasurable, requirements } = props.assessment;
  return (
    <section>
      <h2>
        {template.code}: {notMeasurable.length} of {requirements.length} cannot be measured
      </h2>
      {notMeasurable.length === 0 ? (
        <p>Every requirement of this template has a measurable standard.</p>
      ) : (
        <DataTable
          caption={`Not measurable under ${template.code}`}
          isCaptionHidden
          rows={notMeasurable}
          keyOf={({ entry }) => entry.code}
          columns={[
            {
              header: 'Requirement',
              isRowHeader: true,
              cell: ({ entry }) => <RequirementLink code={entry.code} asOf={props.asOf} />,
            },
            { header: 'Category', cell: ({ entry }) => entry.category },
            { header: 'What is required', cell: ({ entry }) => entry.version.text },
            { header: 'Why not', cell: ({ standard }) => <StandardText standard={standard} /> },
            { header: 'Clause', cell: ({ entry }) => entry.version.clause },
          ]}
        />
      )}
    </section>
  );
}

function Filters({ query, asOf }: MeasurabilityView): VNode {
  return (
    <form class="moa-filters" method="get" action={PATH} aria-label="Narrow the report">
      <SelectField
        name="template"
        label="Template"
        value={query.template}
        anyLabel="All"
        options={TEMPLATES.map(({ code, name }) => ({ value: code, label: `${code}: ${name}` }))}
      />
      <DateField name="asOf" label="As of" value={asOf} />
      <div class="moa-actions">
        <button class="usa-button" type="submit">
          Show
        </button>
      </div>
    </form>
  );
}
