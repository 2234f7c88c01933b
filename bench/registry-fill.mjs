import { countiesOf } from '../dist/src/offices/counties.js';
import { OfficesService } from '../dist/src/offices/offices.service.js';
import { addDays } from '../dist/src/platform/clock/calendar.js';
import { insertAll } from '../dist/src/platform/db/insert-once.js';
import { newId } from '../dist/src/platform/db/id.js';
import { UnitOfWork } from '../dist/src/platform/db/unit-of-work.js';
import { alikeAgencyName, normalizeAgencyName } from '../dist/src/registry/agency-name.rules.js';
import {
  Agency,
  Agreement,
  AgreementEvent,
  AgreementPeriod,
} from '../dist/src/registry/agreement.entity.js';
import { NO_FACTS } from '../dist/src/registry/agreement-events.js';

/**
 * Writes a register straight into its tables: events with the periods that they fold to, and for each third agreement
 * what the register said before a correction. The shares are those of the list of 18 May 2026.
 */

/** Agreements that one unit of work writes. */
const BATCH = 1000;

/** Shares of the states, in a hundred. */
const STATES = Object.entries({
  FL: 24,
  TX: 16,
  TN: 6,
  PA: 6,
  NC: 6,
  GA: 6,
  OK: 5,
  VA: 5,
  AL: 4,
  LA: 4,
  MO: 4,
  SC: 3,
  CA: 3,
  NY: 2,
  KS: 2,
  WI: 2,
  AZ: 2,
}).flatMap(([state, share]) => Array.from({ length: share }, () => state));

const MODELS = [
  ...Array.from({ length: 63 }, () => 'TASK_FORCE'),
  ...Array.from({ length: 27 }, () => 'WARRANT_SERVICE_OFFICER'),
  ...Array.from({ length: 10 }, () => 'DETENTION'),
];

const TYPES = ['County', 'Municipality', 'State'];
const SOURCE = 'made for the benchmark';
const RECORDED = '2026-05-18T12:00:00.000Z';
const CORRECTED = '2026-06-18T12:00:00.000Z';

/**
 * @param years how long the oldest agreement is in the register
 * @param today the last day of the history
 * @returns how many rows it wrote
 */
export async function fillRegister(app, { agreements, years, today }) {
  const written = { agencies: 0, agreements: 0, periods: 0, events: 0 };
  for (let first = 0; first < agreements; first += BATCH) {
    const end = Math.min(first + BATCH, agreements);
    const rows = rowsOf(first, end, years, today);
    await app.get(UnitOfWork).run(async (manager) => {
      await insertAll(manager, Agency, rows.agencies);
      await insertAll(manager, Agreement, rows.agreements);
      await insertAll(manager, AgreementEvent, rows.events);
      await insertAll(manager, AgreementPeriod, rows.periods);
      await app.get(OfficesService).assignByMap(
        manager,
        rows.agencies.map(({ id, state, county }) => ({
          agencyId: id,
          state,
          county,
          holdsFrom: addDays(today, -366 * years),
        })),
        SOURCE,
      );
    });
    for (const name of Object.keys(written)) written[name] += rows[name].length;
  }
  return written;
}

function rowsOf(first, end, years, today) {
  const rows = { agencies: [], agreements: [], events: [], periods: [] };
  for (let number = first; number < end; number++) {
    // Of seven agreements six are with an agency of their own, and one is another of the agency before.
    if (number % 7 !== 6 || rows.agencies.length === 0) rows.agencies.push(anAgency(number));
    const agency = rows.agencies.at(-1);
    const id = newId();
    rows.agreements.push({
      id,
      agencyId: agency.id,
      source: SOURCE,
      createdAt: RECORDED,
      version: 1,
    });
    addHistory(rows, { id, agency, number, years, today });
  }
  return rows;
}

function anAgency(number) {
  const state = STATES[(number * 37) % STATES.length];
  const counties = countiesOf(state);
  const county = counties[(number * 13) % counties.length];
  const bare = county.name.replace(/ (County|Parish)$/, '');
  const name = `${bare} ${number} ${number % 3 === 0 ? "County Sheriff's Office" : 'Police Department'}`;
  return {
    id: newId(),
    state,
    name,
    normalizedName: normalizeAgencyName(name),
    alikeName: alikeAgencyName(name),
    distinguisher: '',
    type: TYPES[number % 10 === 0 ? 2 : number % 2],
    county: bare,
    countyFips: county.fips,
    latitude: county.latitude,
    longitude: county.longitude,
    placeBasis: SOURCE,
    source: SOURCE,
    version: 1,
  };
}

/** Signed, extended every other year, suspended for a month in between; one in eight has ended. */
function addHistory(rows, { id, agency, number, years, today }) {
  const lifeDays = 30 + ((number * 97) % (365 * years));
  const signedOn = addDays(today, -lifeDays);
  const model = MODELS[(number * 7) % MODELS.length];
  const facts = {
    model,
    modelBasis: SOURCE,
    signedOn,
    effectiveOn: signedOn,
    endsOn: addDays(signedOn, 1095),
    endsOnBasis: 'stated',
  };
  const steps = [{ day: signedOn, event: 'signed', status: 'active', ...facts }];
  for (let day = addDays(signedOn, 700); day < today; day = addDays(day, 730)) {
    const endsOn = addDays(day, 1095);
    steps.push({ ...steps.at(-1), day, event: 'extended', endsOn });
    const later = addDays(day, 200);
    if (later >= today) continue;
    steps.push({ ...steps.at(-1), day: later, event: 'suspended', status: 'suspended' });
    steps.push({
      ...steps.at(-1),
      day: addDays(later, 30),
      event: 'suspension-vacated',
      status: 'active',
    });
  }
  const last = steps.filter(({ day }) => day < today);
  if (number % 8 === 0)
    last.push({
      ...last.at(-1),
      day: addDays(today, -10),
      event: 'left-list',
      status: 'left-list',
    });
  const inOrder = last.sort((a, b) => (a.day < b.day ? -1 : 1));
  inOrder.forEach(({ day, event, ...state }, index) => {
    rows.events.push({
      ...NO_FACTS,
      ...state,
      id: newId(),
      agreementId: id,
      onDay: day,
      event,
      source: SOURCE,
      recordedAt: RECORDED,
      recordedBy: 'benchmark',
    });
    const until = inOrder[index + 1]?.day ?? null;
    if (until === day) return;
    const period = {
      ...state,
      agreementId: id,
      agencyId: agency.id,
      agencyNormalizedName: agency.normalizedName,
      agencyType: agency.type,
      state: agency.state,
      holdsFrom: day,
      holdsUntil: until,
      recordedFrom: number % 3 === 0 ? CORRECTED : RECORDED,
      recordedUntil: null,
    };
    rows.periods.push({ ...period, id: newId() });
    if (number % 3 === 0)
      rows.periods.push({
        ...period,
        id: newId(),
        signedOn: addDays(signedOn, 3),
        recordedFrom: RECORDED,
        recordedUntil: CORRECTED,
      });
  });
}
