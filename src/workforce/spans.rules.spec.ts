import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, type Day } from '../platform/clock/calendar.js';
import {
  daysText,
  doOverlap,
  firstOverlapping,
  freePart,
  holdsOn,
  isEmpty,
  sharedSpan,
  type Span,
  spanOf,
  spanText,
} from './spans.rules.js';

const BEGIN = '2012-10-01';
const day = fc.integer({ min: 0, max: 40 }).map((days) => addDays(BEGIN, days));
const span: fc.Arbitrary<Span> = fc.record({
  holdsFrom: day,
  holdsUntil: fc.option(day, { nil: null }),
});
const ALL_DAYS: Day[] = Array.from({ length: 60 }, (_, index) => addDays(BEGIN, index));

describe('two spans', () => {
  it('overlap exactly when there is a day on which both hold', () => {
    fc.assert(
      fc.property(span, span, (a, b) => {
        const shared = ALL_DAYS.some((one) => holdsOn(a, one) && holdsOn(b, one));
        expect(doOverlap(a, b)).toBe(shared);
        expect(doOverlap(b, a)).toBe(shared);
        for (const one of ALL_DAYS)
          expect(holdsOn(sharedSpan(a, b), one)).toBe(holdsOn(a, one) && holdsOn(b, one));
      }),
    );
  });

  it('do not overlap when one begins on the day on which the other is over', () => {
    const first = { holdsFrom: '2012-10-01', holdsUntil: '2013-01-07' };
    expect(doOverlap(first, { holdsFrom: '2013-01-07', holdsUntil: null })).toBe(false);
    expect(doOverlap(first, { holdsFrom: '2013-01-06', holdsUntil: null })).toBe(true);
  });

  it('of which one ends on its first day never overlap', () => {
    const never = { holdsFrom: '2012-10-05', holdsUntil: '2012-10-05' };
    expect(isEmpty(never)).toBe(true);
    expect(firstOverlapping({ holdsFrom: BEGIN, holdsUntil: null }, [never])).toBeUndefined();
  });
});

describe('the free part of a span', () => {
  it('shares no day with the others and cannot be longer', () => {
    fc.assert(
      fc.property(span, fc.array(span, { maxLength: 4 }), (one, others) => {
        fc.pre(!isEmpty(one));
        const free = freePart(one, others);
        if (!free) {
          expect(others.some((other) => holdsOn(other, one.holdsFrom))).toBe(true);
          return;
        }
        expect(others.some((other) => doOverlap(free, other))).toBe(false);
        if (free.holdsUntil !== one.holdsUntil)
          expect(others.some(({ holdsFrom }) => holdsFrom === free.holdsUntil)).toBe(true);
      }),
    );
  });
});

describe('spans in words', () => {
  it('name the first and the last day', () => {
    expect(spanText({ holdsFrom: '2012-10-01', holdsUntil: null })).toBe('from 1 Oct 2012');
    expect(spanText({ holdsFrom: '2012-10-01', holdsUntil: '2013-01-01' })).toBe(
      'from 1 Oct 2012 to 31 Dec 2012',
    );
    expect(daysText({ fromOn: '2013-03-04', untilOn: '2013-03-04' })).toBe('4 Mar 2013');
    expect(spanOf({ fromOn: '2013-03-04', untilOn: '2013-03-08' }).holdsUntil).toBe('2013-03-09');
  });
});
