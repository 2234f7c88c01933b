import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../platform/clock/calendar.js';
import { spansOf, spansText } from './list-spans.rules.js';

const listings = (...marks: boolean[]) =>
  marks.map((isListed, index) => ({ day: addDays('2025-03-06', index * 7), isListed }));

describe('what many lists say of an agreement', () => {
  it.each([
    [[], 'on none of them'],
    [[false, false], 'on none of them'],
    [[true], 'on that of 6 Mar 2025'],
    [[false, true, true], 'on 2 lists from 13 Mar 2025 to 20 Mar 2025'],
    [[true, true, false], 'on 2 lists from 6 Mar 2025 to 13 Mar 2025; not on that of 20 Mar 2025'],
    [
      [true, false, false, true],
      'on that of 6 Mar 2025; not on the 2 lists from 13 Mar 2025 to 20 Mar 2025; on that of 27 Mar 2025',
    ],
  ])('%j: %s', (marks, text) => {
    expect(spansText(spansOf(listings(...marks)))).toBe(text);
  });

  it('loses none of them from the first that shows it on', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 60 }), (marks) => {
        const first = marks.indexOf(true);
        const expected = first < 0 ? [] : marks.slice(first);
        const told = spansOf(listings(...marks)).flatMap(({ isListed, count }) =>
          Array.from({ length: count }, () => isListed),
        );
        expect(told).toEqual(expected);
      }),
    );
  });
});
