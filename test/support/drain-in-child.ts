import 'reflect-metadata';
import { createContext } from '../../src/app.js';
import { readSettings } from '../../src/platform/config/settings.js';
import type { Obligation } from '../../src/reminders/obligation.js';
import { runJob, TestObligations } from './reminders.js';
import { aPolicy, TestClock } from './test-app.js';

/** A worker process that drains the outbox once, so that a test can kill it while it does. */
const { CHILD_NOW = '', CHILD_OBLIGATIONS = '[]', ...environment } = process.env;
const app = await createContext(readSettings(environment), {
  systemClock: new TestClock(CHILD_NOW),
  policy: aPolicy(),
});
TestObligations.in(app, ...(JSON.parse(CHILD_OBLIGATIONS) as Obligation[]));
await runJob(app, 'reminders.drain');
await app.close();
