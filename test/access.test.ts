import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditEntry } from '../src/audit/audit-entry.entity.js';
import { Account, ApiToken, WebSession } from '../src/identity/account.entity.js';
import { AccountsService } from '../src/identity/accounts/accounts.service.js';
import { type Role, roleMay, ROLES } from '../src/identity/permissions.js';
import { SessionStore } from '../src/identity/sign-in/session-store.js';
import { fingerprint } from '../src/identity/secrets.js';
import { TokensService } from '../src/identity/tokens/tokens.service.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { aPerson, BrowserSession, signIn } from './support/browser-session.js';
import { aClient, clientWith, type ProblemBody, tokenFor } from './support/client.js';
import { isTriedOn } from './support/deep.js';
import { type Route, routesOf } from './support/routes.js';
import { startTestApp, type TestApp } from './support/test-app.js';

let moa: TestApp;

beforeAll(async () => {
  moa = await startTestApp({ data: ['reference'] });
});

afterAll(() => moa.close());

const unitOfWork = (): UnitOfWork => moa.app.get(UnitOfWork);
const sessions = (): Promise<WebSession[]> => unitOfWork().reading().find(WebSession);

describe('every route', () => {
  const ID = '00000000-0000-7000-8000-000000000000';
  const PUBLIC = [
    'GET /health/live',
    'GET /health/ready',
    `GET /invitation/${ID}`,
    'GET /password-reset',
    `GET /password-reset/${ID}`,
    'GET /sign-in',
    'GET /sign-in/callback',
    'GET /sign-in/single-sign-on',
    'GET /signed-out',
    `POST /invitation/${ID}`,
    'POST /password-reset',
    `POST /password-reset/${ID}`,
    'POST /sign-in',
    'POST /sign-out',
  ];
  const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

  it('declares a permission, or is one of the few that are public', () => {
    const routes = routesOf(moa.app);
    expect(routes.length).toBeGreaterThan(20);
    expect(routes.filter((route) => route.isPublic === Boolean(route.permission))).toEqual([]);
    expect(
      routes
        .filter((route) => route.isPublic)
        .map(nameOf)
        .sort(),
    ).toEqual(PUBLIC);
  });

  /** What is refused is the same on either engine, and in the matrix of access it is tried on both. */
  const isTriedBy = (role: Role, { permission }: Route): boolean =>
    isTriedOn('sqlite') || role === ROLES.find((one) => roleMay(one, permission!));

  it.each(ROLES)('answers a %s as the table of permissions says', async (role) => {
    const token = await tokenFor(moa, role, role === 'ero-supervisor' ? 'Atlanta' : undefined);
    const wrong: string[] = [];
    const routes = routesOf(moa.app).filter((known) => known.permission);
    for (const route of routes.filter((known) => isTriedBy(role, known))) {
      const { statusCode } = await moa.app.inject({
        method: route.method as 'GET',
        url: route.path,
        headers: { authorization: `Bearer ${token}` },
      });
      const isLetIn = statusCode !== 401 && statusCode !== 403;
      if (isLetIn !== roleMay(role, route.permission!) || statusCode >= 500)
        wrong.push(`${nameOf(route)}: ${statusCode}`);
    }
    expect(wrong).toEqual([]);
  });

  it('sends nobody in who has not signed in', async () => {
    const wrong: string[] = [];
    for (const route of routesOf(moa.app).filter((known) => known.permission)) {
      const { statusCode, headers } = await moa.app.inject({
        method: route.method as 'GET',
        url: route.path,
      });
      const isPage = !route.path.startsWith('/api/');
      const isRight =
        isPage && route.method === 'GET'
          ? statusCode === 303 &&
            headers.location === `/sign-in?next=${encodeURIComponent(route.path)}`
          : statusCode === 401;
      if (!isRight) wrong.push(`${nameOf(route)}: ${statusCode}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe('signing in', () => {
  it('leads to the page that was asked for, and the site knows the person', async () => {
    const person = await aPerson(moa, 'program-manager');
    const browser = new BrowserSession(moa);
    const turnedAway = await browser.open('/help/roles?a=b');
    expect(turnedAway.headers['location']).toBe('/sign-in?next=%2Fhelp%2Froles%3Fa%3Db');
    await browser.open('/sign-in?next=%2Fhelp%2Froles%3Fa%3Db');
    const { email, password } = person;
    const answer = await browser.submit('/sign-in', { email, password, next: '/help/roles?a=b' });
    expect(answer.status).toBe(303);
    expect(answer.headers['location']).toBe('/help/roles?a=b');
    expect((await browser.open('/help/roles')).text).toContain('Program manager of the test');
  });

  it('never leads off the site', async () => {
    const { email, password } = await aPerson(moa, 'inspector');
    const browser = new BrowserSession(moa);
    await browser.open('/sign-in?next=//elsewhere.example');
    const next = '//elsewhere.example';
    const answer = await browser.submit('/sign-in', { email, password, next });
    expect(answer.headers['location']).toBe('/');
  });

  it('says the same of a wrong password, an unknown address and an account that is not active', async () => {
    const person = await aPerson(moa, 'inspector');
    const former = await aPerson(moa, 'inspector');
    await deactivate(former.accountId);
    const browser = new BrowserSession(moa);
    await browser.open('/sign-in');
    for (const [email, password] of [
      [person.email, 'not-the-password'],
      ['nobody@test.example', person.password],
      [former.email, former.password],
    ] as const) {
      const answer = await browser.submit('/sign-in', { email, password });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('The e-mail or the password is not right.');
      expect(answer.text).not.toContain(password);
    }
  });

  it('takes the address in any case of its letters', async () => {
    const { email, password } = await aPerson(moa, 'inspector');
    await expect(
      signIn(moa, { email: ` ${email.toUpperCase()} `, password }),
    ).resolves.toBeDefined();
  });

  it('is held up by wrong passwords, and opens again with time', async () => {
    const { email, password } = await aPerson(moa, 'team-leader');
    const browser = new BrowserSession(moa);
    await browser.open('/sign-in');
    for (let attempt = 0; attempt < 5; attempt++)
      expect((await browser.submit('/sign-in', { email, password: 'guess' })).status).toBe(422);
    const held = await browser.submit('/sign-in', { email, password });
    expect(held.status).toBe(429);
    expect(held.headers['retry-after']).toMatch(/^[12]$/);
    expect(held.text).toContain('Too many attempts');
    // The limits know only the machine's own time.
    await new Promise((resolve) => setTimeout(resolve, 2050));
    expect((await browser.submit('/sign-in', { email, password })).status).toBe(303);
  });

  it('does not write down a password that was typed into the wrong field', async () => {
    const browser = new BrowserSession(moa);
    await browser.open('/sign-in');
    const typed = { email: 'my-own-secret-password', password: 'x' };
    expect((await browser.submit('/sign-in', typed)).status).toBe(422);
    const entries = await unitOfWork().reading().findBy(AuditEntry, { action: 'sign-in.failed' });
    expect(entries.at(-1)!.details).toContain('not an e-mail');
    expect(JSON.stringify(entries)).not.toContain('my-own-secret');
  });

  it('asks for a token of our own page: nobody can be signed in to a stranger’s account', async () => {
    const { email, password } = await aPerson(moa, 'inspector');
    const browser = new BrowserSession(moa);
    expect((await browser.submitForged('/sign-in', { email, password })).status).toBe(403);
    await browser.open('/sign-in');
    expect((await browser.submitForged('/sign-in', { email, password })).status).toBe(403);
  });

  async function deactivate(id: string): Promise<void> {
    await unitOfWork().run((manager) => manager.update(Account, { id }, { isActive: false }));
  }
});

describe('a session', () => {
  it('gets a new id at sign-in, and the one before is worth nothing', async () => {
    const { email, password } = await aPerson(moa, 'inspector');
    const browser = new BrowserSession(moa);
    await browser.open('/sign-in');
    const planted = browser.cookies.get('moa_session')!;
    await browser.submit('/sign-in', { email, password });
    expect(browser.cookies.get('moa_session')).not.toBe(planted);
    const attacker = new BrowserSession(moa);
    attacker.cookies.set('moa_session', planted);
    expect((await attacker.open('/help/roles')).status).toBe(303);
  });

  it('is kept as a hash only', async () => {
    const browser = await signIn(moa, await aPerson(moa, 'inspector'));
    const id = browser.cookies.get('moa_session')!.split('.')[0]!;
    const rows = await sessions();
    expect(rows.map((row) => row.idHash)).toContain(fingerprint(id));
    expect(JSON.stringify(rows)).not.toContain(id);
  });

  it('is sent in a cookie that scripts and other sites do not get', async () => {
    const { headers } = await new BrowserSession(moa).open('/sign-in');
    expect(headers['set-cookie']).toMatch(/; HttpOnly; SameSite=Lax$/);
    expect(headers['set-cookie']).not.toContain('Secure');
  });

  it('ends with signing out, also for who kept the cookie', async () => {
    const browser = await signIn(moa, await aPerson(moa, 'inspector'));
    const kept = browser.cookies.get('moa_session')!;
    await browser.open('/help/roles');
    expect((await browser.submit('/sign-out')).headers['location']).toBe('/sign-in');
    browser.cookies.set('moa_session', kept);
    expect((await browser.open('/help/roles')).status).toBe(303);
  });

  it('does not come back when a request that ran meanwhile saves it', async () => {
    const browser = await signIn(moa, await aPerson(moa, 'inspector'));
    const id = browser.cookies.get('moa_session')!.split('.')[0]!;
    const row = (await sessions()).find((known) => known.idHash === fingerprint(id))!;
    const store = moa.app.get(SessionStore);
    const session = { ...JSON.parse(row.data), notice: 'done' };
    await new Promise((done) => {
      store.destroy(id, done);
    });
    await new Promise((done) => {
      store.set(id, session, done);
    });
    expect((await sessions()).map((known) => known.idHash)).not.toContain(row.idHash);
  });

  it('ends after twelve hours, however busy it was', async () => {
    const browser = await signIn(moa, await aPerson(moa, 'inspector'));
    for (let opened = 0; opened < 24; opened++) {
      moa.clock.advance({ minutes: 29 });
      expect((await browser.open('/help/roles')).status).toBe(200);
    }
    moa.clock.advance({ minutes: 25 });
    expect((await browser.open('/help/roles')).status).toBe(303);
  });

  it('ends after half an hour in which nobody used it', async () => {
    const browser = await signIn(moa, await aPerson(moa, 'inspector'));
    moa.clock.advance({ minutes: 31 });
    expect((await browser.open('/help/roles')).status).toBe(303);
  });

  it('leaves nothing behind once it is over', async () => {
    await signIn(moa, await aPerson(moa, 'inspector'));
    moa.clock.advance({ hours: 13 });
    await signIn(moa, await aPerson(moa, 'inspector'));
    expect(await sessions()).toHaveLength(1);
  });

  it('is not begun for a visitor who meets no form', async () => {
    const { headers } = await new BrowserSession(moa).open('/nothing-here');
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('ends when its account gets a new password', async () => {
    const person = await aPerson(moa, 'inspector');
    const browser = await signIn(moa, person);
    await moa.app.get(AccountsService).resetPassword(person.accountId);
    expect((await browser.open('/help/roles')).status).toBe(303);
  });

  it('ends when its account is no longer active', async () => {
    const person = await aPerson(moa, 'inspector');
    const browser = await signIn(moa, person);
    await unitOfWork().run((manager) =>
      manager.update(Account, { id: person.accountId }, { isActive: false }),
    );
    expect((await browser.open('/help/roles')).status).toBe(303);
  });
});

describe('a forged request', () => {
  const ADDRESS = '/api/v1/agreements/00000000-0000-7000-8000-000000000000/extension';

  it('of a form is refused, and the session is still there', async () => {
    const browser = await signIn(moa, await aPerson(moa, 'inspector'));
    const answer = await browser.submitForged('/sign-out');
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('not made by this site');
    expect((await browser.open('/help/roles')).status).toBe(200);
  });

  it('of a script is refused too; our own page’s is looked at', async () => {
    const browser = await signIn(moa, await aPerson(moa, 'program-manager'));
    await browser.open('/help/roles');
    expect((await browser.postJson(ADDRESS, {}, true)).status).toBe(403);
    const own = await browser.postJson(ADDRESS, {});
    expect((own.body as ProblemBody).status).not.toBe(403);
  });

  it('with another session’s token is refused', async () => {
    const browser = await signIn(moa, await aPerson(moa, 'inspector'));
    const other = await signIn(moa, await aPerson(moa, 'inspector'));
    const page = await other.open('/help/roles');
    const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    expect((await browser.submitForged('/sign-out', { _csrf: token })).status).toBe(403);
  });

  it('cannot carry a bearer token, so that is not asked for one', async () => {
    const client = await aClient(moa, 'program-manager');
    expect((await client.post(ADDRESS, {})).status).not.toBe(403);
  });

  it('does not get past the check with a made-up authorization beside the cookie', async () => {
    const browser = await signIn(moa, await aPerson(moa, 'inspector'));
    const answer = await browser.open('/api/v1/agreements', { authorization: 'Basic eDp5' });
    expect(answer.status).toBe(401);
  });
});

describe('an API token', () => {
  const rowOf = (token: string): Promise<ApiToken> =>
    unitOfWork()
      .reading()
      .findOneByOrFail(ApiToken, { tokenHash: fingerprint(token) });

  it('is kept as a hash only', async () => {
    const token = await tokenFor(moa, 'inspector');
    expect(token).toMatch(/^moa_[\w-]{43}$/);
    const rows = await unitOfWork().reading().find(ApiToken);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('is refused when it is made up, with a challenge and a problem', async () => {
    const answer = await clientWith(moa, 'moa_made-up').get('/api/v1/agreements');
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({ type: 'urn:moa:problem:not-signed-in', status: 401 });
  });

  it('holds until it is revoked', async () => {
    const tokens = moa.app.get(TokensService);
    const of = { role: 'inspector' as const, name: 'to be revoked', officeId: null };
    const client = clientWith(moa, await tokens.createForService({ ...of, expiresOn: null }));
    expect((await client.get('/api/v1/agreements')).status).toBe(200);
    expect(await tokens.revokeByName('to be revoked')).toBe(1);
    expect((await client.get('/api/v1/agreements')).status).toBe(401);
    expect(await tokens.revokeByName('to be revoked')).toBe(0);
  });

  it('holds through the last day that was given to it', async () => {
    const today = moa.clock.moment().slice(0, 10);
    const token = await moa.app
      .get(TokensService)
      .createForService({ role: 'inspector', name: 'for today', officeId: null, expiresOn: today });
    const client = clientWith(moa, token);
    expect((await client.get('/api/v1/agreements')).status).toBe(200);
    moa.clock.advance({ days: 1 });
    expect((await client.get('/api/v1/agreements')).status).toBe(401);
  });

  it('is refused when its account is no longer active', async () => {
    const token = await tokenFor(moa, 'inspector');
    const { accountId } = await rowOf(token);
    await unitOfWork().run((manager) =>
      manager.update(Account, { id: accountId }, { isActive: false }),
    );
    expect((await clientWith(moa, token).get('/api/v1/agreements')).status).toBe(401);
  });

  it('remembers its last use, at most once a minute', async () => {
    const token = await tokenFor(moa, 'inspector');
    const client = clientWith(moa, token);
    const first = moa.clock.moment();
    await client.get('/api/v1/agreements');
    moa.clock.advance({ seconds: 30 });
    await client.get('/api/v1/agreements');
    expect((await rowOf(token)).lastUsedAt).toBe(first);
    moa.clock.advance({ seconds: 31 });
    await client.get('/api/v1/agreements');
    expect((await rowOf(token)).lastUsedAt).toBe(moa.clock.moment());
  });
});

describe('who may do what', () => {
  it('is printed from the table itself', async () => {
    const browser = await signIn(moa, await aPerson(moa, 'inspector'));
    const { text } = await browser.open('/help/roles');
    expect(text).toContain('corrective-actions.answer');
    for (const role of ['Administrator', 'OIG liaison']) expect(text).toContain(role);
  });
});
