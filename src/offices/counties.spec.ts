import { describe, expect, it } from '@jest/globals';
import {
  bareCountyName,
  countiesOf,
  countyInAgencyName,
  findCounty,
  nearestCounty,
} from './counties.js';

describe('the counties of the United States', () => {
  it('holds every state, each county with its code and its place', () => {
    expect(countiesOf('TX')).toHaveLength(254);
    expect(countiesOf('LA')).toHaveLength(64);
    expect(countiesOf('GU').map((county) => county.name)).toEqual(['Guam']);
    expect(findCounty('AL', 'Etowah County')).toEqual({
      state: 'AL',
      name: 'Etowah County',
      fips: '01055',
      latitude: 34.0441,
      longitude: -86.0351,
    });
  });

  it.each([
    ['FL', 'ST JOHNS COUNTY', 'St. Johns County'],
    ['FL', 'Saint Johns', 'St. Johns County'],
    ['FL', 'De Soto County', 'DeSoto County'],
    ['GA', 'Decatur', 'Decatur County'],
    ['LA', 'Caldwell County', 'Caldwell Parish'],
    ['LA', 'Jefferson', 'Jefferson Parish'],
    ['NM', 'Dona Ana County', 'Doña Ana County'],
    ['VA', 'Fairfax', 'Fairfax County'],
    ['VA', 'City of Fairfax', 'Fairfax city'],
    ['VA', 'James City County', 'James City County'],
    ['AK', 'Anchorage', 'Anchorage Municipality'],
    ['MD', 'Prince Georges County', "Prince George's County"],
  ] as const)('%s: finds %s', (state, text, name) => {
    expect(findCounty(state, text)?.name).toBe(name);
  });

  it('finds only what the state has', () => {
    expect(findCounty('GU', 'Kattan District')).toBeUndefined();
    expect(findCounty('FL', 'Lake Conty')).toBeUndefined();
    expect(findCounty('AL', '')).toBeUndefined();
  });

  it.each([
    ['FL', 'Lake Conty', 'Lake County'],
    ['OK', 'Custer Countey', 'Custer County'],
    ['AR', 'Frankin County', 'Franklin County'],
    ['TX', 'Guadalupe Conty', 'Guadalupe County'],
    ['AL', 'Baldwin Couny', 'Baldwin County'],
    ['LA', 'Jeferson', 'Jefferson Parish'],
  ] as const)('%s: takes %s for a slip', (state, text, name) => {
    expect(nearestCounty(state, text)?.name).toBe(name);
  });

  it('takes nothing for a slip that is equally near to two counties, or near to none', () => {
    expect(nearestCounty('GU', 'Kattan District')).toBeUndefined();
    expect(nearestCounty('AR', 'Bowie County')).toBeUndefined();
    expect(nearestCounty('MO', 'North County')).toBeUndefined();
  });

  it('reads the county off the beginning of an agency’s name', () => {
    expect(countyInAgencyName('AL', "Etowah County Sheriff's Office")?.name).toBe('Etowah County');
    expect(countyInAgencyName('LA', "Caldwell Parish Sheriff's Office")?.fips).toBe('22021');
    expect(countyInAgencyName('AR', 'Washington County Detention Center')?.fips).toBe('05143');
    expect(countyInAgencyName('AL', 'Alabama Department of Public Safety')).toBeUndefined();
    expect(countyInAgencyName('AL', 'Sheriff of Etowah County')).toBeUndefined();
    expect(countyInAgencyName('UT', "Etowah County Sheriff's Office")).toBeUndefined();
  });

  it('writes a bare name as the map of the field offices does', () => {
    expect(bareCountyName('San Patricio County')).toBe('San Patricio');
    expect(bareCountyName('Juneau City and Borough')).toBe('Juneau');
    expect(bareCountyName('Charles City County')).toBe('Charles City');
  });
});
