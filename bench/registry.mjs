import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import 'reflect-metadata';
import { projectRoot, requireBuild } from './build.mjs';
import { onBothEngines, startApp, vacuum } from './engines.mjs';
import { asText } from './report.mjs';
import { writeRegistryReport } from './registry-report.mjs';

/**
 * What a register of many agreements and years answers, and how fast, on both engines.
 * Usage: node bench/registry.mjs [AGREEMENTS] [YEARS], after npm run build
 */
const AGREEMENTS = Number(process.argv[2] ?? 20_000);
const YEARS = Number(process.argv[3] ?? 10);
const TODAY = '2026-11-26';
const NOON = `${TODAY}T17:00:00.000Z`;
const WARM_UP = 10;
const REQUESTS = 60;
const EXPORTS = 10;

requireBuild();

/** Whatever the issue asks to answer within 100 ms. */
const LISTS = [
  ['census of today', '/api/v1/census'],
  ['census of a day five years ago', '/api/v1/census?asOf=2021-06-01'],
  ['census as known half a year ago', '/api/v1/census?knownAt=2026-06-01'],
  ['page of the census', '/census'],
  ['list, first page', '/api/v1/agreements'],
  ['list as a page of the site', '/agreements'],
  ['list, first page as known half a year ago', '/api/v1/agreements?knownAt=2026-06-01'],
  ['list by state', '/api/v1/agreements?state=TX'],
  ['list by model', '/api/v1/agreements?model=DETENTION'],
  ['list in force', '/api/v1/agreements?status=in-force'],
  ['list by field office', '/api/v1/agreements?fieldOffice=Atlanta'],
  ['list by agency type', '/api/v1/agreements?agencyType=County'],
  ['list by text', '/api/v1/agreements?q=harris'],
  ['list of what ends within 180 days', '/api/v1/agreements?endsWithinDays=180'],
  ['list signed in a year', '/api/v1/agreements?signedFrom=2024-01-01&signedUntil=2024-12-31'],
  ['list by end', '/api/v1/agreements?sort=endsOn'],
  ['list of a day five years ago', '/api/v1/agreements?asOf=2021-06-01'],
  ['deep page', 'DEEP'],
  ['map', '/agreements/map?status=in-force'],
  ['field offices', '/offices'],
  ['one field office', '/offices/Atlanta'],
  ['one state', '/states/TX'],
];

/** Whole files, which may take longer. */
const FILES = [
  ['all as CSV', '/agreements.csv'],
  ['all as a workbook', '/agreements.xlsx'],
];

const engines = await onBothEngines(bench);
await writeRegistryReport(join(projectRoot, 'docs/bench-registry.md'), {
  agreements: AGREEMENTS,
  years: YEARS,
  on: new Date().toISOString().slice(0, 10),
  engines,
});

async function bench(name, environment) {
  const { TokensService } = await import('../dist/src/identity/tokens/tokens.service.js');
  const { fillRegister } = await import('./registry-fill.mjs');
  const app = await startApp(environment, NOON);
  try {
    say(`${name}: writing ${AGREEMENTS} agreements with ${YEARS} years of history …`);
    const rows = await fillRegister(app, { agreements: AGREEMENTS, years: YEARS, today: TODAY });
    await vacuum(environment);
    const reach = { role: 'program-manager', name: 'bench', officeId: null, expiresOn: null };
    const ask = asker(app, await app.get(TokensService).createForService(reach));
    return { name, rows, ...(await measureAll(ask, name)) };
  } finally {
    await app.close();
  }
}

function asker(app, token) {
  return async (url) => {
    const answer = await app.inject({
      method: 'GET',
      url,
      headers: { authorization: `Bearer ${token}` },
    });
    if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode}`);
    return answer;
  };
}

async function measureAll(ask, engine) {
  const baseline = await measure(ask, '/health/live', REQUESTS);
  const results = [];
  for (const [name, path] of LISTS) {
    const url = path === 'DEEP' ? await deepPage(ask) : path;
    results.push({ name, ...(await measure(ask, url, REQUESTS)) });
    say(`${engine}: ${asText([[name, `${results.at(-1).p99.toFixed(1)} ms`]])}`);
  }
  const files = [];
  for (const [name, path] of FILES) files.push({ name, ...(await measure(ask, path, EXPORTS)) });
  return { baseline, results, files };
}

/** The address of the page in the middle of the list. */
async function deepPage(ask) {
  let url = '/api/v1/agreements?limit=500';
  for (let seen = 500; seen < AGREEMENTS / 2; seen += 500) {
    const { nextCursor } = (await ask(url)).json();
    url = `/api/v1/agreements?limit=500&cursor=${nextCursor}`;
  }
  return url.replace('limit=500', 'limit=50');
}

/** One after the other: so long does one answer take, from the request to its last byte, token and JSON included. */
async function measure(ask, url, requests) {
  for (let count = 0; count < Math.min(WARM_UP, requests); count++) await ask(url);
  const times = [];
  const cpuBefore = cpuMs();
  for (let count = 0; count < requests; count++) {
    const began = performance.now();
    await ask(url);
    times.push(performance.now() - began);
  }
  const cpu = (cpuMs() - cpuBefore) / requests;
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  return { cpu, p50: at(0.5), p99: at(0.99) };
}

/** Processor time of this process: on SQLite that of the database as well. */
function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function say(text) {
  process.stdout.write(`${text}\n`);
}
