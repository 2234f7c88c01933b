import { register } from 'node:module';

/**
 * Lets the workers, threads and child processes of tests run the sources as they are:
 * `node --import ./test/support/typescript-hooks.mjs child.ts`.
 */
register('./typescript-loader.mjs', import.meta.url);
