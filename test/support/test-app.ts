import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { createApp } from '../../src/app.js';
import { SystemClock } from '../../src/platform/clock/clock.js';
import { parsePolicy, type Policy } from '../../src/platform/config/policy.js';
import { readSettings, type Settings } from '../../src/platform/config/settings.js';
import { migrate } from '../../src/platform/db/migrator.js';
import {
  InstallationSteps,
  type StepPhase,
} from '../../src/platform/installation/installation-steps.js';
import { readFileSync } from 'node:fs';
import { AuditedChanges } from './audited-changes.js';

declare global {
  /** Set by the Jest project: the same tests run once per engine. */
  var MOA_TEST_ENGINE: 'sqlite' | 'postgres';
}

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

/** An empty database of the project's engine and the environment that names it. */
export async function aDatabase(): Promise<{
  environment: Record<string, string>;
  drop(): Promise<void>;
}> {
  const dataDir = mkdtempSync(join(tmpdir(), 'moa-test-'));
  const removeDir = (): void => {
    rmSync(dataDir, { recursive: true, force: true });
  };
  if (globalThis.MOA_TEST_ENGINE !== 'postgres')
    return {
      environment: { MOA_DATA_DIR: dataDir },
      drop: () => {
        removeDir();
        return Promise.resolve();
      },
    };
  const server = process.env['MOA_TEST_POSTGRES_URL'] ?? '';
  const name = `t${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    environment: { MOA_DATA_DIR: dataDir, DATABASE_URL: url.href },
    drop: async () => {
      removeDir();
      await onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The whole application on a database of its own, not listening; jobs run only when the test runs them. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const database = await aDatabase();
  const environment = {
    MOA_TODAY: 'now',
    MOA_LOG_LEVEL: 'fatal',
    ...database.environment,
    ...options.environment,
  };
  const settings = readSettings(environment);
  const clock = new TestClock(options.now ?? '2012-09-26T16:00:00.000Z');
  await migrate(settings);
  const app = await createApp(settings, {
    systemClock: clock,
    policy: options.policy ?? aPolicy(),
  });
  const changes = new AuditedChanges(app);
  await app
    .get(InstallationSteps)
    .install(...(options.data ?? ['reference', 'register', 'sample']));
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
