import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { performance } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { format } from 'prettier';
import { projectRoot, requireBuild } from './build.mjs';

/**
 * How good plans are, against the bound that the same run proves and against the greedy plan, and how quick repairs are.
 * Usage, after npm run build: node bench/planning.mjs [--seeds 5] [--only 400,1500]
 * With --only the rows of other sizes stay as they were measured last.
 */
const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '5' }, only: { type: 'string' } },
});
const SEEDS = Number(values.seeds);

/** Agreements, load, seconds, and the gap that is aimed at. */
const CASES = [
  { agreements: 400, load: 0.9, seconds: 10, aim: 0.025 },
  { agreements: 1_500, load: 0.9, seconds: 30, aim: 0.025 },
  { agreements: 1_500, load: 1.1, seconds: 60, aim: 0.09 },
  { agreements: 5_000, load: 0.9, seconds: 60, aim: 0.04 },
  { agreements: 20_000, load: 0.9, seconds: 20, aim: null },
  { agreements: 20_000, load: 0.9, seconds: 120, aim: 0.08 },
].filter(
  ({ agreements }) => !values.only || values.only.split(',').map(Number).includes(agreements),
);

const SMALL = { agreements: 64, load: 0.9, seconds: 5, seeds: 10, proofSeconds: 300 };

const REPORT = join(projectRoot, 'docs/bench-planning.md');

requireBuild();
const address = (path) =>
  JSON.stringify(pathToFileURL(join(projectRoot, 'dist/src/planning', path)).href);
const built = (path) => import(join(projectRoot, 'dist/src/planning', path));
const { generateInstance } = await built('generator/generate-instance.js');
const { checkPlan } = await built('checker/check-plan.js');
const { solveInThread } = await built('solving/solve-in-thread.js');
const { Problem } = await built('solver/problem.js');
const { Prices } = await built('solver/prices.js');
const { PlanSearch } = await built('solver/search.js');
const { planOf } = await built('solver/plan.js');

/** Iterations that shorten the trips of a greedy plan: for each second of a case, and at most. They take about as long. */
const TRIPS_PER_SECOND = 80_000;
const MOST_TRIPS = 3_000_000;

const NOTHING_KNOWN = { bound: null, seconds: 0, iterations: 0, seed: 0 };
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const percent = (share) => `${(100 * share).toFixed(2)} %`;

/** Each task, the earliest due first, into the least late week that has a team: of that the people who live nearest. */
function greedyPlan(instance) {
  const problem = new Problem(instance);
  const search = new PlanSearch(problem, new Prices(problem), { seed: 0 });
  return planOf(problem, search.bestTimetable(), NOTHING_KNOWN);
}

/** The greedy plan with shorter trips: nothing becomes later by it. */
function shortenedGreedyPlan(instance, seconds) {
  const problem = new Problem(instance);
  const search = new PlanSearch(problem, new Prices(problem), { seed: 1 });
  const iterations = Math.min(MOST_TRIPS, TRIPS_PER_SECOND * seconds);
  sendNearest(search);
  search.turnToTravel(iterations);
  search.advance(iterations);
  sendNearest(search);
  return planOf(problem, search.bestTimetable(), NOTHING_KNOWN);
}

function sendNearest(search) {
  const parts = search.sendNearest();
  while (!parts.next().done);
}

/**
 * Km of a year in which every place in a team were taken by somebody from the nearest office that has anybody for it, as
 * often as it is the nearest: no plan comes below but by shared trips.
 */
function kmFromNearest(instance) {
  const problem = new Problem(instance);
  let km = 0;
  for (let task = 0; task < problem.taskCount; task++) {
    const nearest = { leader: Infinity, specialist: Infinity, inspector: Infinity };
    for (let person = 0; person < problem.personCount; person++) {
      if (!problem.isSomebody(person)) continue;
      const far = problem.distance(person, task);
      const isQualified = problem.isEverQualified(person, problem.model[task]);
      if (problem.isLeader(person)) {
        if (isQualified) nearest.leader = Math.min(nearest.leader, far);
        continue;
      }
      nearest.inspector = Math.min(nearest.inspector, far);
      if (isQualified) nearest.specialist = Math.min(nearest.specialist, far);
    }
    const others = problem.inspectors[task] - 1;
    km += 2 * nearest.leader;
    if (others >= 0) km += 2 * (nearest.specialist + others * nearest.inspector);
  }
  return km;
}

async function judged(request) {
  const plan = await solveInThread(request);
  const { faults } = checkPlan(request.instance, plan);
  if (faults.length > 0) throw new Error(`the plan has a fault: ${faults[0].sentence}`);
  return plan;
}

async function benchCase({ agreements, load, seconds, aim }) {
  const runs = [];
  for (let seed = 1; seed <= SEEDS; seed++) {
    const instance = generateInstance({ agreements, load, seed });
    const greedy = greedyPlan(instance);
    const plan = await judged({ instance, seed, seconds });
    const shortened = shortenedGreedyPlan(instance, seconds);
    runs.push({ instance, greedy, plan, shortened, leastKm: kmFromNearest(instance) });
    process.stderr.write(`${agreements} at ${load}, ${seconds} s: ${percent(plan.gap)}\n`);
  }
  const of = (figure) => median(runs.map(figure));
  return [
    agreements.toLocaleString('en-US'),
    `${Math.round(100 * load)} %`,
    `${runs[0].instance.tasks.length} / ${runs[0].instance.people.length}`,
    String(seconds),
    percent(of(({ plan }) => plan.gap)),
    aim === null ? 'a legal plan' : `≤ ${percent(aim)}`,
    percent(of(({ greedy, plan }) => (greedy.lateness - plan.bound) / Math.max(1, plan.bound))),
    percent(of(({ greedy, plan }) => 1 - plan.travelKm / greedy.travelKm)),
    percent(of(({ greedy, shortened }) => 1 - shortened.travelKm / greedy.travelKm)),
    percent(of(({ greedy, leastKm }) => 1 - leastKm / greedy.travelKm)),
    String(of(({ plan }) => plan.unscheduled.length)),
    of(({ plan }) => plan.iterations).toLocaleString('en-US'),
    commit,
  ];
}

