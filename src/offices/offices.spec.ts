import { describe, expect, it } from '@jest/globals';
import { officeFor } from './area.rules.js';
import { stateCode, stateName, STATE_CODES } from './states.rules.js';

describe('the office of a place', () => {
  const areas = [
    { officeId: 'dallas', state: 'TX', county: 'Dallas' },
    { officeId: 'houston', state: 'TX', county: 'Harris' },
    { officeId: 'dallas', state: 'OK', county: null },
  ];

  it('is found by county where the map divides the state', () => {
    expect(officeFor({ state: 'TX', county: 'Harris' }, areas)).toBe('houston');
  });

  it('is found by state elsewhere, whatever the county', () => {
    expect(officeFor({ state: 'OK', county: 'Tulsa' }, areas)).toBe('dallas');
    expect(officeFor({ state: 'OK', county: null }, areas)).toBe('dallas');
  });

  it('is unknown where the map has nothing', () => {
    expect(officeFor({ state: 'AS', county: null }, areas)).toBeUndefined();
    expect(officeFor({ state: 'TX', county: null }, areas)).toBeUndefined();
  });
});

describe('a state', () => {
  it.each([
    ['NORTH CAROLINA', 'NC'],
    [' north  carolina ', 'NC'],
    ['nc', 'NC'],
    ['Commonwealth of the Northern Mariana Islands', 'MP'],
  ])('"%s" has the code %s', (text, code) => {
    expect(stateCode(text)).toBe(code);
  });

  it.each(['', 'Northern Carolina', 'XX', 'toString'])('"%s" is none', (text) => {
    expect(stateCode(text)).toBeUndefined();
  });

  it('comes back from its own name', () => {
    for (const code of STATE_CODES) expect(stateCode(stateName(code))).toBe(code);
  });
});
