import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditEntry } from '../src/audit/audit-entry.entity.js';
import { Account, ApiToken } from '../src/identity/account.entity.js';
import { fingerprint } from '../src/identity/secrets.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { aPerson, type BrowserSession, type Person, signIn } from './support/browser-session.js';
import { aClient, type Answer, clientWith, type ProblemBody } from './support/client.js';
import { startTestApp, type TestApp } from './support/test-app.js';

let moa: TestApp;

beforeAll(async () => {
  moa = await startTestApp({ data: ['reference'] });
});
afterAll(() => moa.close());

const reading = () => moa.app.get(UnitOfWork).reading();

const recorded = (action: string, contextId: string): Promise<AuditEntry[]> =>
  reading().find(AuditEntry, { where: { action, contextId }, order: { sequence: 'ASC' } });

const secretOn = ({ text }: Answer): string => /moa_[\w-]{43}/.exec(text)?.[0] ?? 'none';

const ALL = { name: 'nightly export', expiresOn: '2013-03-01', reach: 'all' };

/** Makes a token in the browser. */
async function make(browser: BrowserSession, fields: Record<string, string> = {}): Promise<Answer> {
  await browser.open('/account/tokens/new');
  return browser.submit('/account/tokens', { ...ALL, ...fields });
}

describe('one’s own token', () => {
  let person: Person;
  let browser: BrowserSession;

  beforeAll(async () => {
    person = await aPerson(moa, 'program-manager');
    browser = await signIn(moa, person);
  });

  it('is shown once, on a page that stays in no cache, and is kept as a hash', async () => {
    const made = await make(browser);
    expect(made.status).toBe(201);
    expect(made.headers['cache-control']).toBe('no-store');
    const secret = secretOn(made);
    expect((await clientWith(moa, secret).get('/api/v1/agreements')).status).toBe(200);
    const list = await browser.open('/account/tokens');
    expect(list.text).not.toContain(secret);
    expect(list.text).toContain(`…${secret.slice(-4)}`);
    expect(list.text).toContain('nightly export');
    const stored = JSON.stringify([
      await reading().find(ApiToken),
      await reading().find(AuditEntry),
    ]);
    expect(stored).not.toContain(secret);
  });

  it('is in the audit with what it may, when it is made and when it is revoked', async () => {
    const secret = secretOn(
      await make(browser, { name: 'short lived', reach: 'chosen', permissions: 'census.read' }),
    );
    const { id } = await reading().findOneByOrFail(ApiToken, { tokenHash: fingerprint(secret) });
    const page = await browser.open(`/account/tokens/${id}/revocation`);
    expect(page.text).toContain('Revoke the token short lived');
    const revoked = await browser.submit(`/account/tokens/${id}/revocation`);
    expect(revoked.headers['location']).toBe('/account/tokens');
    expect((await clientWith(moa, secret).get('/api/v1/census')).status).toBe(401);
    expect((await browser.open(`/account/tokens/${id}/revocation`)).status).toBe(404);
    const created = (await recorded('token.created', person.accountId)).at(-1)!;
    expect(created).toMatchObject({ subjectId: id, actorId: person.accountId });
    expect(JSON.parse(created.details!)).toEqual({
      permissions: ['census.read'],
      officeId: null,
      expiresOn: '2013-03-01',
    });
    expect(await recorded('token.revoked', person.accountId)).toMatchObject([{ subjectId: id }]);
  });

  it('may only what was ticked', async () => {
    const fields = { reach: 'chosen', permissions: 'census.read' };
    const client = clientWith(moa, secretOn(await make(browser, fields)));
    expect((await client.get('/api/v1/census')).status).toBe(200);
    expect((await client.get('/api/v1/agreements')).status).toBe(403);
  });

  it('may several ticked things, and sees one field office if it was narrowed to one', async () => {
    await browser.open('/account/tokens/new');
    const made = await browser.postJson('/account/tokens', {
      ...ALL,
      reach: 'chosen',
      permissions: ['agreements.read', 'account.own'],
      fieldOffice: 'Atlanta',
    });
    const me = await clientWith(moa, secretOn(made)).get('/api/v1/me');
    expect(me.body).toEqual({
      accountId: person.accountId,
      name: 'Program manager of the test',
      role: 'program-manager',
      scope: 'field-office',
      fieldOffice: 'Atlanta',
      permissions: ['account.own', 'agreements.read'],
      via: 'token',
    });
  });

  it('may no more than its owner may later', async () => {
    const other = await aPerson(moa, 'program-manager');
    const client = clientWith(moa, secretOn(await make(await signIn(moa, other))));
    expect((await client.get('/api/v1/me')).body).toMatchObject({ role: 'program-manager' });
    await moa.app
      .get(UnitOfWork)
      .run((manager) => manager.update(Account, { id: other.accountId }, { role: 'oig-liaison' }));
    const me = (await client.get('/api/v1/me')).body as { permissions: string[] };
    expect(me.permissions).not.toContain('agreements.extend');
  });

  it.each([
    [{ name: ' ' }, 'name', 'Enter a name'],
    [{ expiresOn: '' }, 'expiresOn', 'Enter the last day'],
    [{ expiresOn: '2012-09-25' }, 'expiresOn', '2012-09-25 is over'],
    [{ expiresOn: '2013-09-27' }, 'expiresOn', 'at most 365 days'],
    [{ reach: '' }, 'reach', 'Choose what the token may'],
    [{ reach: 'chosen' }, 'permissions', 'Tick at least one'],
    [{ reach: 'chosen', permissions: 'jobs.run' }, 'permissions', 'may not do this yourself'],
    [{ fieldOffice: 'Nowhere' }, 'fieldOffice', 'no field office called Nowhere'],
  ])('is not made of %j', async (fields, field, message) => {
    const answer = await make(browser, fields);
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(new RegExp(`href="#${field}"[^<]*${message}`));
    expect(answer.text).toContain(`id="${field}"`);
    expect(secretOn(answer)).toBe('none');
  });

  it('holds through its last day and not a day longer than the policy says', async () => {
    expect((await make(browser, { expiresOn: '2013-09-26' })).status).toBe(201);
  });

  it('is not made by a token, whatever it may', async () => {
    const client = clientWith(moa, secretOn(await make(browser)));
    const answer = await client.post('/account/tokens', ALL);
    expect(answer.status).toBe(403);
    expect((answer.body as ProblemBody).detail).toContain('A token cannot make tokens');
    const administrator = await aClient(moa, 'administrator');
    expect(
      (await administrator.post('/admin/service-accounts', await aServiceAccount())).status,
    ).toBe(403);
  });

  it('of somebody else is not found', async () => {
    const secret = secretOn(await make(browser));
    const { id } = await reading().findOneByOrFail(ApiToken, { tokenHash: fingerprint(secret) });
    const other = await signIn(moa, await aPerson(moa, 'program-manager'));
    expect((await other.open(`/account/tokens/${id}/revocation`)).status).toBe(404);
    await other.open('/account/tokens');
    expect((await other.submit(`/account/tokens/${id}/revocation`)).status).toBe(404);
    expect((await clientWith(moa, secret).get('/api/v1/agreements')).status).toBe(200);
  });

  it('is not narrowed to an office by who sees only one anyway', async () => {
    const supervisor = await signIn(moa, await aPerson(moa, 'ero-supervisor', 'Atlanta'));
    expect((await supervisor.open('/account/tokens/new')).text).not.toContain('id="fieldOffice"');
    expect((await make(supervisor, { fieldOffice: 'Dallas' })).status).toBe(422);
  });
});

