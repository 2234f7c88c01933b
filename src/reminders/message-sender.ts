import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Policy } from '../platform/config/policy.js';
import { Settings } from '../platform/config/settings.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import type { OutgoingMail, SendOutcome } from '../platform/mail/mail.js';
import { MailTransport } from '../platform/mail/mail-transport.js';
import { type Claim, MessageClaims } from './message-claims.js';
import { ObligationReader } from './open-obligations.js';
import { type MailEntry, writeReminderMail } from './reminder-mail.js';
import { Message, Reminder } from './reminder.entity.js';
import type { OpenObligations } from './still-due.rules.js';

/** What became of a mail: what the server said, or that nothing was left of it, or that another worker has it. */
export type Delivery = SendOutcome['kind'] | 'cancelled' | 'taken';

/** Sends one mail of the outbox: asks whether it is still due, claims it, sends it, records the answer. */
@Injectable()
export class MessageSender {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: ObligationReader,
    private readonly claims: MessageClaims,
    private readonly transport: MailTransport,
    private readonly settings: Settings,
    private readonly policy: Policy,
  ) {}

  async deliver(messageId: string): Promise<Delivery> {
    const message = await this.unitOfWork.reading().findOneBy(Message, { id: messageId });
    if (!message) return 'taken';
    const rows = await this.unitOfWork
      .reading()
      .findBy(Reminder, { messageId, state: In(['planned', 'uncertain']) });
    const open = await this.reader.about([...new Set(rows.map(({ subjectId }) => subjectId))]);
    const checked = rows.map((row) => ({ row, whyNotDue: open.whyNotDue(row) }));
    const claim = await this.claims.claim(message, checked);
    if (!claim) return 'taken';
    if (claim.rows.length === 0) return 'cancelled';
    // At most half the lease: a mail that another worker takes up is not still being sent by this one.
    const outcome = await this.transport.send(
      this.write(claim, open),
      this.policy.reminders.leaseSeconds / 2,
    );
    await this.claims.record(claim, outcome);
    return outcome.kind;
  }

  private write({ message, rows }: Claim, open: OpenObligations): OutgoingMail {
    const entries = rows.flatMap((row): MailEntry[] => {
      const obligation = open.behind(row);
      return obligation ? [{ obligation, isEscalation: row.isEscalation }] : [];
    });
    const recipient = entries
      .flatMap(({ obligation }) => [...obligation.responsible, ...obligation.escalateTo])
      .find(({ accountId }) => accountId === message.recipientId);
    if (!recipient) throw new Error(`mail ${message.id} has rows of nobody's`);
    const { subject, text, html } = writeReminderMail({
      recipient,
      entries,
      today: message.localDay,
      policy: this.policy.reminders,
      baseUrl: this.settings.baseUrl,
      isDemo: this.settings.isDemo,
    });
    return { messageId: message.messageIdHeader, to: recipient, subject, text, html };
  }
}
