import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { alikeAgencyName, coreAgencyName, normalizeAgencyName } from './agency-name.rules.js';

describe('an agency name, as it is told apart', () => {
  it.each([
    ['COBB COUNTY SHERIFF’S OFFICE ', "Cobb County Sheriff's Office"],
    ['Cobb  County\u00a0Sheriffs Office', "Cobb County Sheriff's Office"],
  ])('is the same for "%s" and "%s"', (one, other) => {
    expect(normalizeAgencyName(one)).toBe(normalizeAgencyName(other));
  });

  it.each([
    ['Rogers Police Dept.', 'Rogers Police Department'],
    ['St. Johns County', 'St Johns County'],
    ["Lee County Sheriff's Office", "Levy County Sheriff's Office"],
  ])('is another for "%s" and "%s"', (one, other) => {
    expect(normalizeAgencyName(one)).not.toBe(normalizeAgencyName(other));
  });

  it('keeps the three agencies of Prince William apart', () => {
    const names = [
      'Prince William County Police Department',
      "Prince William County Sheriff's Office",
      'Prince William-Manassas Regional Jail',
    ];
    expect(new Set(names.map(normalizeAgencyName)).size).toBe(3);
    expect(new Set(names.map(alikeAgencyName)).size).toBe(3);
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

describe('an agency name, as other spellings are held against it', () => {
  it.each([
    ["Washington County Sheriff's Office", 'Washington County Sheriff Office'],
    ['Rogers Police Dept.', 'Rogers Police Department'],
    ['Massachusetts Department of Correction', 'Massachusetts Department of Corrections'],
    [
      'Tennessee Highway Patrol / Department of Safety',
      'Tennessee Highway Patrol Department of Safety',
    ],
    ['Doña Ana County', 'Dona Ana Co.'],
  ])('is alike for "%s" and "%s"', (one, other) => {
    expect(alikeAgencyName(one)).toBe(alikeAgencyName(other));
  });

  it('leaves out the words that lists leave out at will', () => {
    expect(coreAgencyName('City of Miami Police Department')).toBe(
      coreAgencyName('Miami Police Dept'),
    );
  });
});
