import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { normalizeAgencyName } from './agency-name.rules.js';

describe('an agency name, as it is compared', () => {
  it.each([
    ["Washington County Sheriff's Office", 'Washington County Sheriff Office'],
    ['COBB COUNTY SHERIFF’S OFFICE ', "Cobb County Sheriff's Office"],
    ['Rogers Police Dept.', 'Rogers Police Department'],
    ['Massachusetts Department of Correction', 'Massachusetts Department of Corrections'],
    [
      'Tennessee Highway Patrol / Department of Safety',
      'Tennessee Highway Patrol Department of Safety',
    ],
    ['Doña Ana County', 'Dona Ana Co.'],
  ])('is the same for "%s" and "%s"', (one, other) => {
    expect(normalizeAgencyName(one)).toBe(normalizeAgencyName(other));
  });

  it('keeps the three agencies of Prince William apart', () => {
    const names = [
      'Prince William County Police Department',
      "Prince William County Sheriff's Office",
      'Prince William-Manassas Regional Jail',
    ];
    expect(new Set(names.map(normalizeAgencyName)).size).toBe(3);
  });

  it('is stable, and blind to case and outer spaces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (name) => {
        const normal = normalizeAgencyName(name);
        expect(normalizeAgencyName(normal)).toBe(normal);
        expect(normalizeAgencyName(`  ${name.toUpperCase()}  `)).toBe(normal);
      }),
    );
  });
});
