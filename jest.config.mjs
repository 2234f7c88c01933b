import { readFileSync } from 'node:fs';

const swcOptions = {
  ...JSON.parse(readFileSync(new URL('.swcrc', import.meta.url), 'utf8')),
  swcrc: false,
};

const common = {
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testEnvironment: 'node',
  setupFiles: ['reflect-metadata'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.tsx?$': ['@swc/jest', swcOptions] },
  // An import ends in .js, the source in .ts or .tsx. JavaScript first: some packages ship both, and mean the JavaScript.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  moduleFileExtensions: ['js', 'mjs', 'cjs', 'ts', 'tsx', 'json', 'node'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/var/'],
};

/** Jest runs a project's set-up only if one of its tests is to run: no PostgreSQL for a test that does without. */
const withServices = {
  ...common,
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
};

const onEngine = (engine) => ({
  ...withServices,
  displayName: engine,
  testMatch: ['<rootDir>/test/**/*.test.{ts,tsx}'],
  globals: { MOA_TEST_ENGINE: engine },
});

export default {
  testTimeout: 60_000,
  // Every file evaluates all modules anew, and Jest lets go of none of them: a worker that grew is exchanged for a new
  // one, before collecting its garbage takes longer than the tests.
  workerIdleMemoryLimit: '700MB',
  projects: [
    { ...common, displayName: 'unit', testMatch: ['<rootDir>/src/**/*.spec.{ts,tsx}'] },
    onEngine('sqlite'),
    { ...onEngine('postgres'), globalSetup: '<rootDir>/test/support/global-setup-postgres.mjs' },
    { ...withServices, displayName: 'system', testMatch: ['<rootDir>/test/**/*.system.ts'] },
  ],
};
