import { DataSource, type DataSourceOptions } from 'typeorm';
import type { Settings } from '../config/settings.js';
import { StartUpError } from '../start-up-error.js';
import { writerOptions } from './database-options.js';

/** Two processes that start at once migrate one after the other. Any constant number of our own will do. */
const POSTGRES_LOCK = 287_0001;

/**
 * Brings the schema up to date, before the application starts.
 * @returns the names of the migrations that were applied
 * @throws StartUpError when the database cannot be opened or a migration fails
 */
export async function migrate(settings: Settings): Promise<string[]> {
  return withSource(settings, async (source) => {
    if (settings.database.engine === 'sqlite') return applyBehindLock(source);
    const lock = source.createQueryRunner();
    try {
      await lock.query('SELECT pg_advisory_lock($1)', [POSTGRES_LOCK]);
      return await applyAll(source, 'each');
    } finally {
      await lock.query('SELECT pg_advisory_unlock($1)', [POSTGRES_LOCK]);
      await lock.release();
    }
  });
}

/** Names of the migrations that the database still lacks. */
export async function pendingMigrations(settings: Settings): Promise<boolean> {
  return withSource(settings, (source) => source.showMigrations());
}

async function applyAll(source: DataSource, transaction: 'each' | 'none'): Promise<string[]> {
  const applied = await source.runMigrations({ transaction });
  return applied.map((migration) => migration.name);
}

/** SQLite's write lock is taken before the first look at what is missing, so that a second process waits for it. */
async function applyBehindLock(source: DataSource): Promise<string[]> {
  // Has no effect once a transaction is open; rebuilding a table needs it off.
  await source.query('PRAGMA foreign_keys = OFF');
  await source.query('BEGIN IMMEDIATE');
  try {
    const applied = await applyAll(source, 'none');
    await source.query('COMMIT');
    return applied;
  } catch (error) {
    await source.query('ROLLBACK');
    throw error;
  }
}

async function withSource<Result>(
  settings: Settings,
  work: (source: DataSource) => Promise<Result>,
): Promise<Result> {
  const source = await open(settings);
  try {
    return await work(source);
  } catch (error) {
    throw new StartUpError(
      `The database ${describe(settings)} cannot be migrated: ${(error as Error).message}`,
    );
  } finally {
    await source.destroy();
  }
}

/** Nothing else happens in the process while it migrates, so it may wait for another one without letting go. */
const migratorOptions = (settings: Settings): DataSourceOptions =>
  ({ ...writerOptions(settings), entities: [], timeout: 30_000 }) as DataSourceOptions;

async function open(settings: Settings): Promise<DataSource> {
  try {
    return await new DataSource(migratorOptions(settings)).initialize();
  } catch (error) {
    throw new StartUpError(
      `The database ${describe(settings)} cannot be opened: ${(error as Error).message}`,
    );
  }
}

/** Where the database is, without its password. */
function describe(settings: Settings): string {
  if (settings.database.engine === 'sqlite') return settings.database.file;
  const url = new URL(settings.database.url);
  return `${url.host}${url.pathname}`;
}
