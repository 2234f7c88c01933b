import { describe, expect, it } from '@jest/globals';
import { leavingOf } from './listing.rules.js';

const listings = (shown: Record<string, boolean>): { day: string; isListed: boolean }[] =>
  Object.entries(shown).map(([day, isListed]) => ({ day, isListed }));

describe('leaving the lists', () => {
  it('is dated by the first list without the agreement and keeps the interval', () => {
    expect(
      leavingOf(listings({ '2012-10-02': true, '2012-10-16': false, '2012-12-31': false })),
    ).toEqual({ on: '2012-10-16', happenedAfter: '2012-10-02' });
  });

  it('has not happened while the last list shows the agreement', () => {
    expect(leavingOf(listings({ '2012-10-02': false, '2012-10-16': true }))).toBeNull();
  });

  it('has not happened to an agreement that came back', () => {
    expect(
      leavingOf(listings({ '2012-01-20': true, '2012-08-01': false, '2012-10-02': true })),
    ).toBeNull();
  });

  it('cannot be told of an agreement that was never listed', () => {
    expect(leavingOf(listings({ '2012-10-02': false }))).toBeNull();
    expect(leavingOf([])).toBeNull();
  });
});
