import { jest } from '@jest/globals';
import { run } from '../../src/cli.js';
import type { TestApp } from './test-app.js';

export interface CommandAnswer {
  code: number;
  out: string;
  err: string;
}

/** Runs `moa` on the test's database. */
export async function moaCommand(
  moa: Pick<TestApp, 'environment'>,
  ...argv: string[]
): Promise<CommandAnswer> {
  const before = { ...process.env };
  const written = { out: '', err: '' };
  const capture = (to: 'out' | 'err') => (chunk: unknown) => {
    written[to] += String(chunk);
    return true;
  };
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation(capture('out')),
    jest.spyOn(process.stderr, 'write').mockImplementation(capture('err')),
  ];
  try {
    Object.assign(process.env, moa.environment, { MOA_LOG_LEVEL: 'fatal' });
    return { code: await run(argv), ...written };
  } finally {
    for (const spy of spies) spy.mockRestore();
    process.env = before;
  }
}
