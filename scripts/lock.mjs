import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StartUpError } from './report.mjs';

const BEAT_MS = 5_000;
/** A holder that is alive but has not touched its lock for so long is another process with a recycled number. */
const STALE_MS = 60_000;

/**
 * Runs `work` while no other process runs under the same lock file.
 * A lock whose holder was killed is taken over.
 * @param onWait called once if another process holds the lock
 */
export async function withLock(path, work, onWait = () => {}) {
  makeFolder(dirname(path));
  await acquire(path, onWait);
  const beat = setInterval(() => touch(path), BEAT_MS);
  beat.unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    rmSync(path, { force: true });
  }
}

/** @throws StartUpError if it may not be made */
export function makeFolder(path) {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StartUpError(`The folder ${path} cannot be made: ${error.message}.`);
  }
}

async function acquire(path, onWait) {
  for (let told = false; !tryToTake(path); told = true) {
    const holder = read(path);
    if (holder !== undefined && isStale(path, holder)) remove(path, holder);
    else {
      if (!told) onWait();
      await delay(100);
    }
  }
}

/** A link appears at once and with its content; an exclusive open would show an empty file for a moment. */
function tryToTake(path) {
  const mine = `${path}.${process.pid}`;
  try {
    writeFileSync(mine, String(process.pid));
    linkSync(mine, path);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw new StartUpError(`The folder ${dirname(path)} cannot be written: ${error.message}.`);
  } finally {
    rmSync(mine, { force: true });
  }
}

function isStale(path, holder) {
  return !isRunning(Number(holder)) || age(path) > STALE_MS;
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Moves the lock aside before deleting it: of several processes that saw it stale, one may already have its own in place. */
function remove(path, holder) {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
    if (read(aside) !== holder) linkSync(aside, path);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function age(path) {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

function touch(path) {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // The folder was cleared away under us; the lock goes with it.
  }
}
