import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { likelyMeaning, slipsBetween } from './spelling.rules.js';

describe('slips between two words', () => {
  it.each([
    ['county', 'county', 0],
    ['conty', 'county', 1],
    ['countey', 'county', 1],
    ['cuonty', 'county', 1],
    ['constbales', 'constables', 1],
    ['departement', 'department', 1],
    ['sherriff', 'sheriff', 1],
    ['kitten', 'sitting', 3],
  ])('%s → %s: %i', (a, b, slips) => {
    expect(slipsBetween(a, b, 9)).toBe(slips);
  });

  it('counts no further than asked', () => {
    expect(slipsBetween('kitten', 'sitting', 2)).toBe(3);
    expect(slipsBetween('a', 'abcdefgh', 2)).toBe(3);
  });

  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });

  it('is the same both ways, nothing between a word and itself, and never more than the longer word', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(slipsBetween(a, b, 20)).toBe(slipsBetween(b, a, 20));
        expect(slipsBetween(a, a, 0)).toBe(0);
        expect(slipsBetween(a, b, 20)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });

  it('counts two swapped neighbours as one', () => {
    fc.assert(
      fc.property(word, word, (head, tail) => {
        expect(slipsBetween(`${head}xy${tail}`, `${head}yx${tail}`, 9)).toBe(1);
      }),
    );
  });
});

describe('what a word most likely means', () => {
  const states = [
    ['kansas', 'KS'],
    ['arkansas', 'AR'],
    ['ohio', 'OH'],
    ['iowa', 'IA'],
  ] as const;

  it('is the nearest spelling', () => {
    expect(likelyMeaning('kanzas', states)).toBe('KS');
    expect(likelyMeaning('arkanas', states)).toBe('AR');
  });

  it('is nothing where nothing is near, or two are equally near', () => {
    expect(likelyMeaning('texas', states)).toBeUndefined();
    expect(
      likelyMeaning('cat', [
        ['cats', 1],
        ['cart', 2],
      ]),
    ).toBeUndefined();
  });

  it('is one meaning where two spellings of it are equally near', () => {
    expect(
      likelyMeaning('cat', [
        ['cats', 1],
        ['cart', 1],
      ]),
    ).toBe(1);
  });
});
