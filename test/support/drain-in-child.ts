import 'reflect-metadata';
import { once } from 'node:events';
import { createContext } from '../../src/app.js';
import { readSettings } from '../../src/platform/config/settings.js';
import type { Obligation } from '../../src/reminders/obligation.js';
import { TestObligations, tick } from './reminders.js';
import { aPolicy, TestClock } from './test-app.js';

/** A worker process that says when it is ready, waits to be told, plans and drains once: so that a test can kill it meanwhile. */
const { CHILD_NOW = '', CHILD_OBLIGATIONS = '[]', ...environment } = process.env;
const app = await createContext(readSettings(environment), {
  systemClock: new TestClock(CHILD_NOW),
  policy: aPolicy(),
});
TestObligations.in(app, ...(JSON.parse(CHILD_OBLIGATIONS) as Obligation[]));
process.stdout.write('ready\n');
await once(process.stdin, 'data');
await tick(app);
await app.close();
process.stdin.destroy();
