import 'reflect-metadata';
import { createInterface } from 'node:readline';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { createContext } from '../../src/app.js';
import { readSettings } from '../../src/platform/config/settings.js';
import { Problem } from '../../src/platform/http/problem.js';
import { ListApplications } from '../../src/registry/lists/list-applications.service.js';
import type { Application } from './applying-process.js';
import { aPolicy, TestClock } from './test-app.js';

/**
 * Another process on the same database: says when it is ready, applies the imports that it is told of, one a line, and
 * says what became of each. Before a statement that the test names it kills itself, as `kill -9` does, or holds for a
 * while so that another gets in its way.
 */
const { CHILD_NOW = '', ...environment } = process.env;
const HOLDS_MS = 400;
const app = await createContext(readSettings(environment), {
  systemClock: new TestClock(CHILD_NOW),
  policy: aPolicy(),
});
let told: Application | undefined;

/** Every statement passes the data source's logger just before it is sent. */
function watchStatements({ logger }: DataSource): void {
  logger.logQuery = (statement) => {
    const isAt = (start?: string): boolean => start !== undefined && statement.startsWith(start);
    if (isAt(told?.diesBefore)) process.kill(process.pid, 'SIGKILL');
    if (!isAt(told?.holdsBefore)) return undefined;
    told = undefined;
    process.stdout.write('holding\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, HOLDS_MS);
    return undefined;
  };
}

async function apply(importId: string): Promise<string> {
  try {
    const how = { isUnattended: true };
    return (await app.get(ListApplications).apply(importId, how, 'the child')).state;
  } catch (error) {
    if (error instanceof Problem) return error.detail;
    throw error;
  }
}

watchStatements(app.get<DataSource>(getDataSourceToken()));
process.stdout.write('ready\n');
for await (const line of createInterface(process.stdin)) {
  told = JSON.parse(line) as Application;
  process.stdout.write(`${await apply(told.importId)}\n`);
}
await app.close();
