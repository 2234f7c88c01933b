import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const LAUNCHER = `
  import { startPrivateRedis } from ${JSON.stringify(resolve('scripts/private-redis.mjs'))};
  const redis = await startPrivateRedis(process.argv[1]);
  process.on('SIGTERM', async () => { await redis.stop(); process.exit(0); });
  console.log(redis.url);
  setInterval(() => {}, 1000);
`;

let folder: string;
let launchers: ChildProcess[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'moa-set-up-'));
  launchers = [];
});

afterEach(async () => {
  for (const launcher of launchers) await end(launcher, 'SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

describe('the private Redis', () => {
  it('lives while its launcher lives and ends with it', async () => {
    const { launcher, socket } = await launch(folder);
    await expect(ping(socket)).resolves.toBe(true);

    await end(launcher, 'SIGTERM');

    await expect(ping(socket)).resolves.toBe(false);
  });

  it('ends also when its launcher is killed', async () => {
    const { launcher, socket } = await launch(folder);

    await end(launcher, 'SIGKILL');

    await until(async () => !(await ping(socket)));
  });

  it('is shared by a second program, which leaves it alone when it ends', async () => {
    const first = await launch(folder);
    const second = await launch(folder);
    expect(second.socket).toBe(first.socket);

    await end(second.launcher, 'SIGTERM');

    await expect(ping(first.socket)).resolves.toBe(true);
  });

  it('comes back for the program that shared it when the one that started it ends', async () => {
    const first = await launch(folder);
    await launch(folder);

    await end(first.launcher, 'SIGTERM');

    await until(() => ping(first.socket));
  });

  it('starts on a socket that a killed one left behind', async () => {
    const { launcher } = await launch(folder);
    await end(launcher, 'SIGKILL');

    const { socket } = await launch(folder);

    await until(() => ping(socket));
  });

  it('moves its socket to the temporary folder when the path would be too long for the system', async () => {
    const { socket } = await launch(join(folder, 'a-long-name-'.repeat(10)));

    expect(dirname(dirname(socket))).toBe(tmpdir());
    await expect(ping(socket)).resolves.toBe(true);
    await rm(dirname(socket), { recursive: true, force: true });
  });

  it('says in one sentence that there is no Redis to start', async () => {
    const launched = await run(['--input-type=module', '-e', LAUNCHER, folder], { PATH: folder });

    expect(launched.stderr).toContain(
      'install Redis 7 or Valkey, or set REDIS_URL to a running one.',
    );
  });
});

describe('the set-up', () => {
  it.each(['start', 'test', 'moa'])(
    'for %s refuses an old Node.js in one sentence',
    async (mode) => {
      const { code, stdout, stderr } = await run(['--import', oldNode, 'scripts/setup.mjs', mode]);

      expect(code).toBe(1);
      expect(stdout).toBe('');
      expect(stderr).toBe(
        'This needs Node.js 20.19 or newer and was started with 18.20.4: install a newer Node.js and run the command again.\n',
      );
    },
  );

  it('lets one set-up at a time work in a folder, and takes over from one that was killed', async () => {
    const lock = join(folder, 'lock');
    const killed = start(lockHolder(lock, 'first', 60_000));
    await until(() => Promise.resolve(existsSync(lock)));
    await end(killed, 'SIGKILL');

    const runs = await Promise.all(
      ['one', 'other'].map((name) => run(lockHolder(lock, name, 300))),
    );

    const turns = runs.map(({ stdout }) => stdout.trim().split(' ').map(Number));
    const [earlier, later] = turns.sort(([a], [b]) => a! - b!);
    expect(later![0]).toBeGreaterThanOrEqual(earlier![1]!);
    expect(existsSync(lock)).toBe(false);
  });
});

const oldNode =
  "data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'18.20.4'}})";

/** A program that holds the lock for a while and prints from when to when. */
function lockHolder(lock: string, name: string, forMs: number): string[] {
  const script = `
    import { withLock } from ${JSON.stringify(resolve('scripts/lock.mjs'))};
    await withLock(process.argv[1], async () => {
      const from = Date.now();
      await new Promise((done) => setTimeout(done, ${forMs}));
      console.log(from, Date.now());
    });
  `;
  return ['--input-type=module', '-e', script, lock, name];
}

function start(words: string[], environment: NodeJS.ProcessEnv = {}): ChildProcess {
  const child = spawn(process.execPath, words, {
    env: { ...process.env, NODE_OPTIONS: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  launchers.push(child);
  return child;
}

async function launch(dataDir: string): Promise<{ launcher: ChildProcess; socket: string }> {
  const launcher = start(['--input-type=module', '-e', LAUNCHER, dataDir]);
  const [line] = (await once(launcher.stdout!, 'data')) as [Buffer];
  return { launcher, socket: line.toString().trim().replace('unix://', '') };
}

async function run(
  words: string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = start(words, environment);
  let stdout = '';
  let stderr = '';
  child.stdout!.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr!.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}

function ping(socket: string): Promise<boolean> {
  return new Promise((answer) => {
    const line = connect(socket, () => line.write('PING\r\n'));
    line.on('data', (data) => {
      answer(data.toString().startsWith('+PONG'));
      line.destroy();
    });
    line.on('error', () => {
      answer(false);
    });
    line.on('close', () => {
      answer(false);
    });
  });
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('It did not happen within 10 s.');
    await delay(50);
  }
}
