import fc from 'fast-check';

/**
 * What chance draws for the properties is the same on every run: a run says something of the code, not of its luck. A
 * deep run tries ten times as much. To look elsewhere: `MOA_TEST_SEED=4711 npm run test:deep`.
 */
fc.configureGlobal({
  seed: Number(process.env.MOA_TEST_SEED ?? 287),
  numRuns: process.env.MOA_TEST_DEEP === undefined ? 100 : 1_000,
});
