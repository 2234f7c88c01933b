import type { AgreementOnDay } from '../../registry/agreements-on-day.js';

/** Where something is, in degrees. */
export interface Place {
  lat: number;
  lon: number;
}

/** Where an agreement is visited, and what had to be assumed for that. */
export interface Site {
  place: Place;
  assumption: string | null;
}

/** About the middle of the country: for whom not even a field office is known. */
const SOMEWHERE: Place = { lat: 39.8, lon: -98.6 };

/**
 * Where an agreement is visited, and what had to be assumed for that.
 * @param offices where the field offices are, by name
 */
export function siteOf(agreement: AgreementOnDay, offices: ReadonlyMap<string, Place>): Site {
  const { latitude, longitude, agencyName, state, officeName } = agreement;
  if (latitude !== null && longitude !== null)
    return { place: { lat: latitude, lon: longitude }, assumption: null };
  const name = `${agencyName} (${state})`;
  const office = offices.get(officeName ?? '');
  return office
    ? {
        place: office,
        assumption: `The place of ${name} is not known: travel is counted to the ${officeName ?? ''} field office.`,
      }
    : {
        place: SOMEWHERE,
        assumption: `Neither the place of ${name} nor its field office is known: travel is counted to the middle of the country.`,
      };
}
