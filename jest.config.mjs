const common = {
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/src', '<rootDir>/test'],
  // A worker reads the application once, for all of its test files: loading it anew for each took most of the time.
  // Node itself reads the sources there, through test/support/typescript-hooks.mjs.
  runner: 'jest-light-runner/child-process',
  setupFiles: ['reflect-metadata', '<rootDir>/test/support/properties.mjs'],
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
  setupFiles: [...common.setupFiles, `<rootDir>/test/support/on-${engine}.mjs`],
});

export default {
  projects: [
    { ...common, displayName: 'unit', testMatch: ['<rootDir>/src/**/*.spec.{ts,tsx}'] },
    onEngine('sqlite'),
    { ...onEngine('postgres'), globalSetup: '<rootDir>/test/support/global-setup-postgres.mjs' },
    { ...withServices, displayName: 'system', testMatch: ['<rootDir>/test/**/*.system.ts'] },
  ],
};
