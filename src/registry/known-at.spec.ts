import { describe, expect, it } from '@jest/globals';
import { knownAtOf, wasKnown } from './known-at.rules.js';

const ZONE = 'America/New_York';

describe('the moment whose knowledge counts', () => {
  it('is the end of a day in the zone of headquarters', () => {
    expect(knownAtOf('2026-05-18', ZONE)).toBe('2026-05-19T03:59:59.999Z');
  });

  it('is the moment itself, brought to UTC', () => {
    expect(knownAtOf('2026-05-18T10:00:00-04:00', ZONE)).toBe('2026-05-18T14:00:00.000Z');
  });

  it.each(['2026-02-30', '2026-05-18T10:00:00', 'yesterday', '2026'])('is not %s', (text) => {
    expect(knownAtOf(text, ZONE)).toBeUndefined();
  });
});

describe('what the register knew', () => {
  const recorded = { from: '2026-01-01T00:00:00.000Z', until: '2026-02-01T00:00:00.000Z' };

  it.each([
    ['2025-12-31T23:59:59.999Z', false],
    ['2026-01-01T00:00:00.000Z', true],
    ['2026-01-31T23:59:59.999Z', true],
    ['2026-02-01T00:00:00.000Z', false],
    [undefined, false],
  ])('at %s of something recorded in January and put right in February: %s', (moment, isKnown) => {
    expect(wasKnown(recorded, moment)).toBe(isKnown);
  });

  it('of what was never put right, it knows still', () => {
    expect(wasKnown({ from: recorded.from }, undefined)).toBe(true);
    expect(wasKnown({ from: recorded.from }, '2030-01-01T00:00:00.000Z')).toBe(true);
  });
});
