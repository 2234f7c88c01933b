import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditEntry } from '../src/audit/audit-entry.entity.js';
import { Account, ApiToken } from '../src/identity/account.entity.js';
import { AccountsService } from '../src/identity/accounts/accounts.service.js';
import { fingerprint } from '../src/identity/secrets.js';
import { OfficesService } from '../src/offices/offices.service.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { Agency, agencyPolicy, SITE_ADDRESS } from './support/agency.js';
import { aPerson, BrowserSession, signIn } from './support/browser-session.js';
import { clientWith, tokenFor } from './support/client.js';
import { TestIdentityProvider } from './support/identity-provider.js';
import { startTestApp, type TestApp } from './support/test-app.js';

let provider: TestIdentityProvider;
let moa: TestApp;
let agency: Agency;

beforeAll(async () => {
  provider = await TestIdentityProvider.at(SITE_ADDRESS);
  moa = await startTestApp({
    data: ['reference'],
    policy: agencyPolicy(),
    environment: provider.environment,
  });
  agency = new Agency(moa, provider);
});

beforeEach(() => {
  provider.acr = 'piv';
  provider.secondsBehind = 0;
});

afterAll(async () => {
  await moa.close();
  await provider.stop();
});

/** Why the latest sign-in failed, as the audit has it. */
async function latestFailure(): Promise<Record<string, unknown>> {
  const [entry] = await agency.audited('sign-in.failed');
  return JSON.parse(entry?.details ?? '{}') as Record<string, unknown>;
}

const officeName = async (account: Account): Promise<string | undefined> =>
  (await moa.app.get(OfficesService).list()).find(({ id }) => id === account.officeId)?.name;

describe('while the provider is away', () => {
  it('the site works, says so, and lets people in with a password', async () => {
    const browser = new BrowserSession(moa);
    const answer = await browser.open('/sign-in/single-sign-on?next=/help/roles');
    expect(answer.status).toBe(503);
    expect(answer.text).toContain('sign-in service does not answer');
    expect(answer.text).toContain('href="/sign-in?next=%2Fhelp%2Froles"');
    await expect(signIn(moa, await aPerson(moa, 'inspector'))).resolves.toBeDefined();
  });

  it('is over as soon as it answers', async () => {
    await provider.start();
    expect((await agency.begin(new BrowserSession(moa))).origin).toBe(provider.issuer);
  });
});

describe('the way to the provider', () => {
  it('is offered on the sign-in page, and keeps where one wanted to go', async () => {
    const { text } = await new BrowserSession(moa).open('/sign-in?next=/help/roles');
    expect(text).toContain('href="/sign-in/single-sign-on?next=%2Fhelp%2Froles"');
    expect(text).toContain('type="password"');
  });

  it('carries a state, a nonce and a PKCE challenge that nobody can guess, anew each time', async () => {
    const browser = new BrowserSession(moa);
    const [one, other] = [await agency.begin(browser), await agency.begin(browser)].map(
      ({ searchParams }) => searchParams,
    );
    expect(Object.fromEntries(one!)).toMatchObject({
      response_type: 'code',
      client_id: 'moa',
      redirect_uri: `${SITE_ADDRESS}/sign-in/callback`,
      code_challenge_method: 'S256',
    });
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(one!.get(name)).toMatch(/^[\w-]{43}$/);
      expect(one!.get(name)).not.toBe(other!.get(name));
    }
  });

  it.each(['//elsewhere.example', 'https://elsewhere.example', '/\\elsewhere.example'])(
    'leads back to the first page instead of %s',
    async (next) => {
      const answer = await agency.arrive(new BrowserSession(moa), agency.aGuest(), next);
      expect(answer.headers['location']).toBe('/');
    },
  );

  it('may be gone in two tabs at once', async () => {
    const browser = new BrowserSession(moa);
    const first = await agency.begin(browser, '/help/roles');
    await agency.begin(browser, '/help/data');
    const answer = await browser.open(await provider.visit(first.href, agency.aGuest()));
    expect(answer.headers['location']).toBe('/help/roles');
  });
});

