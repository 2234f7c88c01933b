import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Account, OneTimeLink } from '../src/identity/account.entity.js';
import { credentialNotice, DemoCredentials } from '../src/identity/accounts/demo-credentials.js';
import { ROLES } from '../src/identity/permissions.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { signIn } from './support/browser-session.js';
import { clientWith } from './support/client.js';
import { type CommandAnswer, moaCommand } from './support/command.js';
import { startTestApp, type TestApp } from './support/test-app.js';

let moa: TestApp;

beforeAll(async () => {
  moa = await startTestApp();
});

afterAll(() => moa.close());

const run = (...argv: string[]): Promise<CommandAnswer> => moaCommand(moa, ...argv);

describe('moa token', () => {
  it('create prints the token and nothing else; revoke ends it', async () => {
    const created = await run('token', 'create', '--role', 'program-manager', '--name', 'nightly');
    expect(created).toMatchObject({ code: 0, err: '' });
    expect(created.out).toMatch(/^moa_[\w-]{43}\n$/);
    const client = clientWith(moa, created.out.trim());
    expect((await client.get('/api/v1/agreements')).status).toBe(200);
    expect(await run('token', 'revoke', '--name', 'nightly')).toMatchObject({
      code: 0,
      out: 'Revoked: 1.\n',
    });
    expect((await client.get('/api/v1/agreements')).status).toBe(401);
    expect(await run('token', 'revoke', '--name', 'nightly')).toMatchObject({
      code: 1,
      err: 'No live token is called nightly.\n',
    });
  });

  it('of a supervisor sees the agreements of its office and no others', async () => {
    const create = ['token', 'create', '--role', 'ero-supervisor', '--name', 'office'];
    const { out } = await run(...create, '--office', 'atlanta');
    const { body } = await clientWith(moa, out.trim()).get('/api/v1/agreements?limit=500');
    const { items } = body as { items: { fieldOffice: string }[] };
    expect(items.length).toBeGreaterThan(0);
    expect(new Set(items.map((item) => item.fieldOffice))).toEqual(new Set(['Atlanta']));
  });

  it.each([
    [['--role', 'king'], /^--role is king; the roles are administrator, /],
    [['--role', 'ero-supervisor'], /^--office is needed for an ero-supervisor\.$/],
    [['--role', 'ero-supervisor', '--office', 'Atlantis'], /^--office is Atlantis, which is no /],
    [['--role', 'inspector', '--office', 'Atlanta'], /^--office is for an ero-supervisor; /],
    [['--role', 'inspector', '--expires', '2030-02-30'], /^--expires is 2030-02-30, which is not /],
    [['--role', 'inspector', '--expires', '2012-09-26'], /^--expires is 2012-09-26, which is over/],
  ])('create refuses %j with one sentence', async (options, message) => {
    const { code, out, err } = await run('token', 'create', '--name', 'x', ...options);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err.trimEnd()).toMatch(message);
    expect(err.trimEnd()).not.toContain('\n');
  });
});

