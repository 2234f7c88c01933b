import { describe, expect, it } from '@jest/globals';
import { compareSplit, dayToCount } from './published-splits.rules.js';

const AUGUST_2010 = {
  asOf: '2010-08-01',
  total: 71,
  detention: 32,
  taskForce: 26,
  joint: 13,
  source: 'OIG-10-124',
};

describe('a published split by model', () => {
  it('is held against the nearest list where none covers its day', () => {
    const coverage = { lastList: null, nextList: '2010-10-29', complete: false };
    expect(dayToCount('2010-08-01', coverage, 550)).toBe('2010-10-29');
    expect(dayToCount('2007-09-01', coverage, 550)).toBeNull();
    expect(dayToCount('2010-08-01', { ...coverage, complete: true }, 550)).toBe('2010-08-01');
  });

  it('does not follow from the lists where the register counts otherwise', () => {
    const register = { DETENTION: 35, TASK_FORCE: 21, JOINT: 15 };
    expect(compareSplit(AUGUST_2010, '2010-08-01', '2010-10-29', register).verdict).toBe(
      "It does not follow from ICE's lists: on 29 Oct 2010, the day of the nearest one, the register counts 35/21/15.",
    );
  });

  it('agrees with the register where it is the same, also without a model that it does not state', () => {
    const published = { ...AUGUST_2010, joint: null };
    const register = { DETENTION: 32, TASK_FORCE: 26, JOINT: 3 };
    expect(compareSplit(published, '2010-08-01', '2010-08-01', register).verdict).toBe(
      'The register counts the same: 32/26.',
    );
  });

  it('may be another than the register of a covered day counts', () => {
    const register = { DETENTION: 31, TASK_FORCE: 26, JOINT: 13 };
    expect(compareSplit(AUGUST_2010, '2010-08-01', '2010-08-01', register).verdict).toBe(
      'The register counts otherwise: 31/26/13.',
    );
  });

  it('cannot be compared where no list is near', () => {
    expect(compareSplit(AUGUST_2010, '2010-08-01', null, {}).verdict).toBe(
      'No list is near this day: the split cannot be compared.',
    );
  });
});
