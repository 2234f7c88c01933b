import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ExternalIdentity } from '../src/identity/account.entity.js';
import { AccountsService } from '../src/identity/accounts/accounts.service.js';
import { newId } from '../src/platform/db/id.js';
import { Agency, agencyPolicy, SITE_ADDRESS } from './support/agency.js';
import { aPerson, BrowserSession, signIn } from './support/browser-session.js';
import type { Answer } from './support/client.js';
import { type ProviderAccount, TestIdentityProvider } from './support/identity-provider.js';
import { startTestApp, type TestApp } from './support/test-app.js';

let provider: TestIdentityProvider;
let moa: TestApp;
let agency: Agency;

beforeAll(async () => {
  provider = await TestIdentityProvider.at(SITE_ADDRESS);
  await provider.start();
  moa = await startTestApp({
    data: ['reference'],
    policy: agencyPolicy(),
    environment: provider.environment,
  });
  agency = new Agency(moa, provider);
});

afterAll(async () => {
  await moa.close();
  await provider.stop();
});

describe('somebody whose e-mail belongs to an account here', () => {
  /** The form of an identity, opened by an administrator, filled in and sent. */
  async function decide(
    guest: ProviderAccount,
    deed: 'link' | 'unlink',
    fields: Record<string, string>,
  ): Promise<Answer> {
    const administrator = await signIn(moa, await aPerson(moa, 'administrator'));
    const path = `${LIST}/${(await agency.identityOf(guest))?.id}/${deed}`;
    const { text } = await administrator.open(path);
    const seenAccountId = /name="seenAccountId" value="([^"]*)"/.exec(text)?.[1] ?? '';
    return administrator.submit(path, { seenAccountId, ...fields });
  }

  const LIST = '/admin/external-identities';

  it('does not get into it, and is told to wait', async () => {
    const person = await aPerson(moa, 'program-manager');
    const guest = agency.aGuest({ email: person.email.toUpperCase() });
    for (let visit = 0; visit < 2; visit++) {
      const browser = new BrowserSession(moa);
      const answer = await agency.arrive(browser, guest);
      expect(answer.status).toBe(403);
      expect(answer.text).toContain('an administrator must first link your agency account');
      expect(await agency.isSignedIn(browser)).toBe(false);
    }
    expect(await agency.identityOf(guest)).toMatchObject({
      accountId: null,
      emailAsTold: person.email,
    });
    expect((await agency.audited('identity.waits'))[0]).toMatchObject({ contextId: null });
  });

  it('does so when an administrator has linked it, and the sessions of before end', async () => {
    const person = await aPerson(moa, 'inspector');
    const elsewhere = await signIn(moa, person);
    const guest = agency.aGuest({ email: person.email, groups: ['opr-managers'] });
    await agency.arrive(new BrowserSession(moa), guest);
    const answer = await decide(guest, 'link', { email: person.email, reason: 'seen in person' });
    expect(answer.headers['location']).toBe(LIST);
    expect(await agency.isSignedIn(elsewhere)).toBe(false);
    const browser = await agency.signedIn(guest);
    expect((await browser.open('/help/roles')).text).toContain('Program manager');
    expect((await agency.accountOf(guest)).id).toBe(person.accountId);
    const [entry] = await agency.audited('identity.linked');
    expect(entry).toMatchObject({ reason: 'seen in person', contextId: person.accountId });
  });

  it('is linked with a reason, to a person who is there and has no other agency account', async () => {
    const person = await aPerson(moa, 'inspector');
    const linked = agency.aGuest();
    await agency.signedIn(linked);
    const former = await aPerson(moa, 'inspector');
    await moa.app.get(AccountsService).deactivate(former.accountId, 'left');
    const guest = agency.aGuest({ email: person.email });
    await agency.arrive(new BrowserSession(moa), guest);
    for (const [fields, words] of [
      [{ email: person.email, reason: ' ' }, 'Say why.'],
      [{ email: 'nobody@agency.example', reason: 'x' }, 'No person here has this e-mail'],
      [{ email: former.email, reason: 'x' }, 'is not active'],
      [{ email: String(linked.claims['email']), reason: 'x' }, 'another agency account already'],
    ] as const) {
      const answer = await decide(guest, 'link', fields);
      expect(answer.status).toBe(422);
      expect(answer.text).toContain(words);
    }
    expect((await agency.identityOf(guest))?.accountId).toBeNull();
  });

  it('is linked to another account later, and gets into the first no more', async () => {
    const guest = agency.aGuest();
    const browser = await agency.signedIn(guest);
    const first = await agency.accountOf(guest);
    const other = await aPerson(moa, 'inspector');
    await decide(guest, 'link', { email: other.email, reason: 'the wrong one' });
    expect(await agency.isSignedIn(browser)).toBe(false);
    await agency.signedIn(guest);
    expect((await agency.accountOf(guest)).id).toBe(other.accountId);
    const [entry] = await agency.audited('identity.relinked');
    expect(JSON.parse(entry!.changes)).toEqual([
      { field: 'accountId', before: first.id, after: other.accountId },
    ]);
  });

  it('is unlinked, and then waits again even with another e-mail', async () => {
    const guest = agency.aGuest();
    const browser = await agency.signedIn(guest);
    const answer = await decide(guest, 'unlink', { reason: 'not the same person' });
    expect(answer.headers['location']).toBe(LIST);
    expect(await agency.isSignedIn(browser)).toBe(false);
    guest.claims['email'] = `${newId()}@agency.example`;
    expect((await agency.arrive(new BrowserSession(moa), guest)).status).toBe(403);
    expect((await agency.audited('identity.unlinked'))[0]).toMatchObject({
      reason: 'not the same person',
    });
  });

  it('is not linked twice by administrators who do not know of each other', async () => {
    const person = await aPerson(moa, 'inspector');
    const guest = agency.aGuest({ email: person.email });
    await agency.arrive(new BrowserSession(moa), guest);
    const stale = { seenAccountId: person.accountId, email: person.email, reason: 'x' };
    expect((await decide(guest, 'link', stale)).status).toBe(412);
    expect((await agency.identityOf(guest))?.accountId).toBeNull();
  });

  it('stands first in the list', async () => {
    const person = await aPerson(moa, 'inspector');
    await agency.arrive(
      new BrowserSession(moa),
      agency.aGuest({ email: person.email, name: 'Waiting one' }),
    );
    const administrator = await signIn(moa, await aPerson(moa, 'administrator'));
    let path: string | undefined = `${LIST}?limit=3`;
    const states: boolean[] = [];
    while (path) {
      const { text } = await administrator.open(path);
      states.push(
        ...[...text.matchAll(/<tr>.*?<\/tr>/g)]
          .slice(1)
          .map(([row]) => /waits for a link/.test(row)),
      );
      path = /href="([^"]+)">Next page/.exec(text)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(states.length).toBe(await agency.reading().count(ExternalIdentity));
    expect(states).toContain(true);
    expect(states).toEqual([...states].sort((a, b) => Number(b) - Number(a)));
  });
});
