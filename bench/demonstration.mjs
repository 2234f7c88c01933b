import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const projectRoot = fileURLToPath(new URL('..', import.meta.url));
const READY_WITHIN_MS = 300_000;

/** The environment of a demonstration of its own, in a folder that is thrown away afterwards. */
export async function environmentIn(dataDir) {
  const others = Object.entries(process.env).filter(
    ([name]) => !/^(MOA_|DATABASE_URL$|REDIS_URL$|SMTP_URL$|PORT$|HOST$)/.test(name),
  );
  return {
    ...Object.fromEntries(others),
    MOA_DATA_DIR: dataDir,
    MOA_LOG_LEVEL: 'error',
    PORT: String(await freePort()),
  };
}

/** Starts it as `npm start` does, without the set-up. */
export async function startDemonstration(environment) {
  const began = performance.now();
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: projectRoot,
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${environment.PORT}`;
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  try {
    await untilReady(url, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    readyAfterMs: Math.round(performance.now() - began),
    rssMb: () => rssMb(child.pid),
    cpuMs: () => cpuMs(child.pid),
    stop,
    /** As a power cut does. */
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Fills its database and runs its jobs, while it is stopped. @returns what bench/fill.mjs prints */
export async function fill(environment, agreements, people = 0) {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['bench/fill.mjs', String(agreements), String(people)],
    { cwd: projectRoot, env: environment },
  );
  return JSON.parse(stdout);
}

async function untilReady(url, child) {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error('the demonstration did not start');
    if (performance.now() > deadline) throw new Error('the demonstration did not become ready');
    await delay(50);
  }
}

async function isReady(url) {
  try {
    return (await fetch(`${url}/health/ready`)).ok;
  } catch {
    return false;
  }
}

/** Resident memory of the Node.js process, which runs web and worker; Redis aside. */
async function rssMb(pid) {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Math.round(Number(stdout.trim()) / 1024);
}

/** Processor time that the process has used, in user and in kernel mode: proc(5), in ticks of 10 ms. NaN elsewhere than on Linux. */
function cpuMs(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return NaN;
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
