import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { AuditEntry } from '../src/audit/audit-entry.entity.js';
import { Account, OneTimeLink, WebSession } from '../src/identity/account.entity.js';
import { LinkSender } from '../src/identity/accounts/link-sender.js';
import { OneTimeLinks } from '../src/identity/accounts/one-time-links.service.js';
import { AccountsService } from '../src/identity/accounts/accounts.service.js';
import { TokensService } from '../src/identity/tokens/tokens.service.js';
import { Log } from '../src/platform/log.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { aPerson, BrowserSession, type Person, signIn } from './support/browser-session.js';
import { clientWith } from './support/client.js';
import { TestMailServer } from './support/mail-server.js';
import { runJob } from './support/reminders.js';
import { startTestApp, type TestApp } from './support/test-app.js';

const GOOD = 'purple kettle walks sideways';
const BETTER = 'nineteen herons dislike marzipan';

let moa: TestApp;
let mails: TestMailServer;
let admin: BrowserSession;
let adminPerson: Person;
/** Everything that was handed to the log, whatever its level. */
const logged: unknown[] = [];

beforeAll(async () => {
  mails = await TestMailServer.start();
  moa = await startTestApp({ data: ['reference'], environment: { SMTP_URL: mails.url } });
  const log = moa.app.get(Log);
  for (const level of ['debug', 'info', 'warn', 'error'] as const) {
    const write = log[level].bind(log);
    jest.spyOn(log, level).mockImplementation((facts: object | string, message?: unknown) => {
      logged.push(facts, message);
      write(facts, message);
    });
  }
  adminPerson = await aPerson(moa, 'administrator');
  admin = await signIn(moa, adminPerson);
});

afterAll(async () => {
  await moa.close();
  await mails.close();
});

const reading = () => moa.app.get(UnitOfWork).reading();
const accountOf = (id: string): Promise<Account> => reading().findOneByOrFail(Account, { id });
const linksOf = (accountId: string): Promise<OneTimeLink[]> =>
  reading().find(OneTimeLink, { where: { accountId }, order: { requestedAt: 'ASC', id: 'ASC' } });
const actionsOn = async (id: string): Promise<string[]> =>
  (await reading().find(AuditEntry, { where: { subjectId: id }, order: { sequence: 'ASC' } })).map(
    ({ action }) => action,
  );
const sendLinks = () => runJob(moa.app, 'accounts.links');

/** The path of the link in the last mail to an address. */
function linkTo(email: string): string {
  const mail = mails.accepted.findLast(({ to }) => to === email)?.mail;
  const path = /https?:\/\/[^/\s]+(\/(?:invitation|password-reset)\/\S+)/.exec(
    mail?.text ?? '',
  )?.[1];
  if (!path) throw new Error(`no link was mailed to ${email}`);
  return path;
}

let invited = 0;

async function invite(fields: Record<string, string> = {}): Promise<{ id: string; email: string }> {
  invited++;
  const email = `invited-${invited}@test.example`;
  await admin.open('/admin/accounts/invite');
  const answer = await admin.submit('/admin/accounts/invite', {
    email,
    displayName: `Inspector ${invited}`,
    role: 'inspector',
    fieldOffice: '',
    ...fields,
  });
  const id = /\/admin\/accounts\/([\w-]+)$/.exec(answer.headers['location'] ?? '')?.[1];
  if (!id) throw new Error(`the invitation was refused: ${answer.text}`);
  return { id, email };
}

const choose = (path: string, password: string, repeated = password) =>
  new BrowserSession(moa).submit(path, { password, repeated });

