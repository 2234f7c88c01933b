import { cpus, loadavg } from 'node:os';
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';

const ms = (value) => (value < 10 ? value.toFixed(2) : String(Math.round(value)));
const times = (value) => `${value < 10 ? value.toFixed(1) : String(Math.round(value))} ×`;

export const LATENCY_HEADER = [
  'Request',
  'CPU ratio',
  'p50 ratio',
  'p99 ratio',
  'CPU ms',
  'p50 ms',
  'p99 ms',
  'requests/s',
];

/** The rows that both the terminal and the document show. */
export function latencyRows(baseline, results) {
  const all = [{ name: 'GET /health/live (baseline)', result: baseline }, ...results];
  return all.map(({ name, result }) => [
    name,
    times(result.cpuMs / baseline.cpuMs),
    times(result.p50 / baseline.p50),
    times(result.p99 / baseline.p99),
    ms(result.cpuMs),
    ms(result.p50),
    ms(result.p99),
    String(Math.round(result.perSecond)),
  ]);
}

/** Aligned with spaces, for a terminal. */
export function asText(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd();
  return rows.map(line).join('\n');
}

function asMarkdown([header, ...rows]) {
  const line = (row) => `| ${row.join(' | ')} |`;
  return [
    line(header),
    line(header.map((_, column) => (column === 0 ? '---' : '---:'))),
    ...rows.map(line),
  ].join('\n');
}

/** Writes docs/bench.md. */
export async function writeReport(file, facts) {
  const text = `# Benchmark

Written by \`npm run bench\`; do not edit by hand.

The ratios compare a request with \`GET /health/live\` of the same run on the same machine: an answer that asks neither database nor session
store. They say what a request costs in units of "the least that an answer costs here". The ratio of processor time hardly depends on the machine and on
what else runs there; those of the waiting times grow when other programs want the processor, and the milliseconds depend on everything.

Measured ${facts.on} with Node.js ${process.versions.node} on ${process.platform} ${process.arch}, ${cpus().length} processors, which other programs used at the
same time (load average ${loadavg()[0].toFixed(1)} at the end). The load came from the same machine: 4 connections, 10 seconds for each
request, and 3 for the baseline before each. SQLite in a throw-away folder, role \`web\`, the demonstration with ${facts.agreements} agreements (71 of the 2012 register, the others made for
the benchmark). Every answer was a success.

## Requests

${asMarkdown(facts.latency)}

## Starting and standing still

| What | Value |
| --- | ---: |
| second start of the demonstration, until \`/health/ready\` answers 200 | ${facts.secondStartMs} ms |
| the same with ${facts.agreements} agreements, role \`web\` | ${facts.filledStartMs} ms |
| resident memory of the demonstration, idle, web and worker | ${facts.idleRssMb} MB |
| resident memory of \`web\` with ${facts.agreements} agreements, after the load | ${facts.loadedRssMb} MB |

The start is that of \`scripts/start.mjs\`, its private Redis included; \`npm start\` looks beforehand whether packages and build are current.

## Jobs with ${facts.agreements} agreements

The first run does the work that ${facts.agreements} agreements bring; the second finds nothing to do, and is what every tick costs from then on.

${asMarkdown(facts.jobs)}
`;
  writeFileSync(
    file,
    await format(text, { parser: 'markdown', printWidth: 100, proseWrap: 'always' }),
  );
}
