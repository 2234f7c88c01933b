import { describe, expect, it } from '@jest/globals';
import { type CountedGroup, coverageOf, takeCensus } from './census.rules.js';
import { agenciesText } from './census-text.js';

const aGroup = (facts: Partial<CountedGroup> = {}): CountedGroup => ({
  state: 'AZ',
  model: 'DETENTION',
  status: 'active',
  count: 1,
  ...facts,
});

const everywhere = { lastList: null, nextList: null, complete: false };

describe('a census', () => {
  it('counts what is active or under notice, and every status apart', () => {
    const census = takeCensus(
      { asOf: '2012-06-25' },
      [
        aGroup({ count: 3 }),
        aGroup({ status: 'under-notice', model: 'TASK_FORCE' }),
        aGroup({ state: 'UT', status: 'suspended' }),
      ],
      { 1: 2, 2: 1 },
      ['DETENTION', 'TASK_FORCE', 'JOINT'],
      everywhere,
    );
    expect(census).toMatchObject({
      agreements: 4,
      agencies: 3,
      states: 1,
      byModel: { DETENTION: 3, TASK_FORCE: 1, JOINT: 0 },
      byState: { AZ: 4 },
      byStateAndModel: { AZ: { DETENTION: 3, TASK_FORCE: 1 } },
      byStatus: { active: 3, 'under-notice': 1, suspended: 1, terminated: 0 },
    });
    expect(census.byStateAndModel['UT']).toBeUndefined();
  });

  it('of nothing names every model with 0', () => {
    expect(takeCensus({ asOf: '2000-01-01' }, [], {}, ['JOINT'], everywhere)).toMatchObject({
      agreements: 0,
      agencies: 0,
      byModel: { JOINT: 0 },
      byState: {},
    });
  });

  it.each([
    [{}, 'No agency holds an agreement in force.'],
    [{ 1: 1 }, '1 agency holds one agreement.'],
    [{ 1: 1309, 2: 192, 3: 50 }, '1,309 agencies hold one agreement, 192 two, 50 three.'],
    [{ 2: 3, 7: 1 }, '3 agencies hold two agreements, 1 7.'],
  ])('%j: %s', (counts, text) => {
    expect(agenciesText(counts)).toBe(text);
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
