import pg from 'pg';
import { startTestPostgres } from '../test/support/test-postgres.mjs';
import { inFolder } from './folder.mjs';

/**
 * Runs a benchmark on each engine, with a database of its own.
 * @param bench is given the engine's name and the variables that name its database
 * @returns what it returned, SQLite first
 */
export async function onBothEngines(bench) {
  const results = [await inFolder((dataDir) => bench('SQLite', { MOA_DATA_DIR: dataDir }))];
  const postgres = await startTestPostgres();
  try {
    const url = await aDatabase(postgres.url);
    results.push(
      await inFolder((dataDir) =>
        bench('PostgreSQL', { MOA_DATA_DIR: dataDir, DATABASE_URL: url }),
      ),
    );
  } finally {
    await postgres.stop();
  }
  return results;
}

async function aDatabase(server) {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query('CREATE DATABASE bench');
  await client.end();
  const url = new URL(server);
  url.pathname = '/bench';
  return url.href;
}

/** The whole program on such a database, its clock standing still, with the data that is not the demonstration's. */
export async function startApp(environment, now) {
  const { createApp } = await import('../dist/src/app.js');
  const { readSettings } = await import('../dist/src/platform/config/settings.js');
  const { SystemClock } = await import('../dist/src/platform/clock/clock.js');
  const { migrate } = await import('../dist/src/platform/db/migrator.js');
  const { InstallationSteps } =
    await import('../dist/src/platform/installation/installation-steps.js');
  class StandingClock extends SystemClock {
    millis() {
      return Date.parse(now);
    }
  }
  const settings = readSettings({ MOA_TODAY: 'now', MOA_LOG_LEVEL: 'fatal', ...environment });
  await migrate(settings);
  const app = await createApp(settings, { systemClock: new StandingClock() });
  await app.get(InstallationSteps).install('reference');
  await app.getHttpAdapter().getInstance().ready();
  return app;
}

/** What autovacuum does by itself some time after many rows were written. */
export async function vacuum({ DATABASE_URL: url }) {
  if (!url) return;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('VACUUM ANALYZE');
  await client.end();
}
