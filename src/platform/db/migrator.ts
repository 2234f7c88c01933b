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
    if (settings.database.engine === 'sqlite') return applyAll(source);
    const lock = source.createQueryRunner();
    try {
      await lock.query('SELECT pg_advisory_lock($1)', [POSTGRES_LOCK]);
      return await applyAll(source);
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

async function applyAll(source: DataSource): Promise<string[]> {
  const applied = await source.runMigrations({ transaction: 'each' });
  return applied.map((migration) => migration.name);
}

async function withSource<Result>(
  settings: Settings,
  work: (source: DataSource) => Promise<Result>,
): Promise<Result> {
  const source = new DataSource({
    ...(writerOptions(settings) as DataSourceOptions),
    entities: [],
  });
  try {
    await source.initialize();
  } catch (error) {
    throw new StartUpError(
      `The database ${describe(settings)} cannot be opened: ${(error as Error).message}`,
    );
  }
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

/** Where the database is, without its password. */
function describe(settings: Settings): string {
  if (settings.database.engine === 'sqlite') return settings.database.file;
  const url = new URL(settings.database.url);
  return `${url.host}${url.pathname}`;
}
