import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { projectRoot, requireBuild } from './build.mjs';
import { environmentIn, fill, startDemonstration } from './demonstration.mjs';
import { inFolder } from './folder.mjs';
import { measure, summarise } from './measure.mjs';
import { asText, LATENCY_HEADER, latencyRows, writeReport } from './report.mjs';
import { signIn } from './sign-in.mjs';

const AGREEMENTS = 2000;
const IDLE_SECONDS = 20;
const BASELINE_SECONDS = 3;
const SECONDS = 10;

requireBuild();
await inFolder(async (dataDir) => bench(await environmentIn(dataDir)));

async function bench(environment) {
  say('Starting the demonstration for the first time …');
  await (await startDemonstration(environment)).stop();
  say('Starting it a second time …');
  const idle = await timeSecondStart(environment);
  say(`Filling it to ${AGREEMENTS} agreements and running the jobs …`);
  const { jobs, token, email, password } = await fill(environment, AGREEMENTS);
  const loaded = await measureAll({ ...environment, MOA_ROLE: 'web' }, { token, email, password });
  const latency = [LATENCY_HEADER, ...latencyRows(loaded.baseline, loaded.results)];
  const jobRows = [
    ['Job', 'first run ms', 'second run ms'],
    ...jobs.map(({ name, first, second }) => [name, String(first), String(second)]),
  ];
  say(`\n${asText(latency)}\n\n${asText(jobRows)}\n`);
  say(`Second start ready after ${idle.readyAfterMs} ms, ${idle.rssMb} MB resident when idle.`);
  await writeReport(join(projectRoot, 'docs/bench.md'), {
    on: new Date().toISOString().slice(0, 10),
    agreements: AGREEMENTS,
    latency,
    jobs: jobRows,
    secondStartMs: idle.readyAfterMs,
    idleRssMb: idle.rssMb,
    filledStartMs: loaded.readyAfterMs,
    loadedRssMb: loaded.rssMb,
  });
}

async function timeSecondStart(environment) {
  const site = await startDemonstration(environment);
  await delay(IDLE_SECONDS * 1000);
  const rssMb = await site.rssMb();
  await site.stop();
  return { readyAfterMs: site.readyAfterMs, rssMb };
}

async function measureAll(environment, { token, email, password }) {
  const site = await startDemonstration(environment);
  try {
    const forPrograms = { authorization: `Bearer ${token}` };
    const forPeople = { cookie: await signIn(site.url, email, password) };
    const baseline = [];
    const results = [];
    for (const [path, headers] of [
      ['/api/v1/census?asOf=2012-06-25', forPrograms],
      ['/api/v1/agreements', forPrograms],
      ['/api/v1/inspections?fiscalYear=2013', forPrograms],
      ['/agreements', forPeople],
    ]) {
      say(`Measuring ${path} …`);
      // Before each, so that whatever else the machine does meanwhile weighs on both.
      baseline.push(await measure(site, '/health/live', {}, BASELINE_SECONDS));
      const sample = await measure(site, path, headers, SECONDS);
      results.push({ name: `GET ${path}`, result: summarise([sample]) });
    }
    return {
      baseline: summarise(baseline),
      results,
      readyAfterMs: site.readyAfterMs,
      rssMb: await site.rssMb(),
    };
  } finally {
    await site.stop();
  }
}

function say(text) {
  process.stdout.write(`${text}\n`);
}
