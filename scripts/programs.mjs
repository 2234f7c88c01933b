import {
  accessSync,
  constants,
  existsSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { lastLines, notice, StartUpError } from './report.mjs';
import { run } from './run.mjs';

/** The first of these programs that PATH holds, with its full path. */
export function findProgram(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

export const findRedis = () => findProgram('redis-server', 'valkey-server');

export const findChromium = () =>
  process.env.CHROMIUM_PATH ||
  findProgram('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable');

/** Whether this set-up may install system packages itself: as root on Debian, Ubuntu and their kin. */
export function canInstall() {
  return process.getuid?.() === 0 && findProgram('apt-get') !== undefined && isDebianLike();
}

function isDebianLike() {
  try {
    return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/**
 * Installs Debian packages without starting the services that come with them.
 * @throws StartUpError with the end of what apt-get said
 */
export async function installPackages(...packages) {
  notice(`Installing ${packages.join(', ')} with apt-get …`);
  const allowServices = forbidServices();
  try {
    await apt('update');
    await apt('install', '-y', '--no-install-recommends', ...packages);
  } finally {
    allowServices();
  }
}

async function apt(...words) {
  const { code, output } = await run(['apt-get', '-q', '-o', 'DPkg::Lock::Timeout=120', ...words], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (code !== 0)
    throw new StartUpError(`apt-get ${words[0]} failed; it said:\n${lastLines(output, 8)}`);
}

/** Debian asks this file before it starts a freshly installed service: a second Redis on port 6379 is not ours to start. */
function forbidServices() {
  const policy = '/usr/sbin/policy-rc.d';
  if (existsSync(policy)) return () => undefined;
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  return () => rmSync(policy, { force: true });
}
