import { readDataTable } from '../platform/installation/reference-data.js';
import { likelyMeaning, slipsBetween } from '../platform/spelling.rules.js';
import type { StateCode } from './states.rules.js';

/** A county, or what a state has in its place: a parish, a borough, an independent city. */
export interface County {
  state: StateCode;
  /** With its kind, as the Census Bureau writes it: `Lake County`, `Caldwell Parish`, `Fairfax city`. */
  name: string;
  /** Five digits. */
  fips: string;
  /** Of the centroid, in degrees. */
  latitude: number;
  longitude: number;
}

interface CountyBook {
  counties: County[];
  /** By the plain spellings of the full name. */
  byName: Map<string, County>;
  /** By the plain spelling of the name without its kind; where a city has the same, the county. */
  byBareName: Map<string, County>;
}

const COLUMNS = ['state', 'county', 'fips', 'latitude', 'longitude'] as const;
const TABLE = 'counties/counties.csv';

/** The kinds of county, the longer before those that they end in. */
const KIND =
  / (city and borough|census area|county|parish|borough|municipality|municipio|district|island|city)$/i;

let books: Map<string, CountyBook> | undefined;

/** The counties of a state, in the order of their FIPS codes. */
export function countiesOf(state: StateCode): readonly County[] {
  return bookOf(state).counties;
}

/**
 * The county that a text names, whatever its case, spaces, accents and dots: `ST JOHNS COUNTY`, `Saint Johns`,
 * `Caldwell County` for the parish, `City of Fairfax`. A bare name is the county's rather than the city's.
 */
export function findCounty(state: StateCode, text: string): County | undefined {
  const { byName, byBareName } = bookOf(state);
  const named = text.trim().replace(/^city of (.+)$/i, '$1 city');
  return byName.get(plain(named)) ?? byBareName.get(plain(bareCountyName(named)));
}

/**
 * The one county that a misspelt text most likely means: `Custer Countey`, `Frankin County`. Names of counties are short
 * and many: the first letter must be right, and two slips need a longer name (Bowie is not Boone).
 */
export function nearestCounty(state: StateCode, text: string): County | undefined {
  const name = plain(withoutMisspeltKind(text));
  const candidates = [...bookOf(state).byBareName].filter(([bare]) => bare[0] === name[0]);
  return likelyMeaning(name, candidates, name.length < 7 ? 1 : 2);
}

/** `Custer` for `Custer Countey`: a text's last word may be a slip for the kind. */
function withoutMisspeltKind(text: string): string {
  const bare = bareCountyName(text);
  const [, front, last] = /^(.+) (\S+)$/.exec(bare) ?? [];
  if (front === undefined || last === undefined || bare !== text.trim().replace(/\s+/g, ' '))
    return bare;
  const isKind = ['county', 'parish', 'borough'].some(
    (kind) => slipsBetween(last.toLowerCase(), kind, 2) <= 2,
  );
  return isKind ? front : bare;
}

/** `Lake` for `Lake County`: how the map of the field offices writes it. */
export function bareCountyName(name: string): string {
  return name.trim().replace(/\s+/g, ' ').replace(KIND, '');
}

/**
 * The county that an agency's name begins with: Etowah County for `Etowah County Sheriff's Office`. Undefined where the
 * name begins otherwise, or the state has no such county.
 */
export function countyInAgencyName(state: StateCode, agencyName: string): County | undefined {
  const words = agencyName.trim().split(/\s+/);
  const kindAt = words.findIndex((word) => /^(county|parish|borough)$/i.test(word));
  if (kindAt < 1) return undefined;
  return bookOf(state).byName.get(plain(words.slice(0, kindAt + 1).join(' ')));
}

/** Spelling without what people write differently: case, accents, dots, apostrophes, spaces and hyphens. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\bsaint\b/g, 'st')
    .replace(/\bsainte\b/g, 'ste')
    .replace(/[^a-z0-9]/g, '');
}

function bookOf(state: StateCode): CountyBook {
  books ??= readBooks();
  return books.get(state) ?? emptyBook();
}

const emptyBook = (): CountyBook => ({ counties: [], byName: new Map(), byBareName: new Map() });

function readBooks(): Map<string, CountyBook> {
  const read = new Map<string, CountyBook>();
  for (const row of readDataTable(TABLE, COLUMNS)) {
    const book = read.get(row.state) ?? emptyBook();
    read.set(row.state, book);
    const county: County = {
      state: row.state as StateCode,
      name: row.county,
      fips: row.fips,
      latitude: Number(row.latitude),
      longitude: Number(row.longitude),
    };
    book.counties.push(county);
    book.byName.set(plain(county.name), county);
    const bare = plain(bareCountyName(county.name));
    // The cities of Virginia, Maryland and Missouri come after the counties: their codes begin at 510.
    if (!book.byBareName.has(bare)) book.byBareName.set(bare, county);
  }
  return read;
}
