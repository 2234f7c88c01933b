import { createHash } from 'node:crypto';
import { closeSync, lstatSync, openSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startOnLeash } from './leash.mjs';
import { makeFolder, withLock } from './lock.mjs';
import { findRedis } from './programs.mjs';
import { explain, lastLines, notice, StartUpError } from './report.mjs';

/** A socket's address holds 108 bytes on Linux and 104 on macOS; longer ones are cut off silently. */
const LONGEST_SOCKET_PATH_BYTES = 100;
const READY_WITHIN_MS = 30_000;
const WATCH_EVERY_MS = 1_000;

/**
 * A Redis of this installation's own, on a socket under its data folder. One that already answers there (of a program
 * that runs beside this one) is shared. Either is replaced when it goes away.
 * @returns its address, and a `stop` that leaves a shared one alone
 * @throws StartUpError when there is no Redis to start or it does not start
 */
export async function startPrivateRedis(dataDir) {
  const home = prepareHome(resolve(dataDir));
  let server = await joinOrStart(home);
  const stopping = new globalThis.AbortController();
  const watching = watch(stopping.signal, async () => {
    if (!(await server.hasGone())) return;
    notice('Redis has gone; starting it again.');
    server = await joinOrStart(home);
  });
  return {
    url: `unix://${home.socket}`,
    stop: async () => {
      stopping.abort();
      await watching;
      await server.stop();
    },
  };
}

async function watch(signal, look) {
  while (!signal.aborted) {
    await delay(WATCH_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
    if (!signal.aborted) await look().catch((error) => notice(explain(error)));
  }
}

/** Where its files are: below the data folder, but the socket in the system's temporary folder if its path were too long. */
function prepareHome(dataDir) {
  const folder = join(dataDir, 'redis');
  const name = `moa-redis-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`;
  const [socketFolder] = [folder, join(tmpdir(), name), join('/tmp', name)].filter(
    (path) => Buffer.byteLength(join(path, 'redis.sock')) <= LONGEST_SOCKET_PATH_BYTES,
  );
  makeFolder(folder);
  makeFolder(socketFolder);
  if (socketFolder !== folder) requireOwn(socketFolder);
  return { folder, socket: join(socketFolder, 'redis.sock') };
}

/** In a shared temporary folder somebody else may have made this one first, to listen in. */
function requireOwn(path) {
  const found = lstatSync(path);
  if (!found.isDirectory() || found.uid !== process.getuid?.())
    throw new StartUpError(`The folder ${path} belongs to somebody else: move it away.`);
}

/** Under a lock: a second Redis would silently take the first one's socket and write into its files. */
function joinOrStart(home) {
  return withLock(join(home.folder, 'starting.lock'), async () =>
    (await ping(home.socket)) === 'nobody' ? start(home) : share(home),
  );
}

async function share({ socket }) {
  await untilReady(socket, () => undefined);
  return {
    hasGone: async () => (await ping(socket)) === 'nobody',
    stop: () => Promise.resolve(),
  };
}

async function start({ folder, socket }) {
  const program = findRedis();
  if (!program)
    throw new StartUpError(
      'There is no redis-server or valkey-server on PATH: install Redis 7 or Valkey, or set REDIS_URL to a running one.',
    );
  const log = join(folder, 'redis.log');
  const output = openSync(log, 'w');
  const leash = startOnLeash([program, ...redisArguments(folder, socket)], { output });
  closeSync(output);
  await untilReady(socket, () => {
    if (leash.hasEnded())
      throw new StartUpError(
        `${program} did not start; it said:\n${lastLines(readFileSync(log, 'utf8'), 5)}`,
      );
  }).catch(async (error) => {
    await leash.stop();
    throw error;
  });
  return { hasGone: () => Promise.resolve(leash.hasEnded()), stop: leash.stop };
}

/** Without snapshots: Redis refuses to end when it cannot write one, and the append-only file holds everything already. */
const redisArguments = (folder, socket) =>
  [
    ['--port', '0'],
    ['--unixsocket', socket],
    ['--unixsocketperm', '700'],
    ['--dir', folder],
    ['--appendonly', 'yes'],
    ['--save', ''],
    ['--maxmemory-policy', 'noeviction'],
    ['--daemonize', 'no'],
  ].flat();

async function untilReady(socket, check) {
  const deadline = Date.now() + READY_WITHIN_MS;
  while ((await ping(socket)) !== 'ready') {
    check();
    if (Date.now() > deadline)
      throw new StartUpError(
        `The Redis at ${socket} does not answer: stop it and run the command again.`,
      );
    await delay(50);
  }
}

/** @returns 'nobody' listens, it is 'ready', or it is 'busy' (loading its file, or stuck) */
function ping(socket) {
  return new Promise((answer) => {
    const line = connect(socket);
    line.setTimeout(1_000, () => finish('busy'));
    line.on('connect', () => line.write('PING\r\n'));
    line.on('data', (data) => finish(data.toString().startsWith('+PONG') ? 'ready' : 'busy'));
    line.on('error', () => finish('nobody'));
    line.on('close', () => finish('nobody'));
    function finish(state) {
      answer(state);
      line.destroy();
    }
  });
}
