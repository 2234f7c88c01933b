import { describe, expect, it } from '@jest/globals';
import { readDataTable } from '../platform/installation/reference-data.js';
import {
  isMeasurableUnder,
  requirementsFor,
  standardUnder,
  templatesOf,
} from './catalogue.rules.js';
import { assessTemplates, type CatalogueEntry } from './measurability.rules.js';
import {
  DEVIATION_COLUMNS,
  readRequirements,
  REQUIREMENT_COLUMNS,
} from './requirement-rows.rules.js';
import { templateOf, TEMPLATE_CODES } from './templates.rules.js';

const MODELS = ['DETENTION', 'TASK_FORCE', 'JOINT', 'WARRANT_SERVICE_OFFICER'];

const catalogue: CatalogueEntry[] = readRequirements(
  readDataTable('requirements/moa-requirements.csv', REQUIREMENT_COLUMNS),
  readDataTable('requirements/template-standards.csv', DEVIATION_COLUMNS),
  MODELS,
).map(({ code, category, content }) => ({ code, category, version: content }));

const versionOf = (code: string): CatalogueEntry['version'] =>
  catalogue.find((entry) => entry.code === code)!.version;

const holding = (model?: string, template?: string | null): string[] => {
  const versions = requirementsFor(
    catalogue.map(({ version }) => version),
    { model, template },
  );
  return catalogue.filter(({ version }) => versions.includes(version)).map(({ code }) => code);
};

describe('the requirements that hold', () => {
  it('for a template are those that its text carries', () => {
    expect(holding('TASK_FORCE', 'TFM 2025')).toContain('DET-02');
    expect(holding('TASK_FORCE', 'TFM 2025')).not.toContain('OUT-01');
    expect(holding('WARRANT_SERVICE_OFFICER', 'WSO 2019')).toContain('OUT-01');
    expect(holding('WARRANT_SERVICE_OFFICER', 'WSO 2025')).not.toContain('OUT-01');
  });

  it('where the template is not known are all that any text of the model carries', () => {
    expect(holding('WARRANT_SERVICE_OFFICER', null)).toEqual(
      catalogue
        .filter(({ version }) => templatesOf(version).some((code) => code.startsWith('WSO')))
        .map(({ code }) => code),
    );
  });

  it('for a joint agreement are those of both of its parts', () => {
    expect(new Set(holding('JOINT'))).toEqual(
      new Set([...holding('DETENTION'), ...holding('TASK_FORCE')]),
    );
  });

  it('are also those of a model that nobody knew yet, where they hold for all', () => {
    expect(holding('TRIBAL')).toEqual(['TRN-01', 'SUP-01', 'CIV-01', 'REL-01', 'COO-01']);
  });
});

describe('the standard', () => {
  it('is the template’s own where it has one', () => {
    expect(standardUnder(versionOf('CMP-01'), 'JEM 2020').kind).toBe('limit');
    expect(standardUnder(versionOf('CMP-01'), 'TFM 2025').kind).toBe('not-measurable');
    expect(standardUnder(versionOf('CMP-01'), null).kind).toBe('limit');
  });

  it('makes a requirement measurable as a whole only when each template has one', () => {
    expect(isMeasurableUnder(versionOf('CMP-01'), 'JEM 2020')).toBe(true);
    expect(isMeasurableUnder(versionOf('CMP-01'), undefined)).toBe(false);
    expect(isMeasurableUnder(versionOf('CMP-03'), undefined)).toBe(true);
  });
});

describe('the assessment of OIG-11-119, recommendation 8', () => {
  const assessments = assessTemplates(catalogue);

  it('counts the requirements of each template, and what of them cannot be measured', () => {
    expect(
      assessments.map(({ template, requirements, notMeasurable }) => [
        template.code,
        requirements.length,
        notMeasurable.map(({ entry }) => entry.code),
      ]),
    ).toEqual([
      ['WSO 2019', 13, ['SUP-01', 'OUT-01']],
      ['JEM 2020', 22, ['SUP-01', 'OUT-01']],
      ['TFM 2025', 20, ['SUP-01', 'INT-01', 'CIV-01', 'CMP-01', 'TRM-01']],
      ['WSO 2025', 16, ['SUP-01']],
    ]);
  });

  it('adds up, kind by kind', () => {
    for (const { requirements, byKind } of assessments)
      expect(Object.values(byKind).reduce((sum, count) => sum + count, 0)).toBe(
        requirements.length,
      );
  });

  it('can be of one template', () => {
    expect(assessTemplates(catalogue, 'JEM 2020')).toEqual([assessments[1]]);
  });
});

describe('the template of an agreement', () => {
  it.each([
    ['TASK_FORCE', '2025-02-12', 'TFM 2025'],
    ['TASK_FORCE', '2025-02-11', null],
    ['DETENTION', '2020-06-30', 'JEM 2020'],
    ['DETENTION', '2009-10-15', null],
    ['DETENTION', '2025-03-06', null],
    ['WARRANT_SERVICE_OFFICER', '2019-05-06', 'WSO 2019'],
    ['WARRANT_SERVICE_OFFICER', '2025-02-12', null],
    ['WARRANT_SERVICE_OFFICER', '2025-02-20', 'WSO 2025'],
    ['JOINT', '2009-10-15', null],
    ['DETENTION', null, null],
  ] as const)('%s, signed %s: %s', (model, signedOn, code) => {
    const { template, why } = templateOf(model, signedOn);
    expect(template?.code ?? null).toBe(code);
    expect(why).toMatch(code === null ? /^Not known: / : /^Inferred: /);
  });

  it('is of a text that is known by its code', () => {
    expect(TEMPLATE_CODES).toEqual(['WSO 2019', 'JEM 2020', 'TFM 2025', 'WSO 2025']);
  });
});
