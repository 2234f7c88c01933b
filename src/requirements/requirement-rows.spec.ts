import { describe, expect, it } from '@jest/globals';
import { readDataTable } from '../platform/installation/reference-data.js';
import { objectionsToContent } from './catalogue.rules.js';
import {
  DEVIATION_COLUMNS,
  type DeviationRow,
  readRequirements,
  readStandard,
  REQUIREMENT_COLUMNS,
  type RequirementRow,
} from './requirement-rows.rules.js';
import { objectionsToStandard, type Standard, standardWords } from './standard.rules.js';

const MODELS = ['DETENTION', 'TASK_FORCE', 'JOINT', 'WARRANT_SERVICE_OFFICER'];
const TABLE = 'requirements/moa-requirements.csv';

const rows: RequirementRow[] = readDataTable(TABLE, REQUIREMENT_COLUMNS);
const deviations: DeviationRow[] = readDataTable(
  'requirements/template-standards.csv',
  DEVIATION_COLUMNS,
);
const catalogue = readRequirements(rows, deviations, MODELS);

/** How the standard of each requirement begins, and whether it is our reading. */
const STANDARDS: [code: string, words: string, reading: 'stated' | 'inferred'][] = [
  ['NOM-01', 'Yes or no, for each candidate', 'stated'],
  ['NOM-02', 'At least 2 years, for each candidate', 'stated'],
  ['NOM-03', 'On file, for each candidate', 'inferred'],
  ['TRN-01', 'Yes or no, for each officer', 'inferred'],
  ['TRN-02', 'At least 70 percent, for each officer', 'stated'],
  ['TRN-03', 'At least 2 years, for each officer', 'inferred'],
  ['CRT-01', 'On file, for each officer', 'stated'],
  ['CRT-02', 'At most 2 years, for each officer', 'stated'],
  ['CRT-03', 'At most 48 hours, for each revocation', 'inferred'],
  ['CRT-04', '100 percent of a sample', 'inferred'],
  ['SUP-01', 'Not measurable', 'inferred'],
  ['IT-01', 'On file, for each site on ICE’s network or equipment', 'stated'],
  ['INT-01', 'On file', 'inferred'],
  ['CIV-01', 'On file', 'inferred'],
  ['CMP-01', 'At most 48 hours, weekends excluded, for each complaint', 'stated'],
  ['CMP-02', 'At most 90 days, for each complaint', 'inferred'],
  ['CMP-03', 'Yes or no, for each processing area', 'stated'],
  ['CMP-04', 'On the same day, for each allegation', 'inferred'],
  ['COM-01', 'At most 12 months', 'inferred'],
  ['OUT-01', 'Not measurable', 'inferred'],
  ['DAT-01', 'Yes or no, for each request', 'inferred'],
  ['REL-01', '100 percent of a sample', 'inferred'],
  ['COO-01', 'Yes or no, for each compliance review', 'stated'],
  ['DET-01', 'At most 48 hours, for each person held', 'inferred'],
  ['DET-02', 'On the same day, for each person found removable', 'stated'],
  ['TRM-01', 'At most 3 years', 'inferred'],
  ['TRM-02', 'On file, for each suspension', 'stated'],
  ['TRM-03', 'At least 90 days, for each termination after a suspension', 'stated'],
  ['TRM-04', 'At least 90 days, for each notice', 'stated'],
  ['CMP-05', 'At most 30 days, for each internal investigation', 'stated'],
];