describe('the first sign-in', () => {
  it('makes an account with the role and the office of the claims', async () => {
    const guest = agency.aGuest({
      name: 'Supervisor of the test',
      groups: ['ero-supervisors'],
      field_office: 'ATL',
    });
    const browser = new BrowserSession(moa);
    const answer = await agency.arrive(browser, guest, '/help/roles');
    expect(answer.status).toBe(303);
    expect(answer.headers['location']).toBe('/help/roles');
    expect((await browser.open('/help/roles')).text).toContain('Supervisor of the test');
    const account = await agency.accountOf(guest);
    expect(account).toMatchObject({
      kind: 'person',
      email: guest.claims['email'],
      role: 'ero-supervisor',
      passwordHash: null,
    });
    expect(await officeName(account)).toBe('Atlanta');
  });

  it('is in the audit with issuer and subject, and without a token', async () => {
    const guest = agency.aGuest();
    await agency.signedIn(guest);
    const account = await agency.accountOf(guest);
    const [entry] = await agency.audited('sign-in.succeeded');
    expect(entry).toMatchObject({ subjectId: account.id, actorId: account.id });
    expect(JSON.parse(entry!.details!)).toEqual({
      via: 'single-sign-on',
      issuer: provider.issuer,
      subject: guest.subject,
    });
    const [linked] = await agency.audited('identity.linked');
    expect(linked).toMatchObject({ contextId: account.id, actorName: 'Inspector of the test' });
    expect(JSON.stringify(await agency.reading().find(AuditEntry))).not.toMatch(/eyJ[\w-]+\.eyJ/);
  });

  it('makes one account, however many tabs come at once', async () => {
    const guest = agency.aGuest();
    const browsers = [1, 2, 3].map(() => new BrowserSession(moa));
    const answers = await Promise.all(browsers.map((one) => agency.arrive(one, guest)));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    const email = String(guest.claims['email']);
    expect(await agency.reading().countBy(Account, { email })).toBe(1);
    for (const browser of browsers) expect(await agency.isSignedIn(browser)).toBe(true);
  });

  it('gives the browser a new session', async () => {
    const browser = new BrowserSession(moa);
    await agency.begin(browser);
    const before = browser.cookies.get('moa_session');
    await agency.arrive(browser, agency.aGuest());
    expect(browser.cookies.get('moa_session')).not.toBe(before);
  });

  it.each([
    ['no group of this site', { groups: ['canteen'] }, 'none of your groups'],
    ['no field office', { groups: ['ero-supervisors'] }, 'does not say which field office'],
    ['no e-mail address', { email: undefined }, 'does not tell an e-mail address'],
    ['an address nobody checked', { email_verified: false }, 'does not tell an e-mail address'],
  ])('is refused with %s, and leaves nothing', async (_, claims, words) => {
    const guest = agency.aGuest(claims);
    const browser = new BrowserSession(moa);
    const answer = await agency.arrive(browser, guest);
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('You could not be signed in, because');
    expect(answer.text).toContain(words);
    expect(await agency.isSignedIn(browser)).toBe(false);
    expect(await agency.identityOf(guest)).toBeNull();
    expect(await latestFailure()).toMatchObject({ subject: guest.subject });
  });
});

describe('a later sign-in', () => {
  it('takes role and office from the claims, and ends the other sessions', async () => {
    const guest = agency.aGuest();
    const elsewhere = await agency.signedIn(guest);
    guest.claims['groups'] = ['ero-supervisors'];
    guest.claims['field_office'] = 'Atlanta';
    const here = await agency.signedIn(guest);
    expect(await agency.isSignedIn(elsewhere)).toBe(false);
    expect((await here.open('/help/roles')).text).toContain('ERO supervisor');
    const [entry] = await agency.audited('account.changed-by-provider');
    expect(entry).toMatchObject({ subjectId: (await agency.accountOf(guest)).id });
    expect(JSON.parse(entry!.changes)).toContainEqual({
      field: 'role',
      before: 'inspector',
      after: 'ero-supervisor',
    });
  });

  it('changes nothing where nothing changed, and leaves the other sessions alone', async () => {
    const guest = agency.aGuest();
    const elsewhere = await agency.signedIn(guest);
    const { version } = await agency.accountOf(guest);
    guest.claims['email'] = 'other@agency.example';
    await agency.signedIn(guest);
    expect(await agency.isSignedIn(elsewhere)).toBe(true);
    expect((await agency.accountOf(guest)).version).toBe(version);
  });

  it('is refused when the groups have no role any more, and then they are signed in nowhere', async () => {
    const guest = agency.aGuest();
    const elsewhere = await agency.signedIn(guest);
    guest.claims['groups'] = [];
    expect((await agency.arrive(new BrowserSession(moa), guest)).status).toBe(403);
    expect(await agency.isSignedIn(elsewhere)).toBe(false);
  });

  it('is refused so with their programs: their API tokens end too', async () => {
    const guest = agency.aGuest();
    await agency.signedIn(guest);
    const token = await tokenFor(moa, 'inspector');
    const { id } = await agency.accountOf(guest);
    await moa.app
      .get(UnitOfWork)
      .run((manager) =>
        manager.update(ApiToken, { tokenHash: fingerprint(token) }, { accountId: id }),
      );
    const program = clientWith(moa, token);
    expect((await program.get('/api/v1/me')).status).toBe(200);
    guest.claims['groups'] = [];
    await agency.arrive(new BrowserSession(moa), guest);
    expect((await program.get('/api/v1/me')).status).toBe(401);
  });

  it('is not held up by a password that the account also has', async () => {
    const guest = agency.aGuest();
    await agency.signedIn(guest);
    const { id } = await agency.accountOf(guest);
    await moa.app.get(AccountsService).resetPassword(id, true);
    expect(await agency.isSignedIn(await agency.signedIn(guest))).toBe(true);
  });

  it('is refused when the account was deactivated', async () => {
    const guest = agency.aGuest();
    await agency.signedIn(guest);
    const { id } = await agency.accountOf(guest);
    await moa.app.get(AccountsService).deactivate(id, 'left');
    const answer = await agency.arrive(new BrowserSession(moa), guest);
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('not active any more');
    const [entry] = await agency.audited('sign-in.failed');
    expect(entry).toMatchObject({ subjectId: id });
  });
});

