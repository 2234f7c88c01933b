import { Injectable } from '@nestjs/common';
import { MoreThanOrEqual } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import type { Moment } from '../platform/clock/calendar.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { Conflict } from '../platform/http/problem.js';
import { Installation } from '../platform/installation/installation.js';
import { Log } from '../platform/log.js';
import { Doorbell } from '../platform/queue/doorbell.js';
import { MessageGrouping } from './message-grouping.js';
import { Message, MESSAGE_STATES, MessageStep, type MessageState } from './reminder.entity.js';

const PAUSED = 'outbox-paused';
const RESUMED_AT = 'outbox-resumed-at';

/** The outbox, as the audit names it. */
const SUBJECT = { type: 'outbox', id: 'outbox', label: 'Outbox' };

/** Why and since when no mail leaves. Business time. */
export interface OutboxPause {
  /** A sentence. */
  reason: string;
  at: Moment;
}

export interface OutboxOverview {
  /** Mails by state. */
  mails: Record<MessageState, number>;
  /** Since when the oldest thing that is due has waited, in business time; null = nothing waits. */
  oldestWaitingSince: Moment | null;
  pause: OutboxPause | null;
}

/** The outbox as a whole: what waits in it, and whether it stands still. */
@Injectable()
export class OutboxService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly installation: Installation,
    private readonly clock: BusinessClock,
    private readonly grouping: MessageGrouping,
    private readonly doorbell: Doorbell,
    private readonly audit: AuditTrail,
    private readonly log: Log,
  ) {}

  async overview(): Promise<OutboxOverview> {
    const counts = await this.unitOfWork
      .reading()
      .createQueryBuilder(Message, 'message')
      .select('message.state', 'state')
      .addSelect('COUNT(*)', 'count')
      .groupBy('message.state')
      .getRawMany<{ state: MessageState; count: number | string }>();
    const mails = Object.fromEntries(MESSAGE_STATES.map((state) => [state, 0])) as Record<
      MessageState,
      number
    >;
    for (const { state, count } of counts) mails[state] = Number(count);
    return {
      mails,
      oldestWaitingSince: await this.oldestWaitingSince(),
      pause: (await this.pauseState()) ?? null,
    };
  }

  async pauseState(): Promise<OutboxPause | undefined> {
    const fact = await this.installation.read(PAUSED);
    return fact === undefined ? undefined : (JSON.parse(fact) as OutboxPause);
  }

  /** Stops every worker's outbox until somebody resumes it. @returns the reason */
  async pause(reason: string): Promise<string> {
    const pause: OutboxPause = { reason, at: this.clock.moment() };
    await this.unitOfWork.run(async () => {
      await this.installation.remember(PAUSED, JSON.stringify(pause));
      await this.audit.record({ action: 'outbox.paused', subject: SUBJECT, reason });
    });
    this.log.error({ reason }, 'the outbox is paused; an administrator resumes it');
    return reason;
  }

  /**
   * Lets mails leave again; the breaker counts anew from here.
   * @param by who resumed it, for the log
   * @throws Conflict when the outbox is not paused
   */
  async resumeOutbox(by: string): Promise<void> {
    const pause = await this.unitOfWork.run(async () => {
      const present = await this.pauseState();
      if (!present) throw new Conflict('outbox-not-paused', 'The outbox is not paused.');
      await this.installation.forget(PAUSED);
      await this.installation.remember(RESUMED_AT, this.clock.moment());
      await this.audit.record({
        action: 'outbox.resumed',
        subject: SUBJECT,
        details: { pausedAt: present.at, pausedBecause: present.reason },
      });
      return present;
    });
    this.log.info({ by, reason: pause.reason }, 'the outbox was resumed');
    this.doorbell.ring('reminders.drain');
  }

  /** Mails that left to a person for a local day, since the outbox was last resumed. */
  async sentTo(recipientId: string, localDay: string): Promise<number> {
    const resumedAt = (await this.installation.read(RESUMED_AT)) ?? '';
    return this.unitOfWork
      .reading()
      .countBy(Message, { recipientId, localDay, sentAt: MoreThanOrEqual(resumedAt) });
  }

  /** Mails that failed since a moment, or whose fate is unknown since then. */
  async troubledSince(moment: Moment): Promise<{ failed: number; uncertain: number }> {
    const counts = await this.unitOfWork
      .reading()
      .createQueryBuilder(Message, 'message')
      .innerJoin(MessageStep, 'step', 'step.messageId = message.id AND step.state = message.state')
      .select('message.state', 'state')
      .addSelect('COUNT(DISTINCT message.id)', 'count')
      .where('message.state IN (:...states)', { states: ['failed', 'uncertain'] })
      .andWhere('step.at > :moment', { moment })
      .groupBy('message.state')
      .getRawMany<{ state: 'failed' | 'uncertain'; count: number | string }>();
    const troubled = { failed: 0, uncertain: 0 };
    for (const { state, count } of counts) troubled[state] = Number(count);
    return troubled;
  }

  /** The oldest mail that has not left, or the oldest due row that no mail holds yet: then no worker drains. */
  private async oldestWaitingSince(): Promise<Moment | null> {
    const mail = await this.unitOfWork
      .reading()
      .createQueryBuilder(Message, 'message')
      .select('MIN(message.createdAt)', 'since')
      .where('message.state IN (:...states)', { states: ['pending', 'claimed', 'uncertain'] })
      .getRawOne<{ since: Moment | null }>();
    const waiting = [mail?.since, await this.grouping.oldestUngroupedSince()];
    return waiting.filter((since) => since != null).sort()[0] ?? null;
  }
}