describe('an invitation', () => {
  it('is mailed with a link, lets its owner choose a password once, and then signs in', async () => {
    const { id, email } = await invite();
    expect((await admin.open('/admin/accounts?state=invited')).text).toContain(email.slice(0, 5));
    expect((await sendLinks()).summary).toMatch(/^1 sent/);
    const { mail } = mails.accepted.at(-1)!;
    expect(mail.text).toContain('Administrator of the test has given you an account');
    expect(mail.text).toContain('holds for 3 days');
    expect(mail.headers.get('sensitivity')).toBe('Company-Confidential');
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    const path = linkTo(email);
    expect(mail.html).toContain(path);

    // Programs that check mails open the link, more than once.
    for (let scan = 0; scan < 2; scan++) await new BrowserSession(moa).open(path);
    const visitor = new BrowserSession(moa);
    const form = await visitor.open(path);
    expect(form.status).toBe(200);
    expect(form.headers['referrer-policy']).toBe('no-referrer');
    expect(form.headers['cache-control']).toBe('no-store');
    expect(form.headers['set-cookie']).toBeUndefined();
    expect(form.text).toContain('Choose a password');
    const set = await visitor.submit(path, { password: GOOD, repeated: GOOD });
    expect(set.text).toContain('Your password is set');
    const browser = await signIn(moa, { email, password: GOOD });
    expect((await browser.open('/')).status).toBe(200);

    const again = await choose(path, BETTER);
    expect(again.status).toBe(410);
    expect(again.text).toContain('It was used already');
    expect(await actionsOn(id)).toEqual([
      'account.created',
      'account.invited',
      'password.link-sent',
      'password.changed',
      'sign-in.succeeded',
    ]);
  });

  it('names each field that is wrong', async () => {
    await admin.open('/admin/accounts/invite');
    const answer = await admin.submit('/admin/accounts/invite', {
      email: adminPerson.email,
      displayName: ' ',
      role: 'ero-supervisor',
      fieldOffice: '',
    });
    expect(answer.status).toBe(422);
    for (const [field, message] of [
      ['email', 'already'],
      ['displayName', 'Enter the name.'],
      ['fieldOffice', 'Choose the field office'],
    ])
      expect(answer.text).toMatch(new RegExp(`<a href="#${field}">[^<]*${message}`));
    const other = await admin.submit('/admin/accounts/invite', {
      email: 'nobody',
      displayName: 'Inspector',
      role: 'inspector',
      fieldOffice: 'Atlanta',
    });
    expect(other.text).toMatch(/<a href="#email">Enter an e-mail/);
    expect(other.text).toMatch(/<a href="#fieldOffice">Leave the field office empty/);
  });

  it('runs out, and one that is sent again takes its place', async () => {
    const { id, email } = await invite();
    await sendLinks();
    const first = linkTo(email);
    moa.clock.advance({ hours: 73 });
    expect((await new BrowserSession(moa).open(first)).text).toContain('It has run out');
    admin = await signIn(moa, adminPerson);
    await admin.open(`/admin/accounts/${id}`);
    await admin.submit(`/admin/accounts/${id}/invitation`);
    await sendLinks();
    const second = linkTo(email);
    expect(second).not.toBe(first);
    const replaced = await choose(first, GOOD);
    expect(replaced.status).toBe(410);
    expect(replaced.text).toContain('A newer mail');
    expect((await choose(second, GOOD)).status).toBe(200);
    expect((await linksOf(id)).map(({ state }) => state)).toEqual(['withdrawn', 'used']);
  });

  it('is not opened by a link that was made up, or for another purpose', async () => {
    const { email } = await invite();
    await sendLinks();
    const otherPurpose = linkTo(email).replace('invitation', 'password-reset');
    for (const path of ['/invitation/made-up', otherPurpose]) {
      const answer = await new BrowserSession(moa).open(path);
      expect(answer.status).toBe(410);
      expect(answer.text).toContain('It is not complete');
    }
  });
});

describe('the mail with a link', () => {
  it('is tried again with another link after the server refused it', async () => {
    const { id, email } = await invite();
    mails.treatNext({ refuse: 451 });
    await sendLinks();
    const [refused] = await linksOf(id);
    expect(refused).toMatchObject({ state: 'pending', attempts: 1, tokenHash: null });
    expect(refused!.response).toContain('the test says 451');
    expect((await admin.open(`/admin/accounts/${id}`)).text).toContain('the test says 451');
    await sendLinks();
    expect((await linksOf(id))[0]!.attempts).toBe(1);
    moa.clock.advance({ minutes: 1 });
    await sendLinks();
    const texts = mails.arrivals.filter(({ to }) => to === email).map(({ mail }) => mail.text);
    expect(texts).toHaveLength(2);
    const [lost, kept] = texts.map((text) => /\/invitation\/\S+/.exec(text ?? '')![0]);
    expect(kept).not.toBe(lost);
    expect((await new BrowserSession(moa).open(lost!)).status).toBe(410);
    expect((await new BrowserSession(moa).open(kept!)).status).toBe(200);
  });

  it('has failed after the last attempt, and the account says so', async () => {
    const { id } = await invite();
    const waits = [1, 5, 30, 120, 0];
    mails.treatNext(...waits.map(() => ({ refuse: 550 })));
    for (const minutes of waits) {
      await sendLinks();
      moa.clock.advance({ minutes });
    }
    expect(await linksOf(id)).toMatchObject([{ state: 'failed', attempts: 5, tokenHash: null }]);
    expect(await actionsOn(id)).toContain('password.link-failed');
    admin = await signIn(moa, adminPerson);
    expect((await admin.open(`/admin/accounts/${id}`)).text).toContain('could not be delivered');
  });

  it('leaves once when two workers run', async () => {
    const { email } = await invite();
    const sender = moa.app.get(LinkSender);
    await Promise.all([sender.sendDue(), sender.sendDue()]);
    expect(mails.arrivals.filter(({ to }) => to === email)).toHaveLength(1);
  });

  it('opens although its worker died before it heard the answer; the next worker sends another', async () => {
    const { id, email } = await invite();
    mails.treatNext('drop-after-data');
    await sendLinks();
    // Whether it arrived is not known, so its link holds.
    expect(await linksOf(id)).toMatchObject([{ state: 'sent' }]);
    const lost = mails.arrivals.findLast(({ to }) => to === email)!.mail.text;
    const path = /\/invitation\/\S+/.exec(lost ?? '')![0];
    expect((await new BrowserSession(moa).open(path)).status).toBe(200);
    // As a crash between the two transactions leaves it.
    await moa.app
      .get(UnitOfWork)
      .run((manager) => manager.update(OneTimeLink, { accountId: id }, { state: 'pending' }));
    expect((await new BrowserSession(moa).open(path)).status).toBe(200);
    moa.clock.advance({ minutes: 2 });
    await sendLinks();
    expect(linkTo(email)).not.toBe(path);
  });
});

