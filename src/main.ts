import 'reflect-metadata';
import { pathToFileURL } from 'node:url';
import type { INestApplicationContext } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp, createContext, installData } from './app.js';
import { SettingsWatch } from './audit/settings-watch.js';
import { readSettings, type Settings } from './platform/config/settings.js';
import { credentialNotice, DemoCredentials } from './identity/accounts/demo-credentials.js';
import { migrate, pendingMigrations } from './platform/db/migrator.js';
import { Watchman } from './platform/queue/watchman.js';
import { StartUpError } from './platform/start-up-error.js';

/**
 * Starts the program in the role that the environment names: `web`, `worker` or `all`.
 * @throws StartUpError with one sentence for the person at the terminal
 */
export async function start(): Promise<{ close(): Promise<void> }> {
  const settings = readSettings(process.env);
  await prepareSchema(settings);
  const app = settings.runsWeb ? await createApp(settings) : await createContext(settings);
  try {
    await installData(app, settings);
    if (settings.runsWeb) await listen(app as NestFastifyApplication, settings);
    if (settings.runsWorker) {
      await app.get(SettingsWatch).noticeChanges();
      app.get(Watchman).start();
    }
    await announce(app, settings);
  } catch (error) {
    await app.close();
    throw error;
  }
  return app;
}

async function prepareSchema(settings: Settings): Promise<void> {
  if (settings.isDemo) await migrate(settings);
  else if (await pendingMigrations(settings))
    throw new StartUpError(
      'The database has not been migrated to this version: run `moa migrate` first.',
    );
}

async function listen(app: NestFastifyApplication, settings: Settings): Promise<void> {
  try {
    await app.listen(settings.port, settings.host);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
      throw new StartUpError(
        `Port ${settings.port} on ${settings.host} is taken: set PORT to a free one.`,
      );
    throw error;
  }
}

async function announce(app: INestApplicationContext, settings: Settings): Promise<void> {
  if (settings.runsWeb) process.stdout.write(`The site is at ${settings.baseUrl}\n`);
  if (!settings.isDemo || !settings.runsWeb) return;
  const credentials = await app.get(DemoCredentials).giveOnce();
  process.stdout.write(`${credentialNotice(credentials)}\n`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const app = await start();
    let closing: Promise<void> | undefined;
    // A terminal and npm may both send it: the second one must not cut the first one short.
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => {
        closing ??= app.close().finally(() => process.exit(0));
      });
  } catch (error) {
    process.stderr.write(
      `${error instanceof StartUpError ? error.message : String((error as Error).stack)}\n`,
    );
    process.exit(1);
  }
}
