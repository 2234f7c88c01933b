import { expect } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import type { Message, Reminder } from '../../src/reminders/reminder.entity.js';
import type { TestMailServer } from './mail-server.js';
import { ledgerOf, outboxOf, stepsOf } from './reminders.js';

/**
 * What must hold whatever happened: every key once, rows and mails that agree with each other,
 * steps that end where the mail is, and nothing that reached the server twice unless the ledger says `uncertain`.
 */
export async function expectLedgerToBeSound(
  app: INestApplicationContext,
  server: TestMailServer,
): Promise<void> {
  const rows = await ledgerOf(app);
  const mails = await outboxOf(app);
  const mailById = new Map(mails.map((mail) => [mail.id, mail]));
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  expect(new Set(mails.map(({ messageIdHeader }) => messageIdHeader)).size).toBe(mails.length);
  for (const row of rows) {
    const mail = row.messageId === null ? undefined : mailById.get(row.messageId);
    expect(MAIL_STATES[row.state]).toContain(mail?.state ?? null);
    if (mail) expect(mail.recipientId).toBe(row.recipientId);
    const endsWithReason = ['cancelled', 'missed', 'failed'].includes(row.state);
    if (endsWithReason) expect(row.reason).not.toBeNull();
  }
  for (const mail of mails) {
    const steps = await stepsOf(app, mail.id);
    expect([steps[0], steps.at(-1)]).toEqual(['pending', mail.state]);
    const reached = server.accepted.filter(({ messageId }) => messageId === mail.messageIdHeader);
    if (mail.state === 'sent') {
      expect(reached.length).toBeGreaterThan(0);
      expect(rows.some((row) => row.messageId === mail.id && row.state === 'sent')).toBe(true);
    }
    if (reached.length > 1) expect(steps).toContain('uncertain');
  }
}

/** The states of a mail that agree with the state of a row in it; null = in no mail. */
const MAIL_STATES: Record<Reminder['state'], (Message['state'] | null)[]> = {
  planned: [null, 'pending'],
  claimed: ['claimed'],
  sent: ['sent'],
  failed: ['failed'],
  uncertain: ['uncertain', 'claimed', 'sent', 'cancelled', 'failed'],
  cancelled: [null],
  missed: [null],
};
