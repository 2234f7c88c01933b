import { describe, expect, it } from '@jest/globals';
import { type CountedAgreement, coverageOf, takeCensus } from './census.rules.js';

const anAgreement = (facts: Partial<CountedAgreement> = {}): CountedAgreement => ({
  agencyId: 'a',
  state: 'AZ',
  model: 'DETENTION',
  status: 'active',
  ...facts,
});

const everywhere = { lastList: null, nextList: null, complete: false };

describe('a census', () => {
  it('counts what is active or under notice, and every status apart', () => {
    const census = takeCensus(
      '2012-06-25',
      [
        anAgreement(),
        anAgreement({ status: 'under-notice', model: 'TASK_FORCE' }),
        anAgreement({ agencyId: 'b', state: 'UT', status: 'suspended' }),
      ],
      ['DETENTION', 'TASK_FORCE', 'JOINT'],
      everywhere,
    );
    expect(census).toMatchObject({
      agreements: 2,
      agencies: 1,
      states: 1,
      byModel: { DETENTION: 1, TASK_FORCE: 1, JOINT: 0 },
      byState: { AZ: 2 },
      byStatus: { active: 1, 'under-notice': 1, suspended: 1, terminated: 0 },
    });
  });

  it('of nothing names every model with 0', () => {
    expect(takeCensus('2000-01-01', [], ['JOINT'], everywhere)).toMatchObject({
      agreements: 0,
      byModel: { JOINT: 0 },
      byState: {},
    });
  });
});

describe('the coverage of a day', () => {
  const lists = ['2010-10-29', '2012-01-20', '2012-12-31', '2025-03-06'];

  it.each([
    ['2010-10-28', null, '2010-10-29', false],
    ['2010-10-29', '2010-10-29', '2012-01-20', true],
    ['2011-06-01', '2010-10-29', '2012-01-20', true],
    ['2012-12-31', '2012-12-31', '2025-03-06', true],
    ['2013-01-01', '2012-12-31', '2025-03-06', false],
    ['2025-03-06', '2025-03-06', null, true],
    ['2025-03-07', '2025-03-06', null, false],
  ])('%s lies between %s and %s: complete %s', (day, lastList, nextList, complete) => {
    expect(coverageOf(day, lists, 550)).toEqual({ lastList, nextList, complete });
  });
});
