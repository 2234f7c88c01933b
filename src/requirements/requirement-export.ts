import type { Day, Moment } from '../platform/clock/calendar.js';
import { type ColumnOf, type TableContent, tableOf } from '../platform/pages/table-file.js';
import { isMeasurableUnder, standardUnder } from './catalogue.rules.js';
import type { RequirementOnDay } from './catalogue.service.js';
import type {
  AssessedRequirement,
  CatalogueEntry,
  TemplateAssessment,
} from './measurability.rules.js';
import { isMeasurable, type Standard, standardWords } from './standard.rules.js';
import { MISSING_TEXTS, type Template } from './templates.rules.js';

interface AssessmentRow extends AssessedRequirement {
  template: Template;
}

/** The catalogue of a day as a table to download. */
export function catalogueTable(
  asOf: Day,
  requirements: readonly RequirementOnDay[],
  filter: { template?: string | undefined; words: string },
  madeAt: Moment,
): TableContent {
  const { template } = filter;
  const columns: ColumnOf<RequirementOnDay>[] = [
    ...entryColumns<RequirementOnDay>((row) => row),
    { header: 'models', kind: 'text', of: ({ version }) => version.models.join('; ') },
    { header: 'templates', kind: 'text', of: ({ version }) => version.templates.join('; ') },
    {
      header: 'measurable',
      kind: 'text',
      of: ({ version }) => yesOrNo(isMeasurableUnder(version, template)),
    },
    ...standardColumns<RequirementOnDay>(({ version }) => standardUnder(version, template ?? null)),
    { header: 'deviations', kind: 'text', of: ({ version }) => deviationsText(version) },
    { header: 'holds_from', kind: 'day', of: ({ version }) => version.holdsFrom },
    { header: 'holds_until', kind: 'day', of: ({ version }) => version.holdsUntil },
    { header: 'source', kind: 'text', of: ({ version }) => version.source },
  ];
  return tableOf(`requirements-${asOf}`, columns, requirements, [
    ['What', 'Requirements of the MOA, each with the standard against which it is measured'],
    ['As of', asOf],
    ['Filter', filter.words],
    ['Made at', madeAt],
    ['Rows', requirements.length],
    ['Not found', MISSING_TEXTS],
  ]);
}

/** The assessment of the templates as a table to download: a row for each template and requirement. */
export function measurabilityTable(
  asOf: Day,
  assessments: readonly TemplateAssessment[],
  madeAt: Moment,
): TableContent {
  const rows = assessments.flatMap(({ template, requirements }) =>
    requirements.map((assessed): AssessmentRow => ({ ...assessed, template })),
  );
  const columns: ColumnOf<AssessmentRow>[] = [
    { header: 'template', kind: 'text', of: ({ template }) => template.code },
    { header: 'model', kind: 'text', of: ({ template }) => template.model },
    ...entryColumns<AssessmentRow>(({ entry }) => entry),
    { header: 'measurable', kind: 'text', of: ({ standard }) => yesOrNo(isMeasurable(standard)) },
    ...standardColumns<AssessmentRow>(({ standard }) => standard),
    { header: 'source', kind: 'text', of: ({ entry }) => entry.version.source },
  ];
  return tableOf(`requirement-measurability-${asOf}`, columns, rows, [
    ['What', 'Which requirements can be measured, by template (OIG-11-119, recommendation 8)'],
    ['As of', asOf],
    ['Made at', madeAt],
    ...assessments.map(
      ({ template, requirements, notMeasurable }) =>
        [
          template.code,
          `${requirements.length} requirements, ${notMeasurable.length} of them not measurable`,
        ] as const,
    ),
    ['Not found', MISSING_TEXTS],
  ]);
}

const entryColumns = <Row>(of: (row: Row) => CatalogueEntry): ColumnOf<Row>[] => [
  { header: 'code', kind: 'text', of: (row) => of(row).code },
  { header: 'category', kind: 'text', of: (row) => of(row).category },
  { header: 'text', kind: 'text', of: (row) => of(row).version.text },
  { header: 'clause', kind: 'text', of: (row) => of(row).version.clause },
];

const standardColumns = <Row>(of: (row: Row) => Standard): ColumnOf<Row>[] => [
  { header: 'standard', kind: 'text', of: (row) => of(row).kind },
  { header: 'bound', kind: 'text', of: (row) => of(row).bound },
  { header: 'amount', kind: 'number', of: (row) => of(row).amount },
  { header: 'unit', kind: 'text', of: (row) => of(row).unit },
  { header: 'weekends', kind: 'text', of: (row) => of(row).weekends },
  { header: 'what', kind: 'text', of: (row) => of(row).what },
  { header: 'per', kind: 'text', of: (row) => of(row).per },
  {
    header: 'reading',
    kind: 'text',
    of: (row) => (of(row).inference === null ? 'stated' : 'inferred'),
  },
  { header: 'inference', kind: 'text', of: (row) => of(row).inference },
];

const yesOrNo = (is: boolean): string => (is ? 'yes' : 'no');

const deviationsText = ({ deviations }: RequirementOnDay['version']): string =>
  deviations.map(({ template, standard }) => `${template}: ${standardWords(standard)}`).join(' ');
