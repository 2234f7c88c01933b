import { performance } from 'node:perf_hooks';
import { createContext } from '../dist/src/app.js';
import { AccountsService } from '../dist/src/identity/accounts/accounts.service.js';
import { TokensService } from '../dist/src/identity/tokens/tokens.service.js';
import { OfficesService } from '../dist/src/offices/offices.service.js';
import { addDays, addMonths } from '../dist/src/platform/clock/calendar.js';
import { BusinessClock } from '../dist/src/platform/clock/clock.js';
import { readSettings } from '../dist/src/platform/config/settings.js';
import { newId } from '../dist/src/platform/db/id.js';
import { UnitOfWork } from '../dist/src/platform/db/unit-of-work.js';
import { JobRegistry } from '../dist/src/platform/queue/job-registry.js';
import { JobRunner } from '../dist/src/platform/queue/job-runner.js';
import { alikeAgencyName, normalizeAgencyName } from '../dist/src/registry/agency-name.rules.js';
import { Agency, Agreement } from '../dist/src/registry/agreement.entity.js';
import { recordEvent } from '../dist/src/registry/agreement-events.js';
import { fillStaff } from './fill-staff.mjs';

/**
 * Brings a demonstration that has been started once to a number of agreements, runs every job twice, and prints one JSON
 * line: how long the jobs took, and how to sign in. A process of its own: what it leaves in memory is not measured.
 * Usage: node bench/fill.mjs AGREEMENTS [PEOPLE]
 */

/** Agreements that one unit of work makes: on SQLite units run one after the other. */
const BATCH = 100;

/** States with one field office each, so that no county has to be invented. */
const STATES = [
  'AL',
  'AR',
  'AZ',
  'CO',
  'FL',
  'GA',
  'MA',
  'NC',
  'NJ',
  'NV',
  'OH',
  'OK',
  'SC',
  'TN',
  'VA',
];

/** About the shares of 2012. */
const MODELS = [
  'DETENTION',
  'TASK_FORCE',
  'DETENTION',
  'JOINT',
  'DETENTION',
  'TASK_FORCE',
  'DETENTION',
];

const wanted = Number(process.argv[2]);
const people = Number(process.argv[3] ?? 0);
const settings = readSettings({ MOA_LOG_LEVEL: 'error', ...process.env });
const app = await createContext(settings);
try {
  const present = await app.get(UnitOfWork).reading().count(Agreement);
  for (let first = present; first < wanted; first += BATCH)
    await addAgreements(first, Math.min(first + BATCH, wanted));
  // Of the demonstration's own people: the others have no password.
  const facts = await signInFacts();
  if (people > 0) await fillStaff(app, people);
  const jobs = await timeJobs();
  process.stdout.write(`${JSON.stringify({ agreements: wanted, jobs, ...facts })}\n`);
} finally {
  await app.close();
}

async function addAgreements(first, end) {
  const recordedAt = app.get(BusinessClock).moment();
  await app.get(UnitOfWork).run(async (manager) => {
    const agencies = [];
    for (let number = first; number < end; number++) {
      const state = STATES[number % STATES.length];
      const agencyId = newId();
      const signedOn = addDays('2009-10-15', (number * 37) % 1000);
      await manager.insert(Agency, anAgency(agencyId, state, number));
      await addAgreement(manager, agencyId, MODELS[number % MODELS.length], signedOn, recordedAt);
      agencies.push({ agencyId, state, county: null, holdsFrom: signedOn });
    }
    await app.get(OfficesService).assignByMap(manager, agencies, 'benchmark');
  });
}

function anAgency(id, state, number) {
  const name = `Benchmark County ${number} Sheriff's Office`;
  return {
    id,
    state,
    name,
    normalizedName: normalizeAgencyName(name),
    alikeName: alikeAgencyName(name),
    distinguisher: '',
    type: 'County',
    county: null,
    countyFips: null,
    latitude: null,
    longitude: null,
    placeBasis: null,
    source: 'benchmark',
  };
}

async function addAgreement(manager, agencyId, model, signedOn, recordedAt) {
  const id = newId();
  await manager.insert(Agreement, {
    id,
    agencyId,
    source: 'benchmark',
    createdAt: recordedAt,
    version: 1,
  });
  await recordEvent(manager, {
    agreementId: id,
    onDay: signedOn,
    event: 'signed',
    status: 'active',
    model,
    modelBasis: 'benchmark',
    signedOn,
    effectiveOn: signedOn,
    endsOn: addMonths(signedOn, 36),
    endsOnBasis: 'inferred',
    happenedAfter: null,
    reason: null,
    source: 'benchmark',
    recordedAt,
    recordedBy: 'benchmark',
  });
}

/** Milliseconds of each job's first run, which does the work, and of its second, which finds nothing to do. */
async function timeJobs() {
  const names = app
    .get(JobRegistry)
    .all()
    .map(({ job }) => job.name);
  const first = await timeRound(names);
  const second = await timeRound(names);
  return names.map((name) => ({ name, first: first.get(name), second: second.get(name) }));
}

async function timeRound(names) {
  const taken = new Map();
  for (const name of names) {
    const start = performance.now();
    await app.get(JobRunner).run(name, 'hand');
    taken.set(name, Math.round(performance.now() - start));
  }
  return taken;
}

async function signInFacts() {
  const accounts = app.get(AccountsService);
  const [manager] = await accounts.findRecipients({ role: 'program-manager' });
  const [leader] = await accounts.findRecipients({ role: 'team-leader' });
  const token = await app.get(TokensService).createForService({
    role: 'program-manager',
    name: 'benchmark',
    officeId: null,
    expiresOn: null,
  });
  const signIn = async ({ email, accountId }) => ({
    email,
    password: await accounts.resetPassword(accountId),
  });
  return { token, ...(await signIn(manager)), leader: await signIn(leader) };
}
