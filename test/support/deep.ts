/** Whether the run does in full what `npm test` does a part of. */
export const isDeep = process.env['MOA_TEST_DEEP'] !== undefined;

/** What takes long and concerns the engine little is tried on one of them, unless the run is deep. */
export const isTriedOn = (engine: 'sqlite' | 'postgres'): boolean =>
  isDeep || globalThis.MOA_TEST_ENGINE === engine;
