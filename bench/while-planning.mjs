import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { format } from 'prettier';
import { projectRoot, requireBuild } from './build.mjs';
import { environmentIn, fill, startDemonstration } from './demonstration.mjs';
import { inFolder } from './folder.mjs';
import { measure, summarise } from './measure.mjs';
import { signIn } from './sign-in.mjs';

/**
 * How quick list pages are while the same process plans a year of 1,500 agreements, against the same pages without that.
 * Usage, after npm run build: node bench/while-planning.mjs
 */
const AGREEMENTS = 1_500;
const PLANNING_SECONDS = 120;
const SECONDS = 6;
const PAGES = [
  '/agreements',
  '/inspections?fiscalYear=2013',
  '/inspections?fiscalYear=2013&status=not-due',
  '/inspections?fiscalYear=2013&status=unscheduled',
  '/api/v1/inspections?fiscalYear=2013',
  '/findings',
  '/plans',
  '/',
];

requireBuild();
await inFolder(async (dataDir) => bench(await environmentIn(dataDir)));

async function bench(environment) {
  await (await startDemonstration(environment)).stop();
  const { leader } = await fill(environment, AGREEMENTS);
  const site = await startDemonstration(environment);
  try {
    const cookie = await signIn(site.url, leader.email, leader.password);
    const alone = await measurePages(site, cookie);
    const plan = await draft(site, cookie);
    await untilSolving(plan, cookie);
    const planning = await measurePages(site, cookie);
    if (!(await isSolving(plan, cookie))) throw new Error('the plan was ready too early');
    await write(alone, planning);
  } finally {
    await site.stop();
  }
}

async function measurePages(site, cookie) {
  const results = [];
  for (const path of PAGES)
    results.push(summarise([await measure(site, path, { cookie }, SECONDS, 1)]));
  return results;
}

/** Drafts a plan as a person does. @returns its address */
async function draft(site, cookie) {
  const form = await (await fetch(`${site.url}/plans`, { headers: { cookie } })).text();
  const token = /name="_csrf" value="([^"]+)"/.exec(form)?.[1];
  const fields = { fiscalYear: '2013', name: 'Benchmark', seconds: String(PLANNING_SECONDS) };
  const answer = await fetch(`${site.url}/plans`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new globalThis.URLSearchParams({ ...fields, seed: '1', _csrf: token }).toString(),
  });
  if (answer.status !== 303) throw new Error(`drafting a plan answered ${answer.status}`);
  return new URL(answer.headers.get('location'), site.url).href;
}

async function untilSolving(plan, cookie) {
  for (let second = 0; second < 30; second++) {
    if (await isSolving(plan, cookie)) return;
    await delay(1_000);
  }
  throw new Error('nobody solves the plan');
}

async function isSolving(plan, cookie) {
  const page = await (await fetch(plan, { headers: { cookie } })).text();
  return /\d+ s: lateness/.test(page);
}

async function write(alone, planning) {
  const ms = (number) => number.toFixed(0);
  const rows = PAGES.map((path, index) => {
    const [before, during] = [alone[index], planning[index]];
    const cells = [path, ms(before.p50), ms(before.p99), ms(during.p50), ms(during.p99)];
    return `| ${[...cells, (during.p99 / before.p99).toFixed(1)].join(' | ')} |`;
  });
  const text = `# Benchmark of pages while a plan is solved

Written by \`node bench/while-planning.mjs\`; do not edit by hand.

One process, web and worker, with ${AGREEMENTS.toLocaleString('en-US')} agreements on SQLite. A team leader asks for a page again and again, first while nothing else is done, then while a plan of the year is solved in a thread of the process (a search of
${PLANNING_SECONDS} seconds). Milliseconds.

Measured with Node.js ${process.versions.node}, ${cpus().length} processors (load average ${loadavg()[0].toFixed(1)} at the end).

| Page | p50 | p99 | p50 while planning | p99 while planning | p99, times |
| --- | ---: | ---: | ---: | ---: | ---: |
${rows.join('\n')}
`;
  writeFileSync(
    join(projectRoot, 'docs/bench-while-planning.md'),
    await format(text, { parser: 'markdown', printWidth: 100, proseWrap: 'preserve' }),
  );
  process.stderr.write(text);
}
