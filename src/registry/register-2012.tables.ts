import { stateCode } from '../offices/states.rules.js';
import { readDataTable } from '../platform/installation/reference-data.js';
import type { AgreementStatus } from './agreement-status.rules.js';
import type { AgreementEventKind } from './agreement.entity.js';
import type { Listing } from './listing.rules.js';
import type { RegisteredAgreement, SourcedEvent } from './register-2012.rules.js';

const AGREEMENTS = 'register-2012/agreements.csv';
const EVENTS = 'register-2012/events.csv';
const LISTINGS = 'register-2012/listings.csv';
const LISTS = 'register-2012/official-lists.csv';
const PLACES = 'register-2012/places.csv';
const TOTALS = 'register-2012/published-totals.csv';

export const REGISTER_TABLES = [AGREEMENTS, EVENTS, LISTINGS, LISTS, PLACES, TOTALS];

/** An agency of 2012 with its one agreement and all that the tables say of it. */
export interface RegisterRow {
  /** Two-letter code. */
  state: string;
  agency: string;
  agreement: RegisteredAgreement;
  place: Place | null;
  modelAsPrinted: string;
  listings: Listing[];
  knownEvents: SourcedEvent[];
}

export interface Place {
  type: string;
  county: string;
  countyFips: string;
  latitude: number;
  longitude: number;
  basis: string;
}

interface ListRow {
  asOf: string;
  title: string;
  rowCount: number;
  captionCount: number | null;
  source: string;
}

interface TotalRow {
  asOf: string;
  total: number;
  states: number | null;
  detention: number | null;
  taskForce: number | null;
  joint: number | null;
  source: string;
}

/** The 71 agencies of `data/register-2012/`. */
export function readRegister(): RegisterRow[] {
  const places = readPlaces();
  const listings = readListings();
  const events = readEvents();
  return readDataTable(AGREEMENTS, [
    'state',
    'agency',
    'model',
    'model_basis',
    'signed_on',
    'moa_file',
    'source',
  ]).map((row) => {
    const key = keyOf(row);
    return {
      state: codeOf(row.state),
      agency: row.agency,
      agreement: {
        model: row.model,
        modelBasis: row.model_basis,
        signedOn: row.signed_on,
        moaFile: row.moa_file,
        source: row.source,
      },
      place: places.get(key) ?? null,
      modelAsPrinted: listings.get(key)?.modelAsPrinted ?? '',
      listings: listings.get(key)?.listings ?? [],
      knownEvents: events.filter((event) => event.key === key).map(({ event }) => event),
    };
  });
}

export function readOfficialLists(): ListRow[] {
  return readDataTable(LISTS, ['as_of', 'title', 'rows', 'caption', 'source']).map((row) => ({
    asOf: row.as_of,
    title: row.title,
    rowCount: Number(row.rows),
    captionCount: numberOrNull(row.caption),
    source: row.source,
  }));
}

export function readPublishedTotals(): TotalRow[] {
  return readDataTable(TOTALS, [
    'as_of',
    'total',
    'states',
    'detention',
    'task_force',
    'joint',
    'source',
  ]).map((row) => ({
    asOf: row.as_of,
    total: Number(row.total),
    states: numberOrNull(row.states),
    detention: numberOrNull(row.detention),
    taskForce: numberOrNull(row.task_force),
    joint: numberOrNull(row.joint),
    source: row.source,
  }));
}

function readPlaces(): Map<string, Place> {
  const rows = readDataTable(PLACES, [
    'state',
    'agency',
    'type',
    'county',
    'county_fips',
    'latitude',
    'longitude',
    'basis',
  ]);
  return new Map(
    rows.map((row) => [
      keyOf(row),
      {
        type: row.type,
        county: row.county,
        countyFips: row.county_fips,
        latitude: Number(row.latitude),
        longitude: Number(row.longitude),
        basis: row.basis,
      },
    ]),
  );
}

/** One column a list, named by its day. */
function readListings(): Map<string, { modelAsPrinted: string; listings: Listing[] }> {
  const days = readOfficialLists().map((list) => list.asOf);
  const rows = readDataTable<string>(LISTINGS, ['state', 'agency', 'model_as_printed', ...days]);
  return new Map(
    rows.map((row) => [
      keyOf({ state: row['state'] ?? '', agency: row['agency'] ?? '' }),
      {
        modelAsPrinted: row['model_as_printed'] ?? '',
        listings: days.map((day) => ({ day, isListed: row[day] === '1' })),
      },
    ]),
  );
}

function readEvents(): { key: string; event: SourcedEvent }[] {
  return readDataTable(EVENTS, [
    'state',
    'agency',
    'on',
    'event',
    'status',
    'model',
    'model_basis',
    'happened_after',
    'reason',
    'basis',
    'source',
  ]).map((row) => ({
    key: keyOf(row),
    event: {
      onDay: row.on,
      event: row.event as AgreementEventKind,
      status: textOrNull(row.status) as AgreementStatus | null,
      model: textOrNull(row.model),
      modelBasis: textOrNull(row.model_basis),
      signedOn: null,
      effectiveOn: null,
      endsOn: null,
      endsOnBasis: null,
      happenedAfter: textOrNull(row.happened_after),
      reason: textOrNull(row.reason),
      source: row.basis === 'inferred' ? `Inferred from ${row.source}` : row.source,
    },
  }));
}

const keyOf = (row: { state: string; agency: string }): string => `${row.state}/${row.agency}`;
const textOrNull = (text: string): string | null => (text === '' ? null : text);
const numberOrNull = (text: string): number | null => (text === '' ? null : Number(text));

function codeOf(state: string): string {
  const code = stateCode(state);
  if (!code) throw new Error(`data/${AGREEMENTS} names the state "${state}", which is not known`);
  return code;
}
