import autocannon from 'autocannon';

const CONNECTIONS = 4;
const WARM_UP_SECONDS = 2;

/**
 * Asks one address again and again, over a few connections unless said otherwise.
 * @param site what startDemonstration gave
 * @returns every answer's milliseconds, the seconds it took, and the processor's milliseconds that the site used
 * @throws Error when any answer is not a success
 */
export async function measure(site, path, headers, seconds, connections = CONNECTIONS) {
  await ask(`${site.url}${path}`, headers, WARM_UP_SECONDS, connections);
  const cpuBefore = site.cpuMs();
  const sample = await ask(`${site.url}${path}`, headers, seconds, connections);
  return { ...sample, cpuMs: site.cpuMs() - cpuBefore };
}

/** autocannon's own histogram counts whole milliseconds, too coarse for the baseline: each answer's time is kept here. */
async function ask(url, headers, duration, connections) {
  const times = [];
  const run = autocannon({ url, headers, duration, connections });
  run.on('response', (_client, _status, _bytes, milliseconds) => times.push(milliseconds));
  const result = await run;
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0)
    throw new Error(`${url}: ${failed} of ${times.length} answers were not a success`);
  return { times, seconds: result.duration };
}

/** The figures of some samples of one address together. */
export function summarise(samples) {
  const times = samples.flatMap((sample) => sample.times).sort((a, b) => a - b);
  const sum = (of) => samples.reduce((total, sample) => total + of(sample), 0);
  return {
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    perSecond: times.length / sum(({ seconds }) => seconds),
    cpuMs: sum(({ cpuMs }) => cpuMs) / times.length,
  };
}

const percentile = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