describe('a forgotten password', () => {
  const ask = (email: string) => new BrowserSession(moa).submit('/password-reset', { email });

  it('is replaced by way of a mail, and ends every session', async () => {
    const person = await aPerson(moa, 'inspector');
    const browser = await signIn(moa, person);
    expect((await ask(person.email.toUpperCase())).status).toBe(200);
    await sendLinks();
    expect((await browser.open('/')).status).toBe(200);
    expect((await choose(linkTo(person.email), GOOD)).status).toBe(200);
    expect((await browser.open('/')).status).toBe(303);
    await expect(signIn(moa, person)).rejects.toThrow('refused');
    await signIn(moa, { email: person.email, password: GOOD });
  });

  it('gets the same answer where there is no such account, and no second mail within minutes', async () => {
    const person = await aPerson(moa, 'inspector');
    const former = await aPerson(moa, 'inspector');
    await moa.app.get(AccountsService).deactivate(former.accountId, 'left');
    const before = mails.arrivals.length;
    const answers = await Promise.all(
      [person.email, 'nobody@test.example', former.email, person.email].map(ask),
    );
    const bodies = answers.map(
      ({ status, text }) => `${status} ${text.replaceAll(/ nonce="[^"]+"/g, '')}`,
    );
    expect(new Set(bodies).size).toBe(1);
    await sendLinks();
    expect(mails.arrivals).toHaveLength(before + 1);
    await ask(person.email);
    await sendLinks();
    expect(mails.arrivals).toHaveLength(before + 1);
  });

  it('asks for an address, and is slowed down when somebody asks again and again', async () => {
    expect((await ask(' ')).status).toBe(422);
    const statuses: number[] = [];
    for (let times = 0; times < 7; times++) statuses.push((await ask('busy@test.example')).status);
    expect(statuses.at(0)).toBe(200);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('a password', () => {
  it('that will not do is refused in words, and the link still holds', async () => {
    const person = await aPerson(moa, 'inspector');
    await moa.app.get(OneTimeLinks).requestLink(person.accountId, 'password-reset');
    await sendLinks();
    const path = linkTo(person.email);
    for (const [password, words] of [
      ['too short', 'it needs at least 15'],
      ['passwordpassword', 'too easy to guess'],
      ['qwertyuiopasdfgh', 'too easy to guess'],
      ['Inspector of the test', 'mostly your name'],
    ] as const) {
      const answer = await choose(path, password);
      expect(answer.status).toBe(422);
      expect(answer.text).toContain(words);
      expect(answer.text).not.toContain(`value="${password}"`);
    }
    expect((await choose(path, GOOD, BETTER)).text).toContain('The two passwords differ');
    expect((await new BrowserSession(moa).open(path)).status).toBe(200);
  });

  it('that was given must be changed first, and nothing else opens', async () => {
    const person = await aPerson(moa, 'team-leader');
    const password = await moa.app.get(AccountsService).resetPassword(person.accountId);
    const browser = await signIn(moa, { email: person.email, password });
    for (const path of ['/', '/agreements', '/account', '/admin/accounts'])
      expect((await browser.open(path)).headers['location']).toBe('/account/password');
    const form = await browser.open('/account/password');
    expect(form.text).toContain('Your password was given to you');
    const change = { current: password, password: GOOD, repeated: GOOD };
    const refused = await browser.submit('/account/password', { ...change, current: 'wrong' });
    expect(refused.text).toMatch(/<a href="#current">/);
    const done = await browser.submit('/account/password', change);
    expect(done).toMatchObject({ status: 303, headers: { location: '/' } });
    expect((await browser.open('/')).text).toContain('Your password is changed');
  });

  it('that is changed by its owner ends the other sessions and not this one', async () => {
    const person = await aPerson(moa, 'inspector');
    const [here, there] = [await signIn(moa, person), await signIn(moa, person)];
    await here.open('/account/password');
    const same = { current: person.password, password: person.password, repeated: '' };
    expect((await here.submit('/account/password', same)).text).toContain('is the present one');
    await here.submit('/account/password', {
      current: person.password,
      password: GOOD,
      repeated: GOOD,
    });
    expect((await here.open('/account')).status).toBe(200);
    expect((await there.open('/account')).status).toBe(303);
  });

  it('can be required anew by an administrator', async () => {
    const person = await aPerson(moa, 'inspector');
    const browser = await signIn(moa, person);
    await admin.open(`/admin/accounts/${person.accountId}`);
    await admin.submit(`/admin/accounts/${person.accountId}/new-password`);
    expect((await browser.open('/')).headers['location']).toBe('/account/password');
  });
});

describe('the own account', () => {
  it('shows where one is signed in, and ends one session or all', async () => {
    const person = await aPerson(moa, 'inspector');
    const here = await signIn(moa, person);
    const there = await signIn(moa, person);
    const elsewhere = await signIn(moa, person);
    const page = await here.open('/account');
    expect(page.text.match(/this one/g)).toHaveLength(1);
    const others = [...page.text.matchAll(/action="(\/account\/sessions\/[\w-]+\/end)"/g)];
    expect(others).toHaveLength(3);
    const own = (await reading().findBy(WebSession, { accountId: person.accountId })).sort(
      (a, b) => (a.id < b.id ? -1 : 1),
    );
    await here.submit(`/account/sessions/${own[1]!.id}/end`);
    const open = async () =>
      Promise.all([here, there, elsewhere].map(async (one) => (await one.open('/account')).status));
    expect((await open()).filter((status) => status === 200)).toHaveLength(2);
    const answer = await here.submit('/account/sign-out-everywhere');
    expect(answer.headers['location']).toBe('/sign-in');
    expect(await open()).toEqual([303, 303, 303]);
    expect(await actionsOn(person.accountId)).toContain('session.ended');
  });

  it('does not end a session of somebody else', async () => {
    const [one, other] = [await aPerson(moa, 'inspector'), await aPerson(moa, 'inspector')];
    const [browser, target] = [await signIn(moa, one), await signIn(moa, other)];
    const { id } = await reading().findOneByOrFail(WebSession, { accountId: other.accountId });
    await browser.open('/account');
    expect((await browser.submit(`/account/sessions/${id}/end`)).status).toBe(404);
    expect((await target.open('/account')).status).toBe(200);
  });
});

describe('an account', () => {
  it('is changed, with what it was before in the audit; a stale change shows both versions', async () => {
    const person = await aPerson(moa, 'inspector');
    const path = `/admin/accounts/${person.accountId}`;
    const { version } = await accountOf(person.accountId);
    const change = {
      version: String(version),
      displayName: 'Supervisor 90',
      role: 'ero-supervisor',
    };
    await admin.open(path);
    expect((await admin.submit(path, { ...change, fieldOffice: '' })).status).toBe(422);
    expect((await admin.submit(path, { ...change, fieldOffice: 'Atlanta' })).status).toBe(303);
    expect((await admin.open(path)).text).toContain('Atlanta');
    const entry = await reading().findOneByOrFail(AuditEntry, {
      subjectId: person.accountId,
      action: 'account.changed',
    });
    expect(JSON.parse(entry.changes)).toContainEqual({
      field: 'role',
      before: 'inspector',
      after: 'ero-supervisor',
    });
    const stale = await admin.submit(path, {
      ...change,
      displayName: 'Inspector 90',
      role: 'inspector',
      fieldOffice: '',
    });
    expect(stale.status).toBe(412);
    for (const words of ['Somebody else changed this', 'Inspector 90', 'Supervisor 90'])
      expect(stale.text).toContain(words);
  });

  it('that is deactivated opens nothing any more, until it is reactivated', async () => {
    const person = await aPerson(moa, 'inspector');
    const { accountId } = person;
    const browser = await signIn(moa, person);
    await moa.app.get(OneTimeLinks).requestLink(accountId, 'password-reset');
    await sendLinks();
    const path = linkTo(person.email);
    await moa.app.get(AccountsService).deactivate(accountId, 'left the agency');
    expect((await browser.open('/')).status).toBe(303);
    await expect(signIn(moa, person)).rejects.toThrow('refused');
    expect((await choose(path, GOOD)).status).toBe(410);
    expect((await admin.open('/admin/accounts?state=deactivated')).text).toContain(accountId);
    const page = await admin.open(`/admin/accounts/${accountId}`);
    expect(page.text).toContain('Reactivate');
    expect(page.text).not.toContain('Require a new password');
    await admin.submit(`/admin/accounts/${accountId}/reactivation`);
    await signIn(moa, person);
    const entry = await reading().findOneByOrFail(AuditEntry, {
      subjectId: accountId,
      action: 'account.deactivated',
    });
    expect(entry.reason).toBe('left the agency');
  });

  it('takes its tokens with it, and an administrator can revoke one', async () => {
    const tokens = moa.app.get(TokensService);
    const secret = await tokens.createForService({
      role: 'inspector',
      name: 'nightly',
      officeId: null,
      expiresOn: null,
    });
    const client = clientWith(moa, secret);
    expect((await client.get('/api/v1/agreements')).status).toBe(200);
    const account = await reading().findOneByOrFail(Account, { displayName: 'nightly' });
    const page = await admin.open(`/admin/accounts/${account.id}`);
    const revocation = /href="([^"]+\/revocation)"/.exec(page.text)![1]!;
    expect((await admin.open(revocation)).text).toContain('Revoke the token nightly');
    expect((await client.get('/api/v1/agreements')).status).toBe(200);
    await admin.submit(revocation);
    expect((await client.get('/api/v1/agreements')).status).toBe(401);

    const other = await tokens.createForService({
      role: 'inspector',
      name: 'weekly',
      officeId: null,
      expiresOn: null,
    });
    const { id } = await reading().findOneByOrFail(Account, { displayName: 'weekly' });
    await moa.app.get(AccountsService).deactivate(id, 'not needed');
    expect((await clientWith(moa, other).get('/api/v1/agreements')).status).toBe(401);
  });

  it('of the last administrator stays, and nobody takes the role from themself', async () => {
    const path = `/admin/accounts/${adminPerson.accountId}`;
    const { version } = await accountOf(adminPerson.accountId);
    const page = await admin.open(path);
    expect(page.text).not.toContain(`${path}/departure`);
    const demotion = { version: String(version), displayName: 'x', role: 'inspector' };
    const answer = await admin.submit(path, { ...demotion, fieldOffice: '' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('You cannot take the administration from yourself');
    const accounts = moa.app.get(AccountsService);
    await expect(accounts.deactivate(adminPerson.accountId, 'x')).rejects.toThrow(
      'is the last administrator',
    );
    const second = await aPerson(moa, 'administrator');
    await accounts.deactivate(second.accountId, 'one is enough');
    expect((await accountOf(adminPerson.accountId)).isActive).toBe(true);
  });

  it('is found by name, role and state', async () => {
    const person = await aPerson(moa, 'oig-liaison');
    const found = async (query: string) =>
      (await admin.open(`/admin/accounts?${query}`)).text.includes(person.accountId);
    expect(await found(`q=${person.email.slice(0, 20)}`)).toBe(true);
    expect(await found('q=OIG+LIAISON+of&role=oig-liaison&state=active')).toBe(true);
    expect(await found('role=inspector&limit=500')).toBe(false);
    expect(await found('state=must-change-password&limit=500')).toBe(false);
    expect(await found('q=%25zzz')).toBe(false);
  });
});

it('keeps no secret: neither passwords nor links are in the database or in the log', async () => {
  const secrets = [
    GOOD,
    BETTER,
    ...mails.arrivals.flatMap(({ mail }) =>
      [...(mail.text ?? '').matchAll(/\/(?:invitation|password-reset)\/(\S+)/g)].map(
        ([, token]) => token!,
      ),
    ),
  ];
  expect(secrets.length).toBeGreaterThan(10);
  const rows = JSON.stringify([
    await reading().find(Account),
    await reading().find(OneTimeLink),
    await reading().find(WebSession),
    await reading().find(AuditEntry),
  ]);
  const lines = JSON.stringify(logged);
  expect(lines).toContain('/invitation/[hidden]');
  for (const secret of secrets) {
    expect(rows).not.toContain(secret);
    expect(lines).not.toContain(secret);
  }
});
