import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { withLock } from '../../scripts/lock.mjs';

declare global {
  /** Set by the Jest project: the same tests run once per engine. */
  var MOA_TEST_ENGINE: 'sqlite' | 'postgres';
}

export interface TestDatabase {
  /** The variables that name it and its folder. */
  environment: Record<string, string>;
  drop(): Promise<void>;
}

/** An empty database of the project's engine and the environment that names it. */
export async function aDatabase(): Promise<TestDatabase> {
  const dataDir = aFolder();
  if (globalThis.MOA_TEST_ENGINE !== 'postgres') return onSqlite(dataDir);
  const name = aName();
  await onServer(`CREATE DATABASE ${name}`);
  return onPostgres(dataDir, name);
}

/**
 * A database that holds already what many tests begin with. It is made once a run, and copied for each test.
 * @param key tells apart what is in it
 * @param fill writes it, and closes what it opened
 */
export async function aFilledDatabase(
  key: string,
  fill: (environment: Record<string, string>) => Promise<void>,
): Promise<TestDatabase> {
  const templates = process.env['MOA_TEST_TEMPLATES'];
  if (!templates) throw new Error('The run has no folder for filled databases.');
  const engine = globalThis.MOA_TEST_ENGINE;
  const name = `template_${engine}_${createHash('sha256').update(key).digest('hex').slice(0, 16)}`;
  const template = join(templates, name);
  if (!existsSync(template))
    await withLock(`${template}.lock`, async () => {
      if (!existsSync(template)) await makeTemplate(name, template, fill);
    });
  const dataDir = aFolder();
  cpSync(template, dataDir, { recursive: true });
  if (engine !== 'postgres') return onSqlite(dataDir);
  const copy = aName();
  await onServer(`CREATE DATABASE ${copy} TEMPLATE ${name}`);
  return onPostgres(dataDir, copy);
}

/** The folder takes its name last: where it is, everything is in it. */
async function makeTemplate(
  name: string,
  template: string,
  fill: (environment: Record<string, string>) => Promise<void>,
): Promise<void> {
  const { environment } = await aDatabase();
  await fill(environment);
  const url = environment['DATABASE_URL'];
  if (url) await onServer(`ALTER DATABASE ${new URL(url).pathname.slice(1)} RENAME TO ${name}`);
  renameSync(environment['MOA_DATA_DIR'] ?? '', template);
}

const aFolder = (): string => mkdtempSync(join(tmpdir(), 'moa-test-'));

const aName = (): string => `t${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;

const remove = (folder: string): void => {
  rmSync(folder, { recursive: true, force: true });
};

const onSqlite = (dataDir: string): TestDatabase => ({
  environment: { MOA_DATA_DIR: dataDir },
  drop: () => {
    remove(dataDir);
    return Promise.resolve();
  },
});

const onPostgres = (dataDir: string, name: string): TestDatabase => {
  const url = new URL(process.env['MOA_TEST_POSTGRES_URL'] ?? '');
  url.pathname = `/${name}`;
  return {
    environment: { MOA_DATA_DIR: dataDir, DATABASE_URL: url.href },
    drop: async () => {
      remove(dataDir);
      await onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
};

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env['MOA_TEST_POSTGRES_URL'] });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