describe('the table of requirements', () => {
  it('has thirty rows, each of them with its standard', () => {
    expect(catalogue.map(({ code }) => code)).toEqual(STANDARDS.map(([code]) => code));
  });

  it.each(STANDARDS)('%s: %s (%s)', (code, words, reading) => {
    const { content } = catalogue.find((row) => row.code === code)!;
    expect(standardWords(content.standard).split(':')[0]).toBe(words);
    expect(content.standard.inference === null ? 'stated' : 'inferred').toBe(reading);
    expect(objectionsToContent(content, MODELS)).toEqual([]);
  });

  it('says of the models and templates in columns what the free text says', () => {
    const free = readDataTable(TABLE, ['code', 'templates']);
    for (const { code, content } of catalogue) {
      const { templates = '' } = free.find((row) => row.code === code) ?? {};
      const stated = templates.replace(/\(.*\)/, '').trim();
      const named = content.templates.filter(
        (template) => !content.deviations.some((deviation) => deviation.template === template),
      );
      const [, family = '', years = ''] = /(WSO) (2019\/2025)/.exec(stated) ?? [];
      const whole = years
        ? stated.replace(`${family} ${years}`, `${family} 2019, ${family} 2025`)
        : stated;
      expect([code, [...named].sort()]).toEqual([code, whole.split(/, /).sort()]);
    }
  });

  it('lets single templates ask less that can be measured', () => {
    const deviating = catalogue.filter(({ content }) => content.deviations.length > 0);
    expect(
      deviating.map(({ code, content }) => [code, content.deviations[0]?.standard.kind]),
    ).toEqual([
      ['INT-01', 'not-measurable'],
      ['CIV-01', 'not-measurable'],
      ['CMP-01', 'not-measurable'],
      ['TRM-01', 'not-measurable'],
    ]);
  });
});

const row = (changes: Partial<RequirementRow>): RequirementRow => ({
  ...rows.find(({ code }) => code === 'CMP-01')!,
  ...changes,
});

describe('a row is refused', () => {
  it.each([
    [{ standard: 'ratio' }, 'standard is “ratio”'],
    [{ standard: '' }, 'standard is missing'],
    [{ bound: 'about' }, 'bound is “about”'],
    [{ amount: 'two' }, 'amount must be a whole number'],
    [{ unit: '' }, 'unit must be one of'],
    [{ weekends: '' }, 'weekends must be one of'],
    [{ what: '' }, 'what must say'],
    [{ reading: 'inferred' }, 'reading is “inferred”, inference is “”'],
    [{ inference: 'We think so.' }, 'reading is “stated”'],
    [{ template_codes: 'JEM 2021' }, 'templates must be some of'],
    [{ model_codes: 'TASK_FORCE' }, 'models must hold'],
    [{ template_codes: 'all; JEM 2020' }, 'all alone'],
  ] as [Partial<RequirementRow>, string][])('for %j', (changes, words) => {
    expect(() => readRequirements([row(changes)], [], MODELS)).toThrow(words);
  });

  it('that deviates for a template which the requirement does not name', () => {
    const foreign = { ...deviations.find(({ code }) => code === 'CMP-01')! };
    const narrowed = row({ template_codes: 'JEM 2020' });
    expect(() => readRequirements([narrowed], [foreign], MODELS)).toThrow('which templates do not');
    expect(() => readRequirements([row({ code: 'CMP-09' })], [foreign], MODELS)).toThrow(
      'not there',
    );
  });
});

describe('a standard', () => {
  const limit: Standard = readStandard('CMP-01', row({}));

  it('is read from its columns', () => {
    expect(limit).toEqual({
      kind: 'limit',
      what: 'from the complaint to the notice to the ICE officer',
      per: 'complaint',
      bound: 'at-most',
      amount: 48,
      unit: 'hours',
      weekends: 'excluded',
      inference: null,
    });
  });

  it.each([
    [{ amount: 0 }, ['amount']],
    [{ amount: -1 }, ['amount']],
    [{ amount: 1.5 }, ['amount']],
    [{ unit: 'percent', weekends: null, amount: 101 }, ['amount']],
    [{ unit: 'years' }, ['weekends']],
    [{ kind: 'share' }, ['unit']],
    [{ kind: 'yes-no' }, ['bound', 'amount', 'unit', 'weekends']],
    [{ kind: 'not-measurable', what: '' }, ['what', 'bound', 'amount', 'unit', 'weekends']],
    [{ bound: null, amount: null, unit: null, weekends: null }, ['bound', 'amount', 'unit']],
    [{ unit: 'days', amount: 0 }, []],
  ] as [Partial<Standard>, string[]][])('with %j is wrong in %j', (changes, fields) => {
    const objections = objectionsToStandard({ ...limit, ...changes });
    expect(objections.map(({ field }) => field)).toEqual(fields);
  });

  it('is one word shorter for one of something', () => {
    const once: Standard = { ...limit, amount: 1, unit: 'years', weekends: null, per: null };
    expect(standardWords(once)).toBe(
      'At most 1 year: from the complaint to the notice to the ICE officer.',
    );
  });
});
