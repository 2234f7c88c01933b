import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aFreePort, eventually, OwnRedis, RunningProgram } from './support/running-app.js';

const redis = new OwnRedis();
const dataDir = mkdtempSync(join(tmpdir(), 'moa-demo-'));

const environment = (port: number): Record<string, string> => ({
  MOA_DATA_DIR: dataDir,
  REDIS_URL: redis.url,
  PORT: String(port),
});

const ready = (port: number, seconds: number) =>
  eventually('ready', seconds, async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`);
    return answer.status === 200 ? ((await answer.json()) as { status: string }) : undefined;
  });

/** Signs in as a person would: the form, its token, its cookie. */
async function signIn(port: number, email: string, password: string): Promise<string> {
  const base = `http://127.0.0.1:${port}`;
  const form = await fetch(`${base}/sign-in`);
  const cookie = form.headers.get('set-cookie')?.split(';')[0] ?? '';
  const token = /name="_csrf" value="([^"]+)"/.exec(await form.text())?.[1] ?? '';
  const answer = await fetch(`${base}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ email, password, _csrf: token }),
  });
  expect(answer.status).toBe(303);
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

describe('the demonstration, as a program', () => {
  let program: RunningProgram;
  let port: number;

  beforeAll(async () => {
    await redis.start();
    port = await aFreePort();
    program = new RunningProgram(environment(port));
    await ready(port, 60);
  });
  afterAll(async () => {
    await program.end();
    await redis.remove();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('prints one account per role, with which one can sign in', async () => {
    const rows = program.output
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter((cells) => cells.length === 3 && cells[1]?.includes('@'));
    expect(rows.map(([role]) => role)).toEqual([
      'administrator',
      'program-manager',
      'team-leader',
      'inspector',
      'ero-supervisor',
      'oig-liaison',
    ]);
    for (const [, email, password] of rows) {
      const cookie = await signIn(port, email!, password!);
      const home = await fetch(`http://127.0.0.1:${port}/`, { headers: { cookie } });
      expect(home.status).toBe(200);
      expect(await home.text()).toContain(
        'today is <time datetime="2012-09-26">Wed 26 Sep 2012</time>',
      );
    }
  });

  it('is ready only when the year is scheduled and the first mails have left', async () => {
    const rows = program.output.split('\n').map((line) => line.trim().split(/\s+/));
    const [, email, password] = rows.find(([role]) => role === 'program-manager')!;
    const cookie = await signIn(port, email!, password!);
    const get = async (path: string): Promise<{ total: number; items: { status: string }[] }> =>
      (await (
        await fetch(`http://127.0.0.1:${port}/api/v1/${path}`, { headers: { cookie } })
      ).json()) as never;
    const full = await get('inspections?fiscalYear=2013&kind=full&limit=500');
    expect(full.total).toBe(64);
    expect(full.items.filter((item) => item.status === 'scheduled').length).toBeGreaterThan(30);
    expect((await get('reminders?status=sent')).total).toBeGreaterThan(0);
  });

  it('says in one sentence that the port is taken', async () => {
    const second = new RunningProgram({
      ...environment(port),
      MOA_DATA_DIR: join(dataDir, 'second'),
    });
    expect(await second.exited).toBe(1);
    expect(second.output.trim()).toBe(
      `Port ${port} on 127.0.0.1 is taken: set PORT to a free one.`,
    );
  });

  it('ends on Ctrl-C, twice pressed, and is ready again without showing passwords', async () => {
    program.signal('SIGINT');
    program.signal('SIGINT');
    expect(await program.exited).toBe(0);
    program = new RunningProgram(environment(port));
    // How long that takes on a quiet machine is in docs/bench.md.
    await ready(port, 60);
    expect(program.output).not.toMatch(/@demo\.example\s+\w{4}-/);
    expect(program.output).toContain('The passwords were shown at the first start');
  });
});

describe('what keeps the program from starting is told in one sentence', () => {
  const dir = mkdtempSync(join(tmpdir(), 'moa-refused-'));
  afterAll(() => {
    rmSync(dir, { recursive: true, force: true });
  });

  const refusal = async (variables: Record<string, string>): Promise<string> => {
    const program = new RunningProgram({ MOA_DATA_DIR: dir, PORT: '0', ...variables });
    expect(await program.exited).toBe(1);
    const lines = program.output.trim().split('\n');
    expect(lines).toHaveLength(1);
    return lines[0]!;
  };

  it('an unreadable database', async () => {
    const file = join(dir, 'broken.db');
    writeFileSync(
      file,
      'this is no database, but long enough to be taken for the header of one'.repeat(20),
    );
    chmodSync(file, 0o600);
    expect(await refusal({ DATABASE_URL: `sqlite:${file}` })).toContain(
      `The database ${file} cannot be`,
    );
  });

  it('a PostgreSQL that is not there, without its password', async () => {
    const sentence = await refusal({ DATABASE_URL: 'postgres://moa:secret@127.0.0.1:9/moa' });
    expect(sentence).toContain('The database 127.0.0.1:9/moa cannot be opened');
    expect(sentence).not.toContain('secret');
  });

  it('wrong settings, each named', async () => {
    expect(await refusal({ PORT: 'eighty', MOA_ROLE: 'boss' })).toMatch(/PORT.*MOA_ROLE/);
  });

  it('production without its secrets', async () => {
    const sentence = await refusal({ MOA_MODE: 'production' });
    for (const name of [
      'MOA_SESSION_SECRET',
      'MOA_AUDIT_KEY',
      'MOA_BASE_URL',
      'MOA_MAIL_FROM',
      'SMTP_URL',
    ])
      expect(sentence).toContain(name);
  });

  it('production on a database that was not migrated', async () => {
    const sentence = await refusal({
      MOA_MODE: 'production',
      MOA_SESSION_SECRET: 'x'.repeat(40),
      MOA_AUDIT_KEY: 'y'.repeat(40),
      MOA_BASE_URL: 'https://moa.example.gov',
      MOA_MAIL_FROM: 'moa@example.gov',
      SMTP_URL: 'smtp://127.0.0.1:25',
      DATABASE_URL: `sqlite:${join(dir, 'new.db')}`,
    });
    expect(sentence).toContain('run `moa migrate` first');
  });

  it('a port that another program holds', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    try {
      expect(await refusal({ PORT: String(port) })).toContain(`Port ${port} on 127.0.0.1 is taken`);
    } finally {
      other.close();
    }
  });
});