const aServiceAccount = async (): Promise<Record<string, string>> => ({
  name: 'census dashboard',
  expiresOn: '2013-03-01',
  owner: (await aPerson(moa, 'team-leader')).accountId,
  role: 'oig-liaison',
  fieldOffice: '',
});

describe('a service account', () => {
  let administrator: BrowserSession;

  beforeAll(async () => {
    administrator = await signIn(moa, await aPerson(moa, 'administrator'));
  });

  it('is made with somebody who answers for it, and a token that is shown once', async () => {
    await administrator.open('/admin/service-accounts/new');
    const fields = await aServiceAccount();
    const made = await administrator.submit('/admin/service-accounts', fields);
    expect(made.status).toBe(201);
    const secret = secretOn(made);
    const me = (await clientWith(moa, secret).get('/api/v1/me')).body as { accountId: string };
    expect(me).toMatchObject({ name: 'census dashboard', role: 'oig-liaison' });
    const account = await reading().findOneByOrFail(Account, { id: me.accountId });
    expect(account).toMatchObject({ kind: 'service', email: null, ownerId: fields['owner'] });
    const list = await administrator.open('/admin/service-accounts');
    expect(list.text).toContain('OPR team leader of the test');
    const one = await administrator.open(`/admin/service-accounts/${account.id}`);
    expect(one.text).toContain(`…${secret.slice(-4)}`);
    expect(one.text).not.toContain(secret);
  });

  it('gets another token before the one before is revoked', async () => {
    await administrator.open('/admin/service-accounts/new');
    const first = secretOn(
      await administrator.submit('/admin/service-accounts', await aServiceAccount()),
    );
    const { id, accountId } = await reading().findOneByOrFail(ApiToken, {
      tokenHash: fingerprint(first),
    });
    const path = `/admin/service-accounts/${accountId}`;
    await administrator.open(path);
    const refused = await administrator.submit(`${path}/tokens`, { name: '', expiresOn: '' });
    expect(refused.status).toBe(422);
    const second = secretOn(
      await administrator.submit(`${path}/tokens`, { name: 'next', expiresOn: '2013-09-01' }),
    );
    await administrator.submit(`/admin/accounts/${accountId}/tokens/${id}/revocation`);
    expect((await clientWith(moa, first).get('/api/v1/me')).status).toBe(401);
    expect((await clientWith(moa, second).get('/api/v1/me')).status).toBe(200);
  });

  it.each([
    [{ owner: 'nobody' }, 'owner'],
    [{ role: 'king' }, 'role'],
    [{ role: 'ero-supervisor' }, 'fieldOffice'],
    [{ fieldOffice: 'Atlanta' }, 'fieldOffice'],
    [{ name: '' }, 'name'],
  ])('is not made of %j', async (change, field) => {
    await administrator.open('/admin/service-accounts/new');
    const fields = { ...(await aServiceAccount()), ...change } as Record<string, string>;
    const answer = await administrator.submit('/admin/service-accounts', fields);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`href="#${field}"`);
  });

  it('is no person: a person’s account gets no token here', async () => {
    const { accountId } = await aPerson(moa, 'inspector');
    expect((await administrator.open(`/admin/service-accounts/${accountId}`)).status).toBe(404);
    await administrator.open('/admin/service-accounts');
    const fields = { name: 'x', expiresOn: '2013-03-01' };
    expect(
      (await administrator.submit(`/admin/service-accounts/${accountId}/tokens`, fields)).status,
    ).toBe(404);
  });
});