describe('moa user', () => {
  const create = ['user', 'create', '--name', 'Inspector 90', '--role', 'inspector', '--email'];

  it('create prints a password that signs in', async () => {
    const { code, out } = await run(...create, 'Inspector-90@test.example');
    expect(code).toBe(0);
    await signIn(moa, { email: 'inspector-90@test.example', password: out.trim() });
  });

  it('create refuses an address that is taken, in whatever case, or that is none', async () => {
    await run(...create, 'inspector-91@test.example');
    expect((await run(...create, 'INSPECTOR-91@test.example')).err).toMatch(
      /^There is an account /,
    );
    expect((await run(...create, 'inspector')).err).toMatch(/^--email is inspector, which is not /);
  });

  it('reset-password prints a new one, and the old one is over', async () => {
    const email = 'inspector-92@test.example';
    const before = (await run(...create, email)).out.trim();
    const after = (await run('user', 'reset-password', email)).out.trim();
    expect(after).not.toBe(before);
    await signIn(moa, { email, password: after });
    await expect(signIn(moa, { email, password: before })).rejects.toThrow('refused');
    expect(await run('user', 'reset-password', 'nobody@test.example')).toMatchObject({
      code: 1,
      err: 'There is no account for nobody@test.example.\n',
    });
  });

  it('create and reset-password give a password that must be changed; a sample’s may stay', async () => {
    const email = 'inspector-93@test.example';
    const first = (await run(...create, email)).out.trim();
    const browser = await signIn(moa, { email, password: first });
    expect((await browser.open('/')).headers['location']).toBe('/account/password');
    const sample = 'administrator-1@demo.example';
    const { out } = await run('user', 'reset-password', sample);
    const other = await signIn(moa, { email: sample, password: out.trim() });
    expect((await other.open('/')).status).toBe(200);
  });

  it('invite makes an account without a password, and asks for the mail', async () => {
    const invite = ['user', 'invite', '--name', 'Inspector 94', '--role', 'inspector', '--email'];
    const email = 'inspector-94@test.example';
    expect(await run(...invite, email)).toMatchObject({ code: 0, err: '' });
    const reading = moa.app.get(UnitOfWork).reading();
    const account = await reading.findOneByOrFail(Account, { email });
    expect(account.passwordHash).toBeNull();
    expect(await reading.findBy(OneTimeLink, { accountId: account.id })).toMatchObject([
      { purpose: 'invitation', state: 'pending' },
    ]);
    expect((await run(...invite, email)).err).toMatch(/^There is an account for /);
  });

  it('sign-out, deactivate and reactivate do what they say', async () => {
    const email = 'inspector-95@test.example';
    const password = (await run(...create, email)).out.trim();
    const browser = await signIn(moa, { email, password });
    expect((await run('user', 'sign-out', email)).out).toBe('Sessions ended: 1.\n');
    expect((await browser.open('/')).headers['location']).toMatch(/^\/sign-in/);
    const ended = await run('user', 'deactivate', email, '--reason', 'left the agency');
    expect(ended).toMatchObject({ code: 0, out: `Deactivated: ${email}.\n` });
    await expect(signIn(moa, { email, password })).rejects.toThrow('refused');
    expect((await run('user', 'deactivate', email, '--reason', 'again')).err).toMatch(
      /is not active any more\.\n$/,
    );
    expect((await run('user', 'reactivate', email)).out).toBe(`Reactivated: ${email}.\n`);
    await signIn(moa, { email, password });
    expect((await run('user', 'reactivate', email)).err).toMatch(/is active already\.\n$/);
  });

  it('deactivate refuses while there is open work, and says where it is handed on', async () => {
    const email = 'team-leader-1@demo.example';
    const refused = await run('user', 'deactivate', email, '--reason', 'left the agency');
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(
      /^There is open work: .+ Hand it on at \/admin\/accounts\/.+\/departure\.\n$/,
    );
  });

  it('list shows every account with its role', async () => {
    const { out } = await run('user', 'list');
    expect(out).toContain('administrator\tadministrator-1@demo.example\tAdministrator 1\n');
    expect(out).not.toContain('argon2');
  });
});

describe('the demonstration', () => {
  it('gives one account per role that can sign in, once', async () => {
    const credentials = (await moa.app.get(DemoCredentials).giveOnce())!;
    expect(credentials.map(({ role }) => role)).toEqual([...ROLES]);
    expect(new Set(credentials.map(({ password }) => password)).size).toBe(ROLES.length);
    for (const credential of credentials) {
      const browser = await signIn(moa, credential);
      expect((await browser.open('/')).status).toBe(200);
    }
    expect(await moa.app.get(DemoCredentials).giveOnce()).toBeUndefined();
    const supervisor = credentials.find(({ role }) => role === 'ero-supervisor')!;
    const browser = await signIn(moa, supervisor);
    expect((await browser.open('/')).text).toContain('Atlanta');
  });

  it('makes the account of a role where the samples have none', async () => {
    const empty = await startTestApp({ data: ['reference'] });
    try {
      const credentials = (await empty.app.get(DemoCredentials).giveOnce())!;
      expect(credentials.map(({ email }) => email)).toContain('program-manager@demo.example');
      const accounts = await empty.app.get(UnitOfWork).reading().find(Account);
      expect(accounts.every((account) => account.isSample)).toBe(true);
      const supervisor = accounts.find((account) => account.role === 'ero-supervisor')!;
      expect(supervisor.officeId).not.toBeNull();
    } finally {
      await empty.close();
    }
  });

  it('shows the accounts as a table, and later where to get a new password', () => {
    const notice = credentialNotice([
      { role: 'inspector', email: 'inspector-1@demo.example', password: 'abcd-efgh' },
      { role: 'program-manager', email: 'pm@demo.example', password: 'ijkl-mnop' },
    ]);
    expect(notice.split('\n').slice(1)).toEqual([
      '  role             e-mail                    password',
      '  inspector        inspector-1@demo.example  abcd-efgh',
      '  program-manager  pm@demo.example           ijkl-mnop',
    ]);
    expect(credentialNotice(undefined)).toContain('npm run moa -- user reset-password E-MAIL');
  });
});
