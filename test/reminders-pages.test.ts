import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { OfficesService } from '../src/offices/offices.service.js';
import { newId } from '../src/platform/db/id.js';
import type { Obligation, Recipient } from '../src/reminders/obligation.js';
import type { ReminderListResponse } from '../src/reminders/reminder.dto.js';
import { MailboxReader } from '../src/platform/mail/mailbox-reader.js';
import { aClient, type Client, type ProblemBody } from './support/client.js';
import { anObligation, aRecipient, ledgerOf, TestObligations, tick } from './support/reminders.js';
import { startTestApp, type TestApp } from './support/test-app.js';

/** A demonstration without SMTP_URL: the mails land in its own mailbox. */
describe('reminders and the demonstration’s mailbox', () => {
  let test: TestApp;
  let leader: Recipient;
  let manager: Client;
  let inspection: Obligation;
  let action: Obligation;
  const agreementId = newId();

  beforeAll(async () => {
    test = await startTestApp({ data: ['reference'] });
    leader = await aRecipient(test.app, { name: 'Team leader 1' });
    const atlanta = await test.app.get(OfficesService).find('Atlanta');
    inspection = anObligation({
      kind: 'inspection-upcoming',
      subject: {
        type: 'inspection',
        id: newId(),
        label: 'INS-2013-0004',
        path: '/inspections/INS-2013-0004',
      },
      contextId: agreementId,
      officeId: atlanta?.id ?? '',
      summary: 'Full inspection INS-2013-0004 (sample)',
      dueOn: '2012-10-26',
      responsible: [leader],
    });
    action = anObligation({ responsible: [leader], dueOn: '2012-10-10' });
    TestObligations.in(test.app, inspection, action);
    await tick(test.app);
    manager = await aClient(test, 'program-manager');
  });
  afterAll(() => test.close());

  const list = async (query: string, client = manager): Promise<ReminderListResponse> => {
    const answer = await client.get(`/api/v1/reminders${query}`);
    expect(answer.status).toBe(200);
    return answer.body as ReminderListResponse;
  };

  describe('the ledger as JSON', () => {
    it('tells of each reminder what it is about, when it leaves, to whom, and what became of it', async () => {
      const { items, total } = await list(`?subject=${inspection.subject.id}`);
      expect(total).toBe(2);
      expect(items[0]).toMatchObject({
        kind: 'inspection-upcoming',
        subject: { type: 'inspection', label: 'INS-2013-0004', path: inspection.subject.path },
        dueOn: '2012-10-26',
        offsetDays: 30,
        sendOn: '2012-09-26',
        status: 'sent',
        reason: null,
        recipient: { name: 'Team leader 1', email: leader.email },
        messageId: expect.stringMatching(/^<[0-9a-f]{40}@127\.0\.0\.1>$/),
        sentAt: '2012-09-26T16:00:00.000Z',
        isEscalation: false,
      });
      expect(items[0]?.steps.map(({ state }) => state)).toEqual(['pending', 'claimed', 'sent']);
      expect(items[1]).toMatchObject({
        status: 'planned',
        sentAt: null,
        messageId: null,
        steps: [],
      });
    });

    it('finds them by what they are about, by what that belongs to, and by type and id', async () => {
      const { id } = inspection.subject;
      expect((await list(`?subject=${agreementId}`)).total).toBe(2);
      expect((await list(`?subject=inspection:${id}`)).total).toBe(2);
      expect((await list(`?subject=finding:${id}`)).total).toBe(0);
      expect((await list('?subject=nothing-like-it')).total).toBe(0);
    });

    it('filters by status and kind, and pages through without a gap', async () => {
      expect((await list('?status=sent')).total).toBe(2);
      expect((await list('?status=planned&kind=inspection-upcoming')).total).toBe(1);
      const seen: string[] = [];
      let next: string | null = '';
      while (next !== null) {
        const page: ReminderListResponse = await list(
          `?limit=2&cursor=${next}`.replace(/&cursor=$/, ''),
        );
        seen.push(...page.items.map(({ id }) => id));
        next = page.nextCursor;
      }
      expect(seen.sort()).toEqual((await ledgerOf(test.app)).map(({ id }) => id).sort());
    });

    it.each([
      ['status=unheard-of', 'status'],
      ['kind=unheard-of', 'kind'],
      ['limit=0', 'limit'],
      ['colour=blue', 'colour'],
    ])('answers %s with a 400 that names it', async (query, parameter) => {
      const answer = await manager.get(`/api/v1/reminders?${query}`);
      expect(answer.status).toBe(400);
      expect((answer.body as ProblemBody).errors[0]?.parameter).toBe(parameter);
    });

    it('shows an ERO supervisor the reminders of the own field office only', async () => {
      const atlanta = await aClient(test, 'ero-supervisor', 'Atlanta');
      const boston = await aClient(test, 'ero-supervisor', 'Boston');
      expect((await list('', atlanta)).total).toBe(2);
      expect((await list('', boston)).total).toBe(0);
      expect((await list(`?subject=${agreementId}`, boston)).total).toBe(0);
    });

    it('refuses who is not signed in', async () => {
      expect((await test.app.inject({ url: '/api/v1/reminders' })).statusCode).toBe(401);
    });
  });

  describe('the why page', () => {
    it('tells the whole story of one thing', async () => {
      const { text, status } = await manager.get(`/reminders?subject=${inspection.subject.id}`);
      const [row] = (await list(`?subject=${inspection.subject.id}`)).items;
      expect(status).toBe(200);
      expect(text).toContain('Reminders of INS-2013-0004');
      expect(text).toContain('Wed 26 Sep 2012');
      expect(text).toContain(row?.messageId?.replace('<', '&lt;').replace('>', '') ?? 'none');
      expect(text).toContain('nothing yet');
      expect(text).toContain('Inspection: reminders leave 30 and 7 days before.');
    });

    it('lists everything, and says so where nothing fits', async () => {
      expect((await manager.get('/reminders')).text).toContain('5 of 5 reminders');
      expect((await manager.get('/reminders?status=&kind=')).status).toBe(200);
      expect((await manager.get('/reminders?status=failed')).text).toContain('No reminder fits');
    });
  });

  describe('the mailbox', () => {
    it('holds the mail, with the headers that a mail of a program should have', async () => {
      const { items } = await test.app.get(MailboxReader).list({ limit: 10 });
      expect(items).toHaveLength(1);
      const [mail] = items;
      expect(mail).toMatchObject({
        from: '"287(g) Inspections" <moa@localhost>',
        to: expect.stringContaining(leader.email),
        subject: '2 things due: corrective action FND-2012-0001 is due on 10 Oct 2012',
        date: '2012-09-26T16:00:00.000Z',
      });
      const headers = new Map(mail?.headers.map(({ name, value }) => [name.toLowerCase(), value]));
      expect(headers.get('auto-submitted')).toBe('auto-generated');
      expect(headers.get('list-id')).toBe('Inspection reminders <reminders.127.0.0.1>');
      expect(headers.get('message-id')).toBe(mail?.messageId);
      expect(mail?.text).toContain('Demonstration: this mail');
      expect(mail?.html).toContain('<html lang="en">');
    });

    it('keeps whole files only', () => {
      const names = readdirSync(join(test.dataDir, 'mail'));
      expect(names).toHaveLength(1);
      expect(names[0]).toMatch(/^[0-9a-f-]{36}\.eml$/);
    });

    it('shows the mail with what it reminds of, and its HTML in a frame that can do nothing', async () => {
      const { items } = await test.app.get(MailboxReader).list({ limit: 10 });
      const id = items[0]?.id ?? '';
      expect((await manager.get('/mailbox')).text).toContain(`href="/mailbox/${id}"`);
      const page = await manager.get(`/mailbox/${id}`);
      expect(page.text).toContain(`href="${inspection.subject.path}"`);
      expect(page.text).toContain('sandbox="allow-top-navigation-by-user-activation"');
      const frame = await manager.get(`/mailbox/${id}/html`);
      expect(frame.headers['content-type']).toMatch(/^text\/html/);
      expect(frame.headers['content-security-policy']).toMatch(/^default-src 'none'/);
      expect(frame.headers['x-frame-options']).toBe('SAMEORIGIN');
      expect(frame.text).toContain('Team leader 1');
    });

    it('knows no mail by another name', async () => {
      for (const id of [newId(), 'x', '..%2F..%2Fmoa.db'])
        expect((await manager.get(`/mailbox/${id}`)).status).toBe(404);
    });

    it('is not for everybody', async () => {
      const inspector = await aClient(test, 'inspector');
      expect((await inspector.get('/mailbox')).status).toBe(403);
    });
  });

  it('does not exist where a mail server is named', async () => {
    const other = await startTestApp({
      data: [],
      environment: { SMTP_URL: 'smtp://127.0.0.1:1' },
    });
    const client = await aClient(other, 'administrator');
    expect((await client.get('/mailbox')).status).toBe(404);
    await other.close();
  });
});
