import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Standard } from '../../requirements/standard.rules.js';
import {
  computeRating,
  gapsOf,
  type ItemFacts,
  objectionsToMeasurement,
  ratingOf,
  RATINGS,
} from './rating.rules.js';
import { sideOf } from './side.rules.js';

const standard = (given: Partial<Standard>): Standard => ({
  ...{ kind: 'yes-no', what: 'Is it so?', per: null, bound: null, amount: null },
  ...{ unit: null, weekends: null, inference: null },
  ...given,
});
const share = standard({ kind: 'share', bound: 'at-least', amount: 90, unit: 'percent' });
const within48 = standard({
  ...{ kind: 'limit', per: 'complaint', bound: 'at-most', amount: 48, unit: 'hours' },
});
const yearly = standard({ kind: 'limit', bound: 'at-most', amount: 12, unit: 'months' });

const nothing = { sampleSize: null, metCount: null, measured: null };
const sample = (sampleSize: number, metCount: number) => ({ ...nothing, sampleSize, metCount });

describe('a computed rating', () => {
  it('holds a share of a sample against the percentage', () => {
    expect(computeRating(share, sample(10, 9))?.rating).toBe('compliant');
    expect(computeRating(share, sample(30, 26))).toEqual({
      rating: 'deficiency',
      why: '26 of 30 met it, 86.6 percent; 90 percent is asked',
    });
    const atMost = { ...share, bound: 'at-most' as const, amount: 10 };
    expect(computeRating(atMost, sample(20, 2))?.rating).toBe('compliant');
    expect(computeRating(atMost, sample(20, 3))?.rating).toBe('deficiency');
  });

  it('asks what is asked of each of all in the sample', () => {
    expect(computeRating(within48, sample(5, 5))?.rating).toBe('compliant');
    expect(computeRating(within48, sample(5, 4))?.rating).toBe('deficiency');
    const perOfficer = standard({ per: 'officer' });
    expect(computeRating(perOfficer, sample(18, 12))?.rating).toBe('deficiency');
  });

  it('holds one value against a limit, on it included', () => {
    const at = (measured: number) => computeRating(yearly, { ...nothing, measured })?.rating;
    expect([at(11), at(12), at(13)]).toEqual(['compliant', 'compliant', 'deficiency']);
    const atLeast = standard({ kind: 'limit', bound: 'at-least', amount: 70, unit: 'percent' });
    expect(computeRating(atLeast, { ...nothing, measured: 69 })?.rating).toBe('deficiency');
  });

  it('is none without the numbers, of an empty sample, or of what cannot be measured', () => {
    expect(computeRating(share, nothing)).toBeNull();
    expect(computeRating(share, sample(0, 0))).toBeNull();
    expect(computeRating(yearly, sample(5, 5))).toBeNull();
    expect(computeRating(standard({}), sample(5, 5))).toBeNull();
    expect(
      computeRating(standard({ kind: 'not-measurable', per: 'officer' }), sample(5, 5)),
    ).toBeNull();
  });

  it('never gets worse when more of the same sample met the standard', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.nat(500),
        fc.nat(100),
        (size, met, amount) => {
          const asked = { ...share, amount };
          const [one, more] = [Math.min(met, size), Math.min(met + 1, size)];
          if (computeRating(asked, sample(size, one))?.rating === 'compliant')
            expect(computeRating(asked, sample(size, more))?.rating).toBe('compliant');
        },
      ),
    );
  });
});

describe('an item', () => {
  const item = (given: Partial<ItemFacts>): ItemFacts => ({
    ...{ rating: null, computedRating: null, reason: '', observation: '', ...nothing },
    ...given,
  });

  it('has the rating that was chosen, else the computed one', () => {
    expect(ratingOf(item({}))).toBeNull();
    expect(ratingOf(item({ computedRating: 'deficiency' }))).toBe('deficiency');
    const chosen = item({ rating: 'area-of-concern', computedRating: 'deficiency' });
    expect(ratingOf(chosen)).toBe('area-of-concern');
  });

  it('lacks what its rating asks for, until it is there', () => {
    expect(gapsOf(item({}))).toHaveLength(1);
    expect(gapsOf(item({ rating: 'compliant' }))).toEqual([]);
    expect(gapsOf(item({ rating: 'not-assessed' }))).toHaveLength(1);
    expect(gapsOf(item({ rating: 'not-assessed', reason: 'The jail was closed.' }))).toEqual([]);
    expect(gapsOf(item({ rating: 'deficiency' }))).toHaveLength(1);
    expect(gapsOf(item({ rating: 'deficiency', observation: 'Seen.' }))).toEqual([]);
    expect(gapsOf(item({ computedRating: 'deficiency', observation: 'Seen.' }))).toEqual([]);
    const overridden = item({ rating: 'compliant', computedRating: 'deficiency' });
    expect(gapsOf(overridden)).toHaveLength(1);
    expect(gapsOf({ ...overridden, reason: 'One was on leave.' })).toEqual([]);
    for (const rating of RATINGS)
      expect(gapsOf(item({ rating, reason: 'Why.', observation: 'What.' }))).toEqual([]);
  });

  it('cannot have more that met the standard than were looked at', () => {
    expect(objectionsToMeasurement(sample(5, 6))).toMatchObject([{ field: 'metCount' }]);
    expect(objectionsToMeasurement({ ...nothing, metCount: 1 })).toMatchObject([
      { field: 'sampleSize' },
    ]);
    expect(objectionsToMeasurement(sample(5, 5))).toEqual([]);
  });
});

describe('the side of a requirement', () => {
  it('is stated where the text begins with who must do it, else inferred from the category', () => {
    const of = (category: string, text: string) => sideOf({ category, text });
    expect(of('Certification/authorization', 'ICE certifies names in writing')).toMatchObject({
      side: 'ice',
      basis: expect.stringContaining('stated'),
    });
    expect(of('Communication', 'FOD and LEA make every effort to meet')).toMatchObject({
      side: 'ice',
      basis: expect.stringContaining('inferred'),
    });
    expect(of('Civil rights', 'Bound by federal civil-rights law')).toMatchObject({
      side: 'agency',
      basis: expect.stringContaining('inferred'),
    });
    expect(of('Data and reporting', 'LEA tracks accurate statistical data').side).toBe('agency');
  });
});
