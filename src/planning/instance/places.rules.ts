import type { AgreementOnDay } from '../../registry/agreements-on-day.js';

/** Where something is, in degrees. */
export interface Place {
  lat: number;
  lon: number;
}

/** The cities of the ERO field offices: coordinates of the city's centre, to hundredths of a degree (about a kilometre). */
const OFFICE_PLACES: Readonly<Record<string, Place>> = {
  Atlanta: { lat: 33.75, lon: -84.39 },
  Baltimore: { lat: 39.29, lon: -76.61 },
  Boston: { lat: 42.5, lon: -71.2 },
  Buffalo: { lat: 42.89, lon: -78.88 },
  Chicago: { lat: 41.88, lon: -87.63 },
  Dallas: { lat: 32.78, lon: -96.8 },
  Denver: { lat: 39.58, lon: -104.87 },
  Detroit: { lat: 42.33, lon: -83.05 },
  'El Paso': { lat: 31.76, lon: -106.49 },
  Harlingen: { lat: 26.19, lon: -97.7 },
  Houston: { lat: 29.76, lon: -95.37 },
  'Los Angeles': { lat: 34.05, lon: -118.24 },
  Miami: { lat: 25.99, lon: -80.23 },
  'New Orleans': { lat: 29.96, lon: -90.32 },
  'New York City': { lat: 40.71, lon: -74.01 },
  Newark: { lat: 40.74, lon: -74.17 },
  Philadelphia: { lat: 39.95, lon: -75.17 },
  Phoenix: { lat: 33.45, lon: -112.07 },
  'Salt Lake City': { lat: 40.69, lon: -112.0 },
  'San Antonio': { lat: 29.42, lon: -98.49 },
  'San Diego': { lat: 32.72, lon: -117.16 },
  'San Francisco': { lat: 37.77, lon: -122.42 },
  Seattle: { lat: 47.61, lon: -122.33 },
  'St. Paul': { lat: 44.89, lon: -93.18 },
  Washington: { lat: 38.89, lon: -77.43 },
};

/** About the middle of the country: for whom not even a field office is known. */
const SOMEWHERE: Place = { lat: 39.8, lon: -98.6 };

/** The city of a field office, by the office's name; undefined for one that is not known here. */
export const officePlace = (office: string | null): Place | undefined =>
  office === null ? undefined : OFFICE_PLACES[office];

/** Where an agreement is visited, and what had to be assumed for that. */
export function siteOf(agreement: AgreementOnDay): { place: Place; assumption: string | null } {
  const { latitude, longitude, agencyName, state, officeName } = agreement;
  if (latitude !== null && longitude !== null)
    return { place: { lat: latitude, lon: longitude }, assumption: null };
  const name = `${agencyName} (${state})`;
  const office = officePlace(officeName);
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
