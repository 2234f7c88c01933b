import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull, type SelectQueryBuilder } from 'typeorm';
import {
  addDays,
  earlierOf,
  laterOf,
  type Moment,
  startOfDay,
} from '../platform/clock/calendar.js';
import { BusinessClock, SystemClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { Settings } from '../platform/config/settings.js';
import { newId } from '../platform/db/id.js';
import { insertOnce } from '../platform/db/insert-once.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { addStep } from './message-steps.js';
import { Message, Reminder } from './reminder.entity.js';

/** Messages that one unit of work makes. */
const BATCH = 100;

type DueRow = Pick<Reminder, 'id' | 'key' | 'kind' | 'recipientId'>;

/** The mail that due rows go into. */
interface Envelope {
  dedupeKey: string;
  kind: Message['kind'];
  recipientId: string;
  localDay: string;
  rowIds: string[];
}

/** Puts due rows of the ledger into mails: one digest per person and local day, or a mail of its own for an urgent kind. */
@Injectable()
export class MessageGrouping {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: BusinessClock,
    private readonly systemClock: SystemClock,
    private readonly policy: Policy,
    private readonly settings: Settings,
  ) {}

  /** @returns how many rows went into a mail */
  async group(): Promise<number> {
    const envelopes = new Map<string, Envelope>();
    for (const timeZone of await this.zonesWithDueRows()) {
      const localDay = this.clock.today(timeZone);
      for (const row of await this.dueRows(timeZone, localDay)) {
        const isUrgent = this.policy.reminders.urgentKinds.includes(row.kind);
        const dedupeKey = isUrgent ? `urgent:${row.key}` : `digest:${row.recipientId}:${localDay}`;
        const envelope = envelopes.get(dedupeKey) ?? {
          dedupeKey,
          kind: isUrgent ? 'urgent' : 'digest',
          recipientId: row.recipientId,
          localDay,
          rowIds: [],
        };
        envelope.rowIds.push(row.id);
        envelopes.set(dedupeKey, envelope);
      }
    }
    return this.putIntoMessages([...envelopes.values()]);
  }

  /**
   * Since when the oldest due row has waited for a mail, in business time. Those whose recipient's digest of the day is
   * closed do not count: they wait for the next day's by design.
   */
  async oldestUngroupedSince(): Promise<Moment | null> {
    let oldest: Moment | null = null;
    for (const timeZone of await this.zonesWithDueRows()) {
      const localDay = this.clock.today(timeZone);
      const row = await this.dueQuery(timeZone, localDay)
        .select('MIN(reminder.changedAt)', 'since')
        .andWhere((query) => {
          const digest = query
            .subQuery()
            .select('1')
            .from(Message, 'message')
            .where('message.recipientId = reminder.recipientId')
            .andWhere('message.localDay = :localDay AND message.kind = :digest');
          return `NOT EXISTS ${digest.getQuery()}`;
        })
        .setParameters({ localDay, digest: 'digest' })
        .getRawOne<{ since: Moment | null }>();
      if (!row?.since) continue;
      const since = laterOf(row.since, startOfDay(localDay, timeZone));
      oldest = oldest === null ? since : earlierOf(oldest, since);
    }
    return oldest;
  }

  private async putIntoMessages(envelopes: Envelope[]): Promise<number> {
    let grouped = 0;
    for (let start = 0; start < envelopes.length; start += BATCH) {
      const batch = envelopes.slice(start, start + BATCH);
      grouped += await this.unitOfWork.run((manager) => this.putBatch(manager, batch));
    }
    return grouped;
  }

  private async putBatch(manager: EntityManager, envelopes: Envelope[]): Promise<number> {
    const fresh = envelopes.map((envelope) => this.newMessage(envelope));
    await insertOnce(manager, Message, fresh);
    const stored = await manager.findBy(Message, {
      dedupeKey: In(envelopes.map(({ dedupeKey }) => dedupeKey)),
    });
    const byKey = new Map(stored.map((message) => [message.dedupeKey, message]));
    const freshIds = new Set(fresh.map(({ id }) => id));
    let grouped = 0;
    for (const { dedupeKey, rowIds } of envelopes) {
      const message = byKey.get(dedupeKey);
      // A digest that is under way or closed takes nothing more: these rows wait for the next day's.
      if (message?.state !== 'pending') continue;
      const { affected } = await manager.update(
        Reminder,
        { id: In(rowIds), state: 'planned', messageId: IsNull() },
        { messageId: message.id },
      );
      grouped += affected ?? 0;
      if (freshIds.has(message.id))
        await addStep(manager, message.id, 'pending', reminderCount(rowIds.length), this.clock);
    }
    return grouped;
  }

  private newMessage(envelope: Envelope): Message {
    const { dedupeKey, kind, recipientId, localDay } = envelope;
    return Object.assign(new Message(), {
      id: newId(),
      dedupeKey,
      messageIdHeader: messageIdFor(dedupeKey, new URL(this.settings.baseUrl).hostname),
      recipientId,
      localDay,
      kind,
      state: 'pending',
      attempts: 0,
      nextAttemptAt: this.systemClock.moment(),
      leaseUntil: null,
      claimedBy: null,
      serverResponse: null,
      sentAt: null,
      createdAt: this.clock.moment(),
    } satisfies Message);
  }

  /** A zone may be a day ahead of headquarters, and what left the catch-up window is missed, not late. */
  private async zonesWithDueRows(): Promise<string[]> {
    const today = this.clock.today(this.policy.timeZone);
    const rows = await this.unitOfWork
      .reading()
      .createQueryBuilder(Reminder, 'reminder')
      .select('DISTINCT reminder.timeZone', 'timeZone')
      .where('reminder.state = :state AND reminder.messageId IS NULL', { state: 'planned' })
      .andWhere('reminder.sendOn BETWEEN :from AND :until', {
        from: this.oldestSendable,
        until: addDays(today, 1),
      })
      .getRawMany<{ timeZone: string }>();
    return rows.map(({ timeZone }) => timeZone);
  }

  private dueRows(timeZone: string, localDay: string): Promise<DueRow[]> {
    return this.dueQuery(timeZone, localDay)
      .select('reminder.id', 'id')
      .addSelect('reminder.key', 'key')
      .addSelect('reminder.kind', 'kind')
      .addSelect('reminder.recipientId', 'recipientId')
      .getRawMany<DueRow>();
  }

  private dueQuery(timeZone: string, localDay: string): SelectQueryBuilder<Reminder> {
    return this.unitOfWork
      .reading()
      .createQueryBuilder(Reminder, 'reminder')
      .where('reminder.state = :state AND reminder.messageId IS NULL', { state: 'planned' })
      .andWhere('reminder.timeZone = :timeZone', { timeZone })
      .andWhere('reminder.sendOn BETWEEN :from AND :until', {
        from: this.oldestSendable,
        until: localDay,
      });
  }

  private get oldestSendable(): string {
    return addDays(this.clock.today(this.policy.timeZone), -this.policy.reminders.catchUpDays);
  }
}

const reminderCount = (count: number): string =>
  count === 1 ? 'made for 1 reminder' : `made for ${count} reminders`;

/**
 * The Message-ID of a mail: a hash of what makes it unique, so that a mail that is sent again is recognised as the same
 * one (RFC 5322, 3.6.4).
 */
export function messageIdFor(dedupeKey: string, host: string): string {
  const hash = createHash('sha256').update(dedupeKey).digest('hex').slice(0, 40);
  return `<${hash}@${host}>`;
}
