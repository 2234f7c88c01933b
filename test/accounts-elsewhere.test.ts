import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Account, OneTimeLink } from '../src/identity/account.entity.js';
import { AccountsService } from '../src/identity/accounts/accounts.service.js';
import { OneTimeLinks } from '../src/identity/accounts/one-time-links.service.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { BrowserSession } from './support/browser-session.js';
import { aClient, type Client } from './support/client.js';
import { runJob } from './support/reminders.js';
import { startTestApp, type TestApp } from './support/test-app.js';

let moa: TestApp;
let admin: Client;

beforeAll(async () => {
  moa = await startTestApp({
    data: ['reference'],
    environment: {
      MOA_LOCAL_SIGN_IN: 'off',
      MOA_OIDC_ISSUER: 'https://provider.test.example',
      MOA_OIDC_CLIENT_ID: 'moa',
      MOA_OIDC_CLIENT_SECRET: 'only for the test',
    },
  });
  admin = await aClient(moa, 'administrator');
});

afterAll(() => moa.close());

const mailPath = (text: string): string => /href="(\/mailbox\/[\w-]+)"/.exec(text)![1]!;

describe('where people sign in through the identity provider', () => {
  it('an invitation leads there, and sets no password', async () => {
    const answer = await admin.post('/admin/accounts/invite', {
      email: 'liaison@test.example',
      displayName: 'OIG liaison 9',
      role: 'oig-liaison',
      fieldOffice: '',
    });
    expect(answer.status).toBe(303);
    await runJob(moa.app, 'accounts.links');
    const list = await admin.get('/mailbox');
    const mail = await admin.get(mailPath(list.text));
    expect(mail.text).toContain('/sign-in');
    expect(mail.text).toContain('no new password is needed');
    const [link] = await moa.app.get(UnitOfWork).reading().find(OneTimeLink);
    expect(link).toMatchObject({ state: 'sent', tokenHash: null });
  });

  it('no page takes a password', async () => {
    for (const path of ['/password-reset', '/password-reset/made-up', '/invitation/made-up']) {
      const page = await new BrowserSession(moa).open(path);
      expect(page.text).toContain('Sign in through the identity provider');
      expect(page.text).not.toContain('type="password"');
      const answer = await new BrowserSession(moa).submit(path, {});
      expect(answer.text).toContain('Sign in through the identity provider');
    }
  });

  it('nobody gets a link for a new password', async () => {
    const { id } = await moa.app
      .get(UnitOfWork)
      .reading()
      .findOneByOrFail(Account, { email: 'liaison@test.example' });
    await expect(moa.app.get(OneTimeLinks).requestLink(id, 'password-reset')).rejects.toThrow(
      'People sign in through the identity provider here.',
    );
    expect((await admin.get(`/admin/accounts/${id}`)).text).not.toContain(
      'link for a new password',
    );
    await moa.app.get(AccountsService).resetPassword(id);
  });
});

describe('a mail about an account, in the demonstration’s mailbox', () => {
  it('is opened by an administrator and by nobody else', async () => {
    const path = mailPath((await admin.get('/mailbox')).text);
    for (const role of ['program-manager', 'team-leader'] as const) {
      const client = await aClient(moa, role);
      const list = await client.get('/mailbox');
      expect(list.status).toBe(200);
      expect(list.text).toContain('For its recipient alone');
      expect(list.text).not.toContain(path);
      expect(list.text).not.toContain('liaison@test.example');
      for (const address of [path, `${path}/html`]) {
        const answer = await client.get(address);
        expect(answer.status).toBe(403);
        expect(answer.text).not.toContain('liaison@test.example');
      }
    }
    expect((await admin.get(`${path}/html`)).status).toBe(200);
  });
});
