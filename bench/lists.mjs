import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import Excel from '@protobi/exceljs';
import { format } from 'prettier';
import 'reflect-metadata';
import { projectRoot, requireBuild } from './build.mjs';

/**
 * How long official lists take, on both engines. Usage, after npm run build: node bench/lists.mjs [LISTS]
 */
const LISTS = Number(process.argv[2] ?? 20);
const ROWS = { from: 308, until: 1843 };
const NOW = '2026-11-26T17:00:00.000Z';

requireBuild();
const { onBothEngines, startApp } = await import('./engines.mjs');
const { aSeries, workbookOf } = await import('./list-series.mjs');
const { ListApplications } =
  await import('../dist/src/registry/lists/list-applications.service.js');
const { ListImports } = await import('../dist/src/registry/lists/list-imports.service.js');
const { ListReading } = await import('../dist/src/registry/lists/list-reading.service.js');
const { CensusService } = await import('../dist/src/registry/census.service.js');

const [largest] = await packed(aSeries({ count: 1, ...ROWS }));
const series = await packed(aSeries({ count: LISTS, ...ROWS }));
const baselineMs = await timeOf(() => readByExcelJs(largest.content));
say(`ExcelJS reads ${largest.rows.length} rows in ${Math.round(baselineMs)} ms`);
const single = await onBothEngines(importAlone);
const replays = await onBothEngines(replay);
const all = { single, replays };
writeFileSync(
  join(projectRoot, 'docs/bench-lists.md'),
  await format(report(all), { parser: 'markdown', printWidth: 100, proseWrap: 'always' }),
);

async function packed(lists) {
  return Promise.all(lists.map(async (list) => ({ ...list, content: await workbookOf(list) })));
}

/** The named yardstick: the same workbook through the streaming reader of ExcelJS, each cell looked at, nothing kept. */
async function readByExcelJs(content) {
  let cells = 0;
  for await (const sheet of new Excel.stream.xlsx.WorkbookReader(Readable.from(content), {
    sharedStrings: 'cache',
    hyperlinks: 'cache',
    styles: 'cache',
    worksheets: 'emit',
  }))
    for await (const row of sheet) row.eachCell(() => cells++);
  return cells;
}

/** The largest list into an empty register, and once more. */
async function importAlone(engine, environment) {
  const app = await startApp(environment, NOW);
  try {
    const first = await importList(app, largest);
    const again = await timeOf(() => send(app, largest));
    say(
      `${engine}: first ${Math.round(first.readMs + first.applyMs)} ms, again ${Math.round(again)} ms`,
    );
    return { engine, ...first, againMs: again };
  } finally {
    await app.close();
  }
}

/** The lists one after the other; every census is held against its list. */
async function replay(engine, environment) {
  const app = await startApp(environment, NOW);
  try {
    const lists = [];
    for (const list of series) {
      const times = await importList(app, list);
      const { agreements } = await app.get(CensusService).take({ asOf: list.day });
      if (agreements !== list.rows.length)
        throw new Error(`${list.day}: ${agreements} instead of ${list.rows.length}`);
      lists.push({ day: list.day, rows: list.rows.length, ...times });
      say(
        `${engine} ${list.day}: ${list.rows.length} rows, read ${Math.round(times.readMs)} ms, apply ${Math.round(times.applyMs)} ms`,
      );
    }
    return { engine, lists };
  } finally {
    await app.close();
  }
}

async function importList(app, list) {
  const began = performance.now();
  const { id } = await send(app, list);
  await app.get(ListReading).read(id);
  const read = performance.now();
  const { state, refusal } = await app
    .get(ListApplications)
    .apply(id, { isUnattended: true }, 'benchmark');
  if (state !== 'applied') throw new Error(`${list.fileName} is ${state}: ${refusal}`);
  return { readMs: read - began, applyMs: performance.now() - read };
}

function send(app, { fileName, content }) {
  return app.get(ListImports).send({ fileName, content }, 'benchmark');
}

async function timeOf(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function report({ single, replays }) {
  const ratio = (ms) => (ms / baselineMs).toFixed(1);
  const alone = single.map(
    ({ engine, readMs, applyMs, againMs }) =>
      `| ${[engine, ...[readMs, applyMs, readMs + applyMs, againMs].flatMap((ms) => [ratio(ms), Math.round(ms)])].join(' | ')} |`,
  );
  return `# Benchmark of official lists

Written by \`node bench/lists.mjs\`; do not edit by hand.

The lists are the benchmark's own: real counties, models and names as ICE prints them, as workbooks with dates and links. The
ratios compare with the streaming reader of ExcelJS, which reads the largest of them (${largest.rows.length} rows) and looks at each cell without keeping any, in ${Math.round(baselineMs)} ms of the same
run. Times are those of the whole step in the process of the program: sending, reading and cleaning with the first comparison (“read”), and comparing again, asking, answering and
folding in one transaction (“apply”).

Measured ${new Date().toISOString().slice(0, 10)} with Node.js ${process.versions.node} on ${process.platform} ${process.arch}, ${cpus().length} processors (load average ${loadavg()[0].toFixed(1)} at the end).

## The largest list into an empty register, and the same file again

| Engine | read ratio | read ms | apply ratio | apply ms | both ratio | both ms | again ratio | again ms |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${alone.join('\n')}

${replays.map(replaySection).join('\n')}
`;
}

function replaySection({ engine, lists }) {
  const total = ({ readMs, applyMs }) => readMs + applyMs;
  const perRow = (part) =>
    part.reduce((sum, list) => sum + total(list), 0) /
    part.reduce((sum, { rows }) => sum + rows, 0);
  const third = Math.max(1, Math.floor(lists.length / 4));
  const [early, late] = [perRow(lists.slice(0, third)), perRow(lists.slice(-third))];
  const rows = lists.map(
    (list) =>
      `| ${list.day} | ${list.rows} | ${Math.round(list.readMs)} | ${Math.round(list.applyMs)} | ${(total(list) / list.rows).toFixed(2)} |`,
  );
  return `## ${lists.length} lists in order, ${engine}

Each census equals its list. All of them took ${(lists.reduce((sum, list) => sum + total(list), 0) / 1000).toFixed(1)} s. A row of the last quarter took ${late.toFixed(2)} ms, one of the first ${early.toFixed(2)} ms: ${(late / early).toFixed(1)} times
as long (1 = linear).

| Day | Rows | read ms | apply ms | ms a row |
| --- | ---: | ---: | ---: | ---: |
${rows.join('\n')}
`;
}

function say(text) {
  process.stdout.write(`${text}\n`);
}
