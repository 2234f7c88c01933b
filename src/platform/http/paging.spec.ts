import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pageOf } from './paging.js';
import { InvalidRequest } from './problem.js';

const itself = (text: string): string => text;
const names = fc
  .uniqueArray(fc.string({ minLength: 1, maxLength: 8 }), { maxLength: 40 })
  .map((list) => list.sort((a, b) => (a < b ? -1 : 1)));

function allPages(list: string[], limit: number): string[][] {
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const page = pageOf(list, itself, { limit, ...(cursor && { cursor }) });
    expect(page.total).toBe(list.length);
    pages.push(page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor && pages.length <= list.length);
  return pages;
}

describe('the pages of a list that is made in memory', () => {
  it('are the list, whatever their size, and none but an empty list has an empty page', () => {
    fc.assert(
      fc.property(names, fc.integer({ min: 1, max: 50 }), (list, limit) => {
        const pages = allPages(list, limit);
        expect(pages.flat()).toEqual(list);
        for (const page of pages) expect(page.length).toBeLessThanOrEqual(limit);
        if (list.length > 0) for (const page of pages) expect(page).not.toHaveLength(0);
      }),
    );
  });

  it('neither repeat nor leave out others when the last one seen goes away meanwhile', () => {
    fc.assert(
      fc.property(names, fc.integer({ min: 1, max: 50 }), (list, limit) => {
        const first = pageOf(list, itself, { limit });
        fc.pre(first.nextCursor !== null);
        const shorter = list.filter((name) => name !== first.items.at(-1));
        const second = pageOf(shorter, itself, { limit: 500, cursor: first.nextCursor });
        expect(second.items).toEqual(list.slice(limit));
      }),
    );
  });

  it.each(['nonsense', 'e30', 'W10', 'WzEsMl0', 'W251bGxd', '%'])(
    'do not begin at the made-up cursor %s',
    (cursor) => {
      expect(() => pageOf(['a', 'b'], itself, { limit: 1, cursor })).toThrow(InvalidRequest);
    },
  );
});
