import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, type Day } from '../platform/clock/calendar.js';
import {
  CATALOGUE_BEGINS,
  latestOf,
  objectionToBeginning,
  succeeded,
  type VersionSpan,
  versionOn,
} from './versions.rules.js';

const RUNS = process.env['MOA_TEST_DEEP'] ? 20_000 : 500;

const shipped: VersionSpan[] = [{ holdsFrom: CATALOGUE_BEGINS, holdsUntil: null }];

/** What people ask for, one after the other: on a day, from a day a while before or after it. */
const requests = fc.array(
  fc.record({ later: fc.integer({ min: 0, max: 400 }), ahead: fc.integer({ min: -30, max: 400 }) }),
  { maxLength: 20 },
);

/** The versions after all requests that were not refused. */
function afterAll(asked: { later: number; ahead: number }[]): {
  versions: VersionSpan[];
  today: Day;
} {
  let versions = shipped;
  let today: Day = '2012-09-26';
  for (const { later, ahead } of asked) {
    today = addDays(today, later);
    const from = addDays(today, ahead);
    if (objectionToBeginning(versions, from, today) === undefined)
      versions = succeeded(versions, from);
  }
  return { versions, today };
}

describe('versions, whatever is asked for', () => {
  it('never overlap, and one of them holds on each day', () => {
    fc.assert(
      fc.property(requests, fc.integer({ min: 0, max: 15_000 }), (asked, offset) => {
        const { versions } = afterAll(asked);
        const edges = versions.flatMap(({ holdsFrom }) => [addDays(holdsFrom, -1), holdsFrom]);
        for (const day of [addDays(CATALOGUE_BEGINS, offset), ...edges]) {
          const holding = versions.filter(
            ({ holdsFrom, holdsUntil }) =>
              holdsFrom <= day && (holdsUntil === null || day < holdsUntil),
          );
          expect(holding).toHaveLength(day < CATALOGUE_BEGINS ? 0 : 1);
          expect(versionOn(versions, day)).toBe(holding[0]);
        }
        expect(versions.filter(({ holdsUntil }) => holdsUntil === null)).toHaveLength(1);
      }),
      { numRuns: RUNS },
    );
  });

  it('leave every day before today as it was', () => {
    fc.assert(
      fc.property(
        requests,
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 1, max: 5000 }),
        (asked, ahead, before) => {
          const { versions, today } = afterAll(asked);
          const from = addDays(today, ahead);
          if (objectionToBeginning(versions, from, today) !== undefined) return;
          const day = addDays(today, -before);
          expect(versionOn(succeeded(versions, from), day)?.holdsFrom).toBe(
            versionOn(versions, day)?.holdsFrom,
          );
        },
      ),
      { numRuns: RUNS },
    );
  });
});

describe('a version', () => {
  it('holds from its first day until the day before the next one begins', () => {
    const versions = succeeded(shipped, '2012-10-01');
    expect(versionOn(versions, '2012-09-30')?.holdsFrom).toBe(CATALOGUE_BEGINS);
    expect(versionOn(versions, '2012-10-01')?.holdsFrom).toBe('2012-10-01');
    expect(versionOn(versions, '1996-09-29')).toBeUndefined();
    expect(latestOf(versions)?.holdsFrom).toBe('2012-10-01');
  });

  it('cannot begin in the past, nor before one that was added already', () => {
    const versions = succeeded(shipped, '2012-10-01');
    expect(objectionToBeginning(shipped, '2012-09-25', '2012-09-26')).toContain('today or later');
    expect(objectionToBeginning(shipped, '2012-09-26', '2012-09-26')).toBeUndefined();
    expect(objectionToBeginning(versions, '2012-10-01', '2012-09-26')).toContain('2012-10-01');
    expect(objectionToBeginning(versions, '2012-10-02', '2012-09-26')).toBeUndefined();
  });
});
