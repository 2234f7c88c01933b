import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { format } from 'prettier';

const ms = (value) => (value < 10 ? value.toFixed(1) : String(Math.round(value)));
const times = (value, baseline) => `${Math.round(value / baseline)} ×`;

/** Writes docs/bench-registry.md. */
export async function writeRegistryReport(file, { agreements, years, on, engines }) {
  const text = `# Benchmark of the registry

Written by \`node bench/registry.mjs\`; do not edit by hand.

${agreements.toLocaleString('en-US')} agreements with ${years} years of history: ${rowsText(engines[0].rows)}. One period in four is a
former one, which a correction has closed. Each address is asked 60 times, one after the other, in the process of the site: the
time is that of the whole answer, the check of the token, the queries and the JSON or page included.

The ratios compare with \`GET /health/live\` of the same run and engine, which asks no database; they depend little on the machine. CPU is the processor
time of the site's process, which on SQLite is that of the database as well and does not grow when other programs want the processor. Lists,
filters and census are meant to stay below 100 ms at p99, which of 60 requests is nearly the slowest: the table shows where they do not yet.

Measured ${on} with Node.js ${process.versions.node} on ${process.platform} ${process.arch}, ${cpus().length} processors, which other
programs used at the same time (load average ${loadavg()[0].toFixed(1)} at the end).

${engines.map(sectionOf).join('\n')}
`;
  writeFileSync(
    file,
    await format(text, { parser: 'markdown', printWidth: 100, proseWrap: 'always' }),
  );
}

const rowsText = ({ agencies, periods, events }) =>
  [
    `${agencies.toLocaleString('en-US')} agencies`,
    `${periods.toLocaleString('en-US')} periods`,
    `${events.toLocaleString('en-US')} events`,
  ].join(', ');

function sectionOf({ name, baseline, results, files }) {
  const row = (result) =>
    `| ${[
      result.name,
      times(result.cpu, baseline.cpu),
      times(result.p50, baseline.p50),
      times(result.p99, baseline.p50),
      ms(result.cpu),
      ms(result.p50),
      ms(result.p99),
    ].join(' | ')} |`;
  const head = (what) => `| ${what} | CPU ratio | p50 ratio | p99 ratio | CPU ms | p50 ms | p99 ms |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |`;
  return `## ${name}

${head('Answer')}
${row({ name: 'GET /health/live (baseline, p50)', ...baseline })}
${results.map(row).join('\n')}

${head('File')}
${files.map(row).join('\n')}
`;
}
