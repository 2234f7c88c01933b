import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, isBuildCurrent } from './compile.mjs';
import { withLock } from './lock.mjs';
import { requireNode } from './node-version.mjs';
import { arePackagesCurrent, installNodePackages } from './packages.mjs';
import { canInstall, findChromium, findRedis, installPackages } from './programs.mjs';
import { explain, notice, StartUpError } from './report.mjs';

export const projectRoot = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

const redis = {
  isDone: () => Boolean(process.env.REDIS_URL) || findRedis() !== undefined,
  do: () =>
    bring(
      'redis-server',
      findRedis,
      'Redis is missing: install Redis 7 or Valkey, so that redis-server or valkey-server is on PATH, or set REDIS_URL to a running one.',
    ),
};

/** Tests start a Redis of their own, also where the product would use REDIS_URL. */
const redisForTests = { ...redis, isDone: () => findRedis() !== undefined };

const chromium = {
  isDone: () => findChromium() !== undefined,
  do: () =>
    bring(
      'chromium',
      findChromium,
      'Chromium, with which the pages are tested, is missing: install it, or set CHROMIUM_PATH to a Chromium or Chrome.',
    ),
};

const packages = {
  isDone: () => arePackagesCurrent(projectRoot),
  do: () => installNodePackages(projectRoot),
};

const compiled = {
  isDone: () => isBuildCurrent(projectRoot),
  do: () => build(projectRoot),
};

/** What each command needs, what is quick to refuse first. The `job` need is that of `moa job run`. */
const needs = {
  start: [redis, packages, compiled],
  job: [redis, packages, compiled],
  test: [redisForTests, chromium, packages, compiled],
  moa: [packages, compiled],
};

/**
 * Brings what a command needs and is not there yet. Does nothing, quickly, when everything is.
 * @param mode start, test, moa or job
 * @throws StartUpError when something is missing that only a person can bring
 */
export async function setUp(mode) {
  requireNode();
  const steps = needs[mode];
  if (!steps) throw new StartUpError('Usage: node scripts/setup.mjs start|test|moa');
  if (steps.every((step) => step.isDone())) return;
  await withLock(
    join(projectRoot, 'var/setup.lock'),
    async () => {
      for (const step of steps) if (!step.isDone()) await step.do();
    },
    () => notice('Waiting for another set-up of this folder to finish …'),
  );
}

async function bring(debianPackage, find, sentence) {
  if (!canInstall()) throw new StartUpError(sentence);
  await installPackages(debianPackage).catch((error) => {
    throw new StartUpError(`${sentence} Tried here: ${explain(error)}`);
  });
  if (!find()) throw new StartUpError(sentence);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  await setUp(process.argv[2]).catch((error) => {
    notice(explain(error));
    process.exit(1);
  });
