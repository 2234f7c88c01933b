import { describe, expect, it } from '@jest/globals';
import { isAssuranceReached, mapClaims, unknownRoles } from './claims.rules.js';

const policy = {
  roleClaim: 'groups',
  roles: {
    'opr-managers': 'program-manager',
    'ero-287g': 'ero-supervisor',
    'opr-all': 'inspector',
  },
  officeClaim: 'field_office',
  offices: { ATL: 'Atlanta' },
};
const map = (claims: Record<string, unknown>) => mapClaims(claims, policy, ['Atlanta', 'Dallas']);

describe('what somebody is here', () => {
  it('follows from their group', () => {
    expect(map({ groups: ['canteen', 'opr-all'] })).toEqual({
      role: 'inspector',
      officeName: null,
    });
  });

  it('may be told as one text', () => {
    expect(map({ groups: 'opr-all' })).toMatchObject({ role: 'inspector' });
  });

  it('is decided by the first of several groups in the policy’s order, not the provider’s', () => {
    for (const groups of [
      ['opr-all', 'opr-managers'],
      ['opr-managers', 'opr-all'],
    ])
      expect(map({ groups })).toMatchObject({ role: 'program-manager' });
  });

  it.each([
    [undefined],
    [[]],
    [['canteen']],
    ['OPR-ALL'],
    [[['opr-all']]],
    [{ 'opr-all': true }],
    ['constructor'],
  ])('is nothing for the groups %j', (groups) => {
    expect(map({ groups })).toEqual({
      refusal: 'none of your groups at your agency has a role at this site',
    });
  });

  it.each([
    ['ATL', 'Atlanta'],
    ['Dallas', 'Dallas'],
    [' dallas ', 'Dallas'],
    [['Dallas'], 'Dallas'],
  ])('has the office %j as %s', (told, officeName) => {
    expect(map({ groups: 'ero-287g', field_office: told })).toEqual({
      role: 'ero-supervisor',
      officeName,
    });
  });

  it('has no office where the role has none', () => {
    expect(map({ groups: 'opr-managers', field_office: 'ATL' })).toMatchObject({
      officeName: null,
    });
  });

  it.each([
    [undefined, 'does not say which field office'],
    ['', 'does not say which field office'],
    [7, 'does not say which field office'],
    ['Gotham', 'names the field office Gotham, which this site does not know'],
    ['constructor', 'which this site does not know'],
  ])('is nothing for an ERO supervisor of the office %j', (told, words) => {
    expect(map({ groups: 'ero-287g', field_office: told }).refusal).toContain(words);
  });
});

describe('how strongly somebody was checked', () => {
  it('does not matter where nothing is asked', () => {
    expect(isAssuranceReached({}, undefined)).toBe(true);
    expect(isAssuranceReached({ acr: 'x' }, '  ')).toBe(true);
  });

  it('is one of the ways that were asked', () => {
    expect(isAssuranceReached({ acr: 'piv' }, 'piv phr')).toBe(true);
    expect(isAssuranceReached({ acr: 'password' }, 'piv phr')).toBe(false);
    expect(isAssuranceReached({}, 'piv')).toBe(false);
    expect(isAssuranceReached({ acr: ['piv'] }, 'piv')).toBe(false);
  });
});

it('finds the mapped roles that there are not', () => {
  expect(unknownRoles(policy)).toEqual([]);
  expect(unknownRoles({ ...policy, roles: { a: 'inspector', b: 'chief' } })).toEqual(['chief']);
});