/** The rows of the last report, as cells. */
function knownRows() {
  if (!existsSync(REPORT)) return [];
  const lines = readFileSync(REPORT, 'utf8').split('\n');
  const table = lines.filter((line) => line.startsWith('|')).slice(2);
  return table
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()));
}

const sizeOf = ([agreements, load, , seconds]) => [agreements, load, seconds].join();

/** How often a few seconds reach the best plan of a small year, which is then proved to be the best. */
async function benchSmall({ agreements, load, seconds, seeds, proofSeconds }) {
  const instance = generateInstance({ agreements, load, seed: 1 });
  const begun = performance.now();
  const proved = await judged({ instance, seed: 1, seconds, proofSeconds });
  const provedIn = (performance.now() - begun) / 1000;
  let reached = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const plan = await judged({ instance, seed, seconds });
    if (plan.lateness <= proved.lateness + 1e-6) reached++;
  }
  return `${agreements} agreements: ${reached} of ${seeds} seeds reach a lateness of ${proved.lateness.toFixed(2)} within ${seconds} s. Asked for a proof, the program in whole weeks says after ${provedIn.toFixed(0)} s in all that no plan goes below ${proved.bound.toFixed(2)}: a remaining gap of ${percent(proved.gap)}.`;
}

/** Nine visits whose leaders fall ill: what must move, and how long that takes. */
function benchRepair() {
  const instance = generateInstance({ agreements: 1_500, load: 0.9, seed: 1 });
  const { assignments } = greedyPlan(instance);
  const runs = Array.from({ length: 11 }, (_, round) => {
    const hit = assignments.slice(9 * round, 9 * round + 9);
    const ill = (id) => hit.filter(({ leader }) => leader === id).map(({ week }) => week);
    const people = instance.people.map((person) => ({
      ...person,
      unavailable: [...person.unavailable, ...ill(person.id)],
    }));
    const begun = performance.now();
    const problem = new Problem({ ...instance, people });
    const keep = { plan: assignments, weight: 50 };
    const search = new PlanSearch(problem, new Prices(problem), { seed: 1, keep });
    return { ms: performance.now() - begun, moves: search.timetable.moves };
  });
  return `1,500 agreements, nine visits whose leaders fall ill: repaired in ${median(runs.map(({ ms }) => ms)).toFixed(0)} ms with ${median(runs.map(({ moves }) => moves))} moves (median of ${runs.length}; aim: under 100 ms, no more than a dozen).`;
}

/** The most memory that this process has held, when a thread of it has solved the largest year. */
function peakMemory() {
  const script = `
    import { generateInstance } from ${address('generator/generate-instance.js')};
    import { solve } from ${address('solving/solve.js')};
    import { parentPort } from 'node:worker_threads';
    await solve({ instance: generateInstance({ agreements: 20000, load: 0.9, seed: 1 }), seed: 1, seconds: 20 });
    parentPort.postMessage(process.resourceUsage().maxRSS / 1024);`;
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(script)}`));
    worker.on('message', resolve);
    worker.on('error', reject);
  });
}

const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
  cwd: projectRoot,
  encoding: 'utf8',
}).trim();
const rows = [];
const small = await benchSmall(SMALL);
const repair = benchRepair();
for (const each of CASES) rows.push(await benchCase(each));
const memory = Math.round(await peakMemory());

const known = knownRows().filter((row) => rows.every((own) => sizeOf(own) !== sizeOf(row)));
const number = (text) => Number(text.replaceAll(/[^0-9.]/g, ''));
const all = [...known, ...rows].sort(
  (a, b) =>
    number(a[0]) - number(b[0]) || number(a[1]) - number(b[1]) || number(a[3]) - number(b[3]),
);

const header = [
  ...['Agreements', 'Load', 'Tasks / people', 'Seconds', 'Gap', 'Aim', 'Gap of the greedy plan'],
  ...[
    'Fewer km than greedy',
    'The same, no later than greedy',
    'If all were sent from the nearest',
  ],
  'Without a week',
  ...['Iterations', 'Commit'],
];
const line = (cells) => `| ${cells.join(' | ')} |`;
const text = `# Benchmark of planning

Written by \`node bench/planning.mjs\`; do not edit by hand.

Made-up years of \`moa plan generate\`, seeds 1 to ${SEEDS}, the median of each figure. The gap is that to the bound which the
same run proves; the time is that of the whole run, bound included. The greedy plan puts each task, the earliest due first,
into the least late week that has a team, and sends who lives nearest. Plans that are less late send people farther; so one
column has the kilometres of the plan, the next those of the greedy plan after its trips were shortened, nothing later (aim:
25 %), and the one after that what would be saved if the nearest office had people without end: more is to be had by shared
trips only. Every plan was judged by the checker.

Measured with Node.js ${process.versions.node}, ${cpus().length} processors (load average ${loadavg()[0].toFixed(1)} at the end).

${line(header)}
${line(header.map((_, index) => (index === 5 ? '---' : '---:')))}
${all.map(line).join('\n')}

${small}

${repair}

A process that solves 20,000 agreements holds at most ${memory} MB.
`;
writeFileSync(
  REPORT,
  await format(text, { parser: 'markdown', printWidth: 100, proseWrap: 'preserve' }),
);
process.stderr.write(text);
