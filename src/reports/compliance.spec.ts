import { describe, expect, it } from '@jest/globals';
import type { Facts } from '../registers/registers.rules.js';
import type { OfficerTraining } from '../registers/annual-training.rules.js';
import type { EntryFacts, RegisterFacts } from '../registers/limit-sources.rules.js';
import type { ComputedLimit, LimitStatus } from '../registers/limits.rules.js';
import { type AgreementFacts, type Measure, measureCompliance } from './compliance.rules.js';

const VIEW = { asOf: '2012-09-26', annualTrainingMonths: 12 };

const NOTHING: RegisterFacts = {
  ...{ officers: [], trainings: [], authorizations: [] },
  ...{ complaints: [], communications: [], goals: [] },
};

const anAgreement = (given: Partial<AgreementFacts>): AgreementFacts => ({
  ...{ agencyId: 'a', model: 'DETENTION', office: 'Atlanta', training: [], limits: {} },
  registers: NOTHING,
  ...given,
});

const officers = (...statuses: OfficerTraining['status'][]): OfficerTraining[] =>
  statuses.map((status) => ({
    ...{ entryId: 'x', officer: 'OFF-1', lastOn: null, dueOn: null, isSample: false },
    status,
  }));

const limits = (...given: [LimitStatus, string | null, string | null][]): ComputedLimit[] =>
  given.map(([status, from, until]) => ({
    ...{ subject: 'x', entryId: null, dueOn: null, isSample: false },
    ...{ status, from, until },
  }));

const entries = (...facts: Facts[]): EntryFacts[] =>
  facts.map((one, index) => ({ id: String(index), facts: one, isSample: false }));

const measure = (code: string, ...agreements: AgreementFacts[]): Measure => {
  const found = measureCompliance(agreements, VIEW, (model) => model.toLowerCase()).find(
    (one) => one.code === code,
  );
  if (!found) throw new Error(code);
  return found;
};

const tally = (numerator: number, denominator: number, unknown: number, notAsked = 0) => ({
  ...{ numerator, denominator, unknown, notAsked },
  percent: denominator === 0 ? null : Math.floor((100 * numerator) / denominator),
});

describe('the share of agencies that meet annual training', () => {
  const of = (...statuses: OfficerTraining['status'][]) =>
    measure('annual-training', anAgreement({ training: officers(...statuses) })).total;

  it('asks every officer, and does not take for met what is not known', () => {
    expect(of('compliant', 'due-soon')).toEqual(tally(1, 1, 0));
    expect(of('compliant', 'late')).toEqual(tally(0, 1, 0));
    expect(of('compliant', 'no-data')).toEqual(tally(0, 0, 1));
    expect(of('late', 'no-data')).toEqual(tally(0, 1, 0));
    expect(of()).toEqual(tally(0, 0, 1));
  });

  it('counts an agency once, by office, and each of its agreements by model', () => {
    const { total, byOffice, byModel } = measure(
      'annual-training',
      anAgreement({ training: officers('compliant') }),
      anAgreement({ model: 'TASK_FORCE', training: officers('late') }),
      anAgreement({ agencyId: 'b', office: 'Dallas', training: officers('compliant') }),
      anAgreement({ agencyId: 'c', office: null }),
    );
    expect(total).toEqual(tally(1, 2, 1));
    expect(byOffice).toEqual([
      { group: 'Atlanta', ...tally(0, 1, 0) },
      { group: 'Dallas', ...tally(1, 1, 0) },
      { group: 'No field office', ...tally(0, 0, 1) },
    ]);
    expect(byModel).toEqual([
      { group: 'detention', ...tally(2, 2, 1) },
      { group: 'task_force', ...tally(0, 1, 0) },
    ]);
  });

  it('names the setting in its definition', () => {
    expect(measure('annual-training').definition).toContain('12 months old (set by this');
  });
});

it('the annual meeting is judged by the time since the last one', () => {
  const of = (...given: LimitStatus[]) =>
    measure(
      'annual-meeting',
      anAgreement({
        limits: {
          'COM-01': limits(
            ...given.map((status): [LimitStatus, null, null] => [status, null, null]),
          ),
        },
      }),
    ).total;
  expect(of('late', 'compliant')).toEqual(tally(1, 1, 0));
  expect(of('compliant', 'late')).toEqual(tally(0, 1, 0));
  expect(of('no-data')).toEqual(tally(0, 0, 1));
  expect(measure('annual-meeting', anAgreement({})).total).toEqual(tally(0, 0, 0, 1));
});

it('complaints are those of the last twelve months, and one that may still be told of is not asked', () => {
  const recent = '2012-09-20T10:00';
  const withLimit = anAgreement({
    limits: {
      'CMP-01': limits(
        ['compliant', recent, '2012-09-21T10:00'],
        ['late', recent, '2012-09-26T10:00'],
        ['due-soon', recent, null],
        ['no-data', recent, null],
        ['late', '2011-09-26T10:00', null],
      ),
    },
  });
  const withoutLimit = anAgreement({
    registers: {
      ...NOTHING,
      complaints: entries({ receivedAt: recent }, { receivedAt: '2010-01-01T10:00' }),
    },
  });
  expect(measure('complaint-notices', withLimit, withoutLimit).total).toEqual(tally(1, 2, 1, 2));
});

it('goals are those of the fiscal year, by their own bound', () => {
  const goal = (
    bound: string,
    target: number,
    actual: number | null,
    fiscalYear = 2012,
  ): Facts => ({
    ...{ fiscalYear, goal: 'x', unit: 'y' },
    ...{ bound, target, actual },
  });
  const goals = entries(
    goal('at-least', 10, 10),
    goal('at-least', 10, 9),
    goal('at-most', 10, 10),
    goal('at-most', 10, 11),
    goal('at-least', 10, null),
    goal('at-least', 10, 10, 2013),
  );
  expect(measure('goals', anAgreement({ registers: { ...NOTHING, goals } })).total).toEqual(
    tally(2, 4, 1),
  );
});
