import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { format } from 'prettier';
import 'reflect-metadata';
import { projectRoot, requireBuild } from './build.mjs';
import { environmentIn, fill, startDemonstration } from './demonstration.mjs';
import { signIn } from './sign-in.mjs';

/**
 * How long proposing and approving a plan of a large year takes on each engine, and how long others wait for their pages
 * meanwhile. Usage, after npm run build: node bench/approval.mjs
 */
const AGREEMENTS = 1_500;
const PEOPLE = 220;
const SOLVE_SECONDS = 5;
const WAIT_SECONDS = 180;
const OTHERS_PAGE = '/agreements';

requireBuild();
const { onBothEngines } = await import('./engines.mjs');
await write(await onBothEngines(bench));

async function bench(engine, variables) {
  const environment = { ...(await environmentIn(variables.MOA_DATA_DIR)), ...variables };
  await (await startDemonstration(environment)).stop();
  const { email, password, leader } = await fill(environment, AGREEMENTS, PEOPLE);
  const site = await startDemonstration(environment);
  try {
    const planner = await signIn(site.url, leader.email, leader.password);
    const approver = await signIn(site.url, email, password);
    const plan = await post(
      site.url + '/plans',
      planner,
      await formOf(`${site.url}/plans`, planner),
      {
        fiscalYear: '2013',
        name: 'Benchmark',
        seconds: String(SOLVE_SECONDS),
        seed: '1',
      },
    );
    await untilSolved(plan, planner);
    const proposed = await timed(site, approver, () => decide(plan, '/proposal', planner));
    const approved = await timed(site, approver, () => decide(plan, '/approval', approver));
    const page = await (await fetch(plan, { headers: { cookie: planner } })).text();
    const [, visits] = /([\d,]+) with a week/.exec(page) ?? [];
    return { engine, visits, proposed, approved };
  } finally {
    await site.stop();
  }
}

/** The form of a page: its token, and the version that it was made from. */
async function formOf(page, cookie) {
  const text = await (await fetch(page, { headers: { cookie } })).text();
  const valueOf = (name) => new RegExp(`name="${name}" value="([^"]+)"`).exec(text)?.[1];
  return { _csrf: valueOf('_csrf') ?? '', version: valueOf('version') };
}

async function decide(plan, step, cookie) {
  await post(plan + step, cookie, await formOf(plan, cookie), {});
}

/** @returns the address that it leads to */
async function post(address, cookie, form, fields) {
  const given = Object.entries({ ...form, ...fields }).filter(([, value]) => value !== undefined);
  const answer = await fetch(address, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new globalThis.URLSearchParams(given).toString(),
  });
  if (answer.status !== 303) throw new Error(`${address} answered ${answer.status}`);
  return new URL(answer.headers.get('location'), address).href;
}

async function untilSolved(plan, cookie) {
  for (let second = 0; second < WAIT_SECONDS; second++) {
    const page = await (await fetch(plan, { headers: { cookie } })).text();
    if (page.includes(`${new URL(plan).pathname}/proposal"`)) return;
    await delay(1_000);
  }
  throw new Error('the plan was not solved in time');
}

/** Does something while somebody else asks for a page again and again. */
async function timed(site, cookie, work) {
  const waits = [];
  let isOver = false;
  const others = (async () => {
    while (!isOver) {
      const asked = performance.now();
      await (await fetch(site.url + OTHERS_PAGE, { headers: { cookie } })).text();
      waits.push(performance.now() - asked);
    }
  })();
  const began = performance.now();
  try {
    await work();
  } finally {
    isOver = true;
  }
  const ms = performance.now() - began;
  await others;
  waits.sort((a, b) => a - b);
  return { ms, asked: waits.length, median: waits[waits.length >> 1], longest: waits.at(-1) };
}

async function write(results) {
  const ms = (number) => number.toFixed(0);
  const rows = results.flatMap(({ engine, visits, proposed, approved }) =>
    Object.entries({ Proposing: proposed, Approving: approved }).map(
      ([step, { ms: taken, asked, median, longest }]) =>
        `| ${[engine, step, visits, ms(taken), asked, ms(median), ms(longest)].join(' | ')} |`,
    ),
  );
  const text = `# Benchmark of proposing and approving a plan of a large year

Written by \`node bench/approval.mjs\`; do not edit by hand.

One process, web and worker, with ${AGREEMENTS.toLocaleString('en-US')} agreements and ${PEOPLE} people more than the demonstration has. A plan of the year is drafted and solved for ${SOLVE_SECONDS} seconds, then proposed and approved, each with the reading of the plan's page before it, while somebody else asks for \`${OTHERS_PAGE}\` again and again. Approving makes every visit with its team, history and audit in one transaction. Milliseconds.

Measured with Node.js ${process.versions.node}, ${cpus().length} processors (load average ${loadavg()[0].toFixed(1)} at the end).

| Engine | Step | Visits with a week | Taken | Pages of others | Their median | Their longest |
| --- | --- | ---: | ---: | ---: | ---: | ---: |
${rows.join('\n')}
`;
  writeFileSync(
    join(projectRoot, 'docs/bench-approval.md'),
    await format(text, { parser: 'markdown', printWidth: 100, proseWrap: 'preserve' }),
  );
  process.stderr.write(text);
}
