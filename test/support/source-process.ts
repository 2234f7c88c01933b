import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/**
 * A process of its own that runs a file of `test/support`, compiled where dist is of these sources, on the database that
 * the variables name. Its errors are those of the test.
 */
export const startSourceProcess = (
  file: string,
  environment: Record<string, string>,
): ChildProcessByStdio<Writable, Readable, null> =>
  spawn(process.execPath, wordsFor(file), {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], ...environment },
  });

function wordsFor(file: string): string[] {
  const compiled = process.env['MOA_TEST_COMPILED_SUPPORT'];
  return compiled
    ? [join(compiled, file.replace(/\.ts$/, '.js'))]
    : ['--import', './test/support/typescript-hooks.mjs', `./test/support/${file}`];
}