describe('an answer of the provider', () => {
  it('with a wrong state is refused', async () => {
    const browser = new BrowserSession(moa);
    const path = await provider.visit((await agency.begin(browser)).href, agency.aGuest());
    const answer = await browser.open(path.replace(/state=[^&]+/, 'state=made-up'));
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('was not begun in this browser');
    expect(await agency.isSignedIn(browser)).toBe(false);
    expect(await latestFailure()).toMatchObject({ why: 'no attempt has this state' });
  });

  it('in another browser than it was begun in is refused', async () => {
    const path = await provider.visit(
      (await agency.begin(new BrowserSession(moa))).href,
      agency.aGuest(),
    );
    const victim = new BrowserSession(moa);
    await agency.begin(victim);
    expect((await victim.open(path)).status).toBe(400);
    expect(await agency.isSignedIn(victim)).toBe(false);
  });

  it('with a wrong nonce is refused', async () => {
    const browser = new BrowserSession(moa);
    const address = await agency.begin(browser);
    address.searchParams.set('nonce', 'another');
    const answer = await browser.open(await provider.visit(address.href, agency.aGuest()));
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('did not pass the checks of this site');
    expect(await agency.isSignedIn(browser)).toBe(false);
    expect((await latestFailure())['why']).toContain('unexpected JWT claim value');
  });

  it('to another PKCE challenge is refused', async () => {
    const browser = new BrowserSession(moa);
    const address = await agency.begin(browser);
    address.searchParams.set('code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
    const answer = await browser.open(await provider.visit(address.href, agency.aGuest()));
    expect(answer.status).toBe(403);
    expect((await latestFailure())['why']).toContain('invalid_grant');
  });

  it('is worth nothing the second time', async () => {
    const path = await provider.visit(
      (await agency.begin(new BrowserSession(moa))).href,
      agency.aGuest(),
    );
    const browser = new BrowserSession(moa);
    const own = await provider.visit((await agency.begin(browser)).href, agency.aGuest());
    expect((await browser.open(own)).status).toBe(303);
    expect((await browser.open(own)).status).toBe(400);
    expect((await browser.open(path)).status).toBe(400);
  });

  it('is worth nothing for another attempt', async () => {
    const browser = new BrowserSession(moa);
    const path = await provider.visit((await agency.begin(browser)).href, agency.aGuest());
    expect((await browser.open(path)).status).toBe(303);
    const thief = new BrowserSession(moa);
    const state = (await agency.begin(thief)).searchParams.get('state') ?? '';
    const answer = await thief.open(path.replace(/state=[^&]+/, `state=${state}`));
    expect(answer.status).toBe(403);
    expect((await latestFailure())['why']).toContain('invalid_grant');
  });

  it('that took more than ten minutes is refused', async () => {
    const browser = new BrowserSession(moa);
    const path = await provider.visit((await agency.begin(browser)).href, agency.aGuest());
    moa.clock.advance({ minutes: 10 });
    expect((await browser.open(path)).status).toBe(400);
  });

  it('whose token is over is refused', async () => {
    provider.secondsBehind = 600;
    const browser = new BrowserSession(moa);
    const answer = await agency.arrive(browser, agency.aGuest());
    expect(answer.status).toBe(403);
    expect((await latestFailure())['why']).toContain('JWT timestamp');
    expect(await agency.isSignedIn(browser)).toBe(false);
  });

  it('that is a refusal is told in our words, not in those of the address', async () => {
    const browser = new BrowserSession(moa);
    const state = (await agency.begin(browser)).searchParams.get('state') ?? '';
    const answer = await browser.open(
      `/sign-in/callback?error=access_denied&error_description=Call+555-0100&state=${state}&iss=${encodeURIComponent(provider.issuer)}`,
    );
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('did not confirm who you are');
    expect(answer.text).not.toContain('555');
    expect(await latestFailure()).toMatchObject({ why: 'the provider answered access_denied' });
  });

  it('from another issuer is refused', async () => {
    const browser = new BrowserSession(moa);
    const path = await provider.visit((await agency.begin(browser)).href, agency.aGuest());
    const answer = await browser.open(path.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Felsewhere'));
    expect(answer.status).toBe(403);
  });
});

describe('signing out', () => {
  it('leads to the provider, which is shown whom it vouched for', async () => {
    const browser = await agency.signedIn(agency.aGuest());
    const { headers } = await browser.open('/help/roles');
    // So the browser would not follow the form's answer to the provider: a page of our own stands between.
    expect(headers['content-security-policy']).toMatch(/form-action 'self'(;|$)/);
    const answer = await browser.submit('/sign-out');
    expect(answer.headers['location']).toBe('/signed-out');
    expect(await agency.isSignedIn(browser)).toBe(false);
    const page = await browser.open('/signed-out');
    const [, address = ''] = /^0; url=(.+)$/.exec(page.headers['refresh'] ?? '') ?? [];
    const url = new URL(address);
    expect(url.origin).toBe(provider.issuer);
    expect(url.searchParams.get('id_token_hint')).toMatch(/^eyJ/);
    expect(url.searchParams.get('post_logout_redirect_uri')).toBe(`${SITE_ADDRESS}/sign-in`);
    expect(page.text).toContain('Sign out of your agency account');
    expect((await fetch(url)).status).toBe(200);
    expect((await browser.open('/signed-out')).headers['location']).toBe('/sign-in');
  });

  it('stays here for who came with a password', async () => {
    const browser = await signIn(moa, await aPerson(moa, 'inspector'));
    await browser.open('/help/roles');
    expect((await browser.submit('/sign-out')).headers['location']).toBe('/sign-in');
  });
});

describe('where people sign in with their agency account only, strongly checked', () => {
  let strict: TestApp;

  beforeAll(async () => {
    strict = await startTestApp({
      data: ['reference'],
      policy: agencyPolicy(),
      environment: {
        ...provider.environment,
        MOA_LOCAL_SIGN_IN: 'off',
        MOA_OIDC_ACR_VALUES: 'piv phr',
      },
    });
  });

  afterAll(() => strict.close());

  it('there is no form for a password, and none is looked at', async () => {
    const { email, password } = await aPerson(strict, 'inspector');
    const browser = new BrowserSession(strict);
    const { text } = await browser.open('/sign-in');
    expect(text).toContain('Sign in with your agency account');
    expect(text).not.toContain('type="password"');
    await agency.begin(browser);
    const answer = await browser.submit('/sign-in', { email, password });
    expect(answer.status).toBe(403);
    expect(await agency.isSignedIn(browser)).toBe(false);
  });

  it('the provider is asked for a strong check', async () => {
    const address = await agency.begin(new BrowserSession(strict));
    expect(address.searchParams.get('acr_values')).toBe('piv phr');
  });

  it('whoever was checked so is let in', async () => {
    const browser = new BrowserSession(strict);
    expect((await agency.arrive(browser, agency.aGuest())).status).toBe(303);
    expect(await agency.isSignedIn(browser)).toBe(true);
  });

  it('whoever was not is refused', async () => {
    provider.acr = 'password';
    const browser = new BrowserSession(strict);
    const answer = await agency.arrive(browser, agency.aGuest());
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('as strongly as this site asks for');
    expect(answer.text).not.toContain('href="/sign-in"');
    expect(await agency.isSignedIn(browser)).toBe(false);
  });
});
