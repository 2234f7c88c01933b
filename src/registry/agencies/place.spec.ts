import { describe, expect, it } from '@jest/globals';
import { AGENCY_TYPES, objectionsToPlace, objectionsToPlacement } from './place.rules.js';

const present = { state: 'TX', county: null, type: 'County' };
const entry = { county: 'Harris', type: 'County', reason: 'The county of its headquarters.' };

const fieldsOf = (objections: { field: string }[]): string[] =>
  objections.map(({ field }) => field);

describe('an entry of an agency’s place', () => {
  it('may name a county of the state, or none', () => {
    expect(objectionsToPlace(entry, present, AGENCY_TYPES)).toEqual([]);
    const stateAgency = { ...entry, county: '', type: 'State Agency' };
    expect(objectionsToPlace(stateAgency, present, AGENCY_TYPES)).toEqual([]);
  });

  it.each([
    [{ county: 'Cobb' }, ['county']],
    [{ type: 'Tribe' }, ['type']],
    [{ reason: '  ' }, ['reason']],
    [{ county: '' }, ['county']],
  ])('may not be %j', (wrong, fields) => {
    expect(fieldsOf(objectionsToPlace({ ...entry, ...wrong }, present, AGENCY_TYPES))).toEqual(
      fields,
    );
  });
});

describe('the placing of an agency that has no field office', () => {
  const placement = { county: 'Harris County', fieldOffice: '', reason: 'Its address.' };

  it.each([
    [{}, []],
    [{ county: '', fieldOffice: 'Houston' }, []],
    [{ county: '' }, ['county']],
    [{ fieldOffice: 'Houston' }, ['fieldOffice']],
    [{ county: 'Cobb' }, ['county']],
    [{ reason: '' }, ['reason']],
  ])('with %j is refused for %j', (change, fields) => {
    expect(fieldsOf(objectionsToPlacement({ ...placement, ...change }, 'TX'))).toEqual(fields);
  });
});
