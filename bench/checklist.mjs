import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { format } from 'prettier';
import { projectRoot, requireBuild } from './build.mjs';
import { environmentIn, startDemonstration } from './demonstration.mjs';
import { onBothEngines } from './engines.mjs';

/**
 * How long it takes to save an item of a checklist of 60 while 20 people fill it in, on both engines, and whether anything
 * that was acknowledged is lost when the program is killed meanwhile. Usage, after npm run build: node bench/checklist.mjs
 */
const ITEMS = 60;
const PEOPLE = 20;
const SECONDS = 20;
/** As the page saves: a second and a bit after the last key. */
const PAUSE_MS = 1200;
const KILLED_AFTER_MS = 4000;
const LIMIT_MS = 50;

async function bench(engine, folder) {
  const environment = { ...(await environmentIn(folder.MOA_DATA_DIR)), ...folder };
  await (await startDemonstration(environment)).stop();
  const { visit, tokens } = await fill(environment);
  const first = await startDemonstration(environment);
  const checklist = await Checklist.of(first.url, visit, tokens);
  const paced = await checklist.filledIn(SECONDS * 1000, PAUSE_MS);
  const rushed = await checklist.filledIn(5000, 0);
  const meanwhile = checklist.filledIn(KILLED_AFTER_MS * 2, 0);
  await delay(KILLED_AFTER_MS);
  await first.kill();
  const killed = await meanwhile;
  const second = await startDemonstration(environment);
  const lost = await checklist.lostOn(second.url);
  await second.stop();
  const result = {
    ...{ engine, lost, acknowledged: checklist.acknowledged },
    ...{ paced: summary(paced), rushed: summary(rushed), untilKilled: killed.length },
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
  return result;
}

async function fill(environment) {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['bench/checklist-fill.mjs', String(ITEMS), String(PEOPLE)],
    { cwd: projectRoot, env: environment },
  );
  return JSON.parse(stdout);
}

/** A checklist as its people know it: what was acknowledged of each item, and what may have been saved without their knowing. */
class Checklist {
  acknowledged = 0;

  static async of(url, visit, tokens) {
    const checklist = new Checklist();
    Object.assign(checklist, { url, visit, tokens, items: [] });
    const { items } = await checklist.read(url);
    checklist.items = items.map(({ id, version }) => ({
      id,
      version,
      text: undefined,
      sent: undefined,
    }));
    return checklist;
  }

  async read(url) {
    const answer = await fetch(`${url}/api/v1/inspections/${this.visit}/checklist`, {
      headers: { authorization: `Bearer ${this.tokens[0]}` },
    });
    if (!answer.ok) throw new Error(`the checklist answered ${answer.status}`);
    return answer.json();
  }

  /** Each person fills in items of their own, one after the other. @returns the milliseconds of every save */
  async filledIn(forMs, pauseMs) {
    const until = performance.now() + forMs;
    const times = await Promise.all(
      this.tokens.map((token, person) => this.byOne(token, person, until, pauseMs)),
    );
    return times.flat();
  }

  async byOne(token, person, until, pauseMs) {
    const own = this.items.filter((_item, index) => index % this.tokens.length === person);
    const times = [];
    await delay(Math.random() * pauseMs);
    for (let turn = 0; performance.now() < until; turn++) {
      const took = await this.save(own[turn % own.length], token);
      if (took === undefined) break;
      times.push(took);
      await delay(pauseMs);
    }
    return times;
  }

  /** @returns undefined when the program is no longer there */
  async save(item, token) {
    item.sent = `Seen at ${performance.now()}`;
    const began = performance.now();
    try {
      const answer = await fetch(
        `${this.url}/api/v1/inspections/${this.visit}/checklist/${item.id}`,
        {
          method: 'PATCH',
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/json',
            'if-match': `"${item.id}.${item.version}"`,
          },
          body: JSON.stringify({ rating: 'compliant', observation: item.sent }),
        },
      );
      const saved = await answer.json();
      if (!answer.ok) throw new Refused(`${answer.status}: ${saved.detail}`);
      item.version = saved.version;
      item.text = item.sent;
      this.acknowledged += 1;
      return performance.now() - began;
    } catch (error) {
      if (error instanceof Refused) throw error;
      return undefined;
    }
  }

  /** How many items hold neither what was acknowledged last nor what was sent after it. */
  async lostOn(url) {
    const { items } = await this.read(url);
    return this.items.filter(({ id, text, sent }) => {
      const { observation } = items.find((item) => item.id === id);
      return text !== undefined && observation !== text && observation !== sent;
    }).length;
  }
}

class Refused extends Error {}

function summary(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { saves: sorted.length, p50: at(0.5), p99: at(0.99), longest: sorted.at(-1) };
}

function report(all) {
  const ms = (value) => value.toFixed(1);
  const row = ({ engine, paced, rushed }) =>
    `| ${engine} | ${paced.saves} | ${ms(paced.p50)} | ${ms(paced.p99)} | ${ms(paced.longest)} | ${rushed.saves} | ${ms(rushed.p50)} | ${ms(rushed.p99)} |`;
  const isUnder = all.every(({ paced }) => paced.p99 < LIMIT_MS);
  return `# Benchmark of checklists

Written by \`node bench/checklist.mjs\`; do not edit by hand.

${PEOPLE} people of a visit's team fill in a checklist of ${ITEMS} items through the API of the whole program, which runs its
jobs as well. “As people do”: each saves an item ${PAUSE_MS / 1000} s after the last one was saved, as the page does while
somebody types, for ${SECONDS} s. “Without a pause”: each saves the next as soon as the last is acknowledged. Every save is a
transaction with its audit entry.

The aim is a p99 under ${LIMIT_MS} ms as people do: ${isUnder ? 'held on both engines' : 'not held on this machine'}.

Measured ${new Date().toISOString().slice(0, 10)} with Node.js ${process.versions.node} on ${process.platform} ${process.arch}, ${cpus().length} processors (load average
${loadavg()[0].toFixed(1)} at the end).

| Engine | saves | p50 ms | p99 ms | longest ms | saves without a pause | p50 ms | p99 ms |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${all.map(row).join('\n')}

Killed with SIGKILL while all of them save without a pause, and started again:

| Engine | acknowledged until then | items that lost what was acknowledged |
| --- | ---: | ---: |
${all.map(({ engine, acknowledged, lost }) => `| ${engine} | ${acknowledged} | ${lost} |`).join('\n')}
`;
}

requireBuild();
const results = await onBothEngines(bench);
writeFileSync(
  join(projectRoot, 'docs/bench-checklist.md'),
  await format(report(results), { parser: 'markdown', printWidth: 100, proseWrap: 'always' }),
);
if (results.some(({ lost }) => lost > 0)) process.exitCode = 1;
