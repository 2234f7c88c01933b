import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/**
 * A process of its own that runs a file of `test/support` from the sources, on the database that the variables name. Its
 * errors are those of the test.
 */
export const startSourceProcess = (
  file: string,
  environment: Record<string, string>,
): ChildProcessByStdio<Writable, Readable, null> =>
  spawn(
    process.execPath,
    ['--import', './test/support/typescript-hooks.mjs', `./test/support/${file}`],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { PATH: process.env['PATH'], ...environment },
    },
  );
