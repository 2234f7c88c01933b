import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual } from 'typeorm';
import { dayText } from '../platform/clock/day-text.js';
import { SystemClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { Log } from '../platform/log.js';
import { MessageClaims } from './message-claims.js';
import { MessageGrouping } from './message-grouping.js';
import { type Delivery, MessageSender } from './message-sender.js';
import { OutboxService } from './outbox.service.js';
import { Message } from './reminder.entity.js';

/** What one drain did. */
export interface DrainReport {
  /** Claims that ran out; their mails are uncertain now and leave again with the next drain. */
  givenUp: number;
  /** Rows of the ledger that went into a mail. */
  grouped: number;
  /** Mails by what became of them. */
  deliveries: Record<Delivery, number>;
  /** Why the outbox stands still, if it does. */
  paused: string | null;
}

type DueMessage = Pick<Message, 'id' | 'recipientId' | 'localDay'>;

/** Empties the outbox: whatever is due now leaves. Runs every few seconds, in as many workers as there are. */
@Injectable()
export class ReminderDrain {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly systemClock: SystemClock,
    private readonly policy: Policy,
    private readonly outbox: OutboxService,
    private readonly claims: MessageClaims,
    private readonly grouping: MessageGrouping,
    private readonly sender: MessageSender,
    private readonly log: Log,
  ) {}

  /** @throws the first unexpected error, after every other mail was tried */
  async run(): Promise<DrainReport> {
    const report: DrainReport = {
      givenUp: 0,
      grouped: 0,
      deliveries: { accepted: 0, refused: 0, unreachable: 0, uncertain: 0, cancelled: 0, taken: 0 },
      paused: null,
    };
    const givenUp = await this.claims.giveUpExpired();
    report.givenUp = givenUp.length;
    report.paused = (await this.outbox.pauseState())?.reason ?? null;
    if (report.paused !== null) return report;
    report.grouped = await this.grouping.group();
    await this.sendAll(await this.dueMessages(givenUp), report);
    return report;
  }

  private async sendAll(messages: DueMessage[], report: DrainReport): Promise<void> {
    const errors: unknown[] = [];
    const { deliveries } = report;
    for (const message of messages) {
      report.paused = await this.breakIfTooMany(
        message,
        deliveries.accepted + deliveries.uncertain,
      );
      if (report.paused !== null) break;
      try {
        const delivery = await this.sender.deliver(message.id);
        deliveries[delivery]++;
        // The server is away: the other mails need not find that out one by one.
        if (delivery === 'unreachable') break;
      } catch (error) {
        this.log.error({ error, messageId: message.id }, 'a mail could not be handled');
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }

  /** The breaker of policy.yaml: a fault that makes thousands of mails must not send them. */
  private async breakIfTooMany(message: DueMessage, leftInRun: number): Promise<string | null> {
    const { perRun, perPersonPerDay } = this.policy.reminders.breaker;
    if (leftInRun >= perRun) return this.outbox.pause(`More than ${perRun} mails in one run.`);
    const toPerson = await this.outbox.sentTo(message.recipientId, message.localDay);
    if (toPerson >= perPersonPerDay)
      return this.outbox.pause(
        `More than ${perPersonPerDay} mails to one person on ${dayText(message.localDay)}.`,
      );
    return null;
  }

  /** Oldest first. What this very run gave up waits for the next, so that the ledger shows it as uncertain meanwhile. */
  private async dueMessages(exceptIds: string[]): Promise<DueMessage[]> {
    const messages = await this.unitOfWork.reading().find(Message, {
      select: { id: true, recipientId: true, localDay: true },
      where: {
        state: In(['pending', 'uncertain']),
        nextAttemptAt: LessThanOrEqual(this.systemClock.moment()),
      },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
    return messages.filter(({ id }) => !exceptIds.includes(id));
  }
}
