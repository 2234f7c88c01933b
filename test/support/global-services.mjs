import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPrivateRedis } from '../../scripts/private-redis.mjs';
import { findChromium } from '../../scripts/programs.mjs';
import { compileSupport } from './compiled-support.mjs';
import { startTestPostgres } from './test-postgres.mjs';

const running = new Map();

/** Starts the servers that all test files share and tells the tests, through the environment, where they are. */
export async function startServices({ postgres }) {
  process.env.CHROMIUM_PATH ??= findChromium() ?? '';
  process.env.MOA_TEST_TEMPLATES = await startOnce('templates', aFolderForTemplates);
  process.env.MOA_TEST_COMPILED_SUPPORT = await startOnce('compiled support', compileSupport);
  process.env.MOA_TEST_REDIS_URL = await startOnce('redis', startTestRedis);
  if (postgres) process.env.MOA_TEST_POSTGRES_URL = await startOnce('postgres', startTestPostgres);
}

export async function stopServices() {
  const services = [...running.values()];
  running.clear();
  await Promise.all(services.map((service) => service.stop()));
}

/** Each Jest project that has tests to run asks for the servers. */
async function startOnce(name, start) {
  if (!running.has(name)) running.set(name, await start());
  return running.get(name).url;
}

async function startTestRedis() {
  const folder = await mkdtemp(join(tmpdir(), 'moa-test-redis-'));
  const redis = await startPrivateRedis(folder);
  return {
    url: redis.url,
    stop: async () => {
      await redis.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Where filled databases lie, to be copied. */
async function aFolderForTemplates() {
  const folder = await mkdtemp(join(tmpdir(), 'moa-test-templates-'));
  return { url: folder, stop: () => rm(folder, { recursive: true, force: true }) };
}
