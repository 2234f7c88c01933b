import { readDataTable } from '../../platform/installation/reference-data.js';

/** Where an agency is, and in which region: its state. */
export interface Site {
  region: string;
  lat: number;
  lon: number;
}

/** Where somebody lives. */
export interface Home {
  lat: number;
  lon: number;
}

/** Counties of the 48 states that a team reaches by road or an ordinary flight. */
export function countySites(): Site[] {
  return readDataTable('counties/counties.csv', ['state', 'latitude', 'longitude'])
    .filter(({ state }) => !BEYOND_THE_48.includes(state))
    .map(({ state, latitude, longitude }) => ({
      region: state,
      lat: Number(latitude),
      lon: Number(longitude),
    }));
}

const BEYOND_THE_48 = ['AK', 'AS', 'GU', 'HI', 'MP', 'PR', 'VI'];

/**
 * The cities of the field offices (data/field-offices/field-offices.csv), to a few kilometres: enough for a year that is
 * made up.
 */
export const FIELD_OFFICE_CITIES: readonly Home[] = [
  { lat: 33.76, lon: -84.42 }, // Atlanta
  { lat: 39.3, lon: -76.61 }, // Baltimore
  { lat: 42.5, lon: -71.2 }, // Burlington
  { lat: 42.89, lon: -78.86 }, // Buffalo
  { lat: 41.84, lon: -87.68 }, // Chicago
  { lat: 32.79, lon: -96.77 }, // Dallas
  { lat: 39.59, lon: -104.87 }, // Centennial
  { lat: 42.38, lon: -83.1 }, // Detroit
  { lat: 31.85, lon: -106.43 }, // El Paso
  { lat: 26.19, lon: -97.7 }, // Harlingen
  { lat: 29.79, lon: -95.39 }, // Houston
  { lat: 34.02, lon: -118.41 }, // Los Angeles
  { lat: 25.98, lon: -80.34 }, // Miramar
  { lat: 29.95, lon: -90.32 }, // St. Rose
  { lat: 40.66, lon: -73.94 }, // New York
  { lat: 40.72, lon: -74.17 }, // Newark
  { lat: 40.01, lon: -75.13 }, // Philadelphia
  { lat: 33.57, lon: -112.09 }, // Phoenix
  { lat: 40.69, lon: -112.01 }, // West Valley City
  { lat: 29.47, lon: -98.53 }, // San Antonio
  { lat: 32.82, lon: -117.13 }, // San Diego
  { lat: 37.73, lon: -122.45 }, // San Francisco
  { lat: 47.62, lon: -122.35 }, // Seattle
  { lat: 44.89, lon: -93.18 }, // Fort Snelling
  { lat: 38.89, lon: -77.43 }, // Chantilly
];
