import { readFileSync } from 'node:fs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../src/app.js';
import { SystemClock } from '../../src/platform/clock/clock.js';
import { parsePolicy, type Policy } from '../../src/platform/config/policy.js';
import { readSettings, type Settings } from '../../src/platform/config/settings.js';
import { migrate } from '../../src/platform/db/migrator.js';
import {
  InstallationSteps,
  type StepPhase,
} from '../../src/platform/installation/installation-steps.js';
import { JobRunner } from '../../src/platform/queue/job-runner.js';
import { AuditedChanges } from './audited-changes.js';
import { aFilledDatabase, type TestDatabase } from './test-database.js';

/** Time as the test says: stands still until it is moved. */
export class TestClock extends SystemClock {
  private now: number;

  constructor(moment: string) {
    super();
    this.now = Date.parse(moment);
  }

  override millis(): number {
    return this.now;
  }

  /** Moves on (back when negative). */
  advance(by: { days?: number; hours?: number; minutes?: number; seconds?: number }): void {
    const { days = 0, hours = 0, minutes = 0, seconds = 0 } = by;
    this.now += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
  }

  set(moment: string): void {
    this.now = Date.parse(moment);
  }
}

export interface TestApp {
  app: NestFastifyApplication;
  settings: Settings;
  /** The variables that name this database: what a command needs to find it. */
  environment: Record<string, string>;
  clock: TestClock;
  dataDir: string;
  /** @throws Error when a request changed something and left no entry in the audit */
  close(): Promise<void>;
}

export interface TestAppOptions {
  /** What the database starts with; everything of the demonstration if absent. */
  data?: StepPhase[];
  policy?: Policy;
  /** Jobs that have run by then, in this order. */
  prepared?: string[];
  /** Where the clock stands; noon in Washington on the demonstration's first day if absent. No shift is added. */
  now?: string;
  environment?: Record<string, string>;
}

/** The policy of the installation, changed by a function. */
export function aPolicy(change: (policy: Policy) => void = () => undefined): Policy {
  const policy = parsePolicy(readFileSync('config/policy.yaml', 'utf8'), 'config/policy.yaml');
  change(policy);
  return policy;
}

/** The whole application on a database of its own, not listening; jobs run only when the test runs them. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const data = options.data ?? ['reference', 'register', 'sample'];
  const now = options.now ?? '2012-09-26T16:00:00.000Z';
  const policy = options.policy ?? aPolicy();
  const beginning = { data, now, policy, prepared: options.prepared };
  const isUsual = !options.environment;
  const database = isUsual ? await anInstalledDatabase(beginning) : await aMigratedDatabase();
  const environment = { ...SILENT, ...database.environment, ...options.environment };
  const settings = readSettings(environment);
  const clock = new TestClock(now);
  const app = await createApp(settings, { systemClock: clock, policy });
  const changes = new AuditedChanges(app);
  if (!isUsual) await fill(app, beginning);
  await app.getHttpAdapter().getInstance().ready();
  return {
    app,
    settings,
    environment,
    clock,
    dataDir: settings.dataDir,
    close: async () => {
      try {
        await changes.verify();
      } finally {
        await app.close();
        await database.drop();
      }
    },
  };
}

const SILENT = { MOA_TODAY: 'now', MOA_LOG_LEVEL: 'fatal' };

const aMigratedDatabase = (): Promise<TestDatabase> =>
  aFilledDatabase('migrated', async (environment) => {
    await migrate(readSettings(environment));
  });

/** What a database starts with, in full. */
interface Beginning {
  data: StepPhase[];
  now: string;
  policy: Policy;
  prepared: TestAppOptions['prepared'];
}

const anInstalledDatabase = (beginning: Beginning): Promise<TestDatabase> =>
  aFilledDatabase(JSON.stringify(beginning), async (environment) => {
    const settings = readSettings({ ...SILENT, ...environment });
    await migrate(settings);
    const { now, policy } = beginning;
    const app = await createApp(settings, { systemClock: new TestClock(now), policy });
    await fill(app, beginning);
    await app.close();
  });

async function fill(app: NestFastifyApplication, { data, prepared }: Beginning): Promise<void> {
  await app.get(InstallationSteps).install(...data);
  for (const job of prepared ?? []) await app.get(JobRunner).run(job, 'hand');
}
