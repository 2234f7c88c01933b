import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { DayColumn, MomentColumn, NameColumn, TextColumn } from '../platform/db/columns.js';

export const REMINDER_STATES = [
  'planned',
  'claimed',
  'sent',
  'failed',
  'uncertain',
  'cancelled',
  'missed',
] as const;
export type ReminderState = (typeof REMINDER_STATES)[number];

/**
 * The ledger: one row for each obligation × offset × recipient. The due date is part of the key, so moving it re-arms
 * the reminder; UNIQUE(key) makes planning twice harmless.
 */
@Entity('reminder')
@Index(['state', 'sendOn'])
@Index(['subjectId'])
@Index(['contextId'])
export class Reminder {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  /** `kind:subject:dueOn:offset:recipient` */
  @NameColumn({ unique: true }) key!: string;
  @NameColumn() kind!: string;
  @NameColumn() subjectType!: string;
  @NameColumn() subjectId!: string;
  @NameColumn() subjectLabel!: string;
  /** Where the subject's page is, from the site's root. */
  @NameColumn() subjectPath!: string;
  /** The thing that the subject belongs to (an inspection's agreement); the "why" page of either lists the reminder. */
  @NameColumn({ nullable: true }) contextId!: string | null;
  /** The field office concerned, for scope. */
  @NameColumn({ nullable: true }) officeId!: string | null;
  @TextColumn() summary!: string;
  @DayColumn() dueOn!: string;
  /** Days before the due date; negative = after it. */
  @Column({ type: 'integer' }) offsetDays!: number;
  /** The day on which it leaves, in the recipient's zone. */
  @DayColumn() sendOn!: string;
  @NameColumn() recipientId!: string;
  /** The recipient's zone (IANA name), by which the day above begins. */
  @NameColumn() timeZone!: string;
  @Column({ type: 'boolean' }) isEscalation!: boolean;
  @NameColumn() state!: ReminderState;
  /** Why it was cancelled, missed or failed. */
  @TextColumn({ nullable: true }) reason!: string | null;
  /** The mail that it is in, or waits in; null again once it is cancelled or missed. */
  @NameColumn({ nullable: true }) messageId!: string | null;
  @MomentColumn() plannedAt!: string;
  @MomentColumn() changedAt!: string;
}

export const MESSAGE_STATES = [
  'pending',
  'claimed',
  'sent',
  'failed',
  'uncertain',
  'cancelled',
] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** The outbox: a mail, which owns its sending. Leases and retries are in real time, the local day in the business's. */
@Entity('message')
@Index(['state', 'nextAttemptAt'])
export class Message {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  /** `digest:recipient:day`, or for an urgent kind `urgent:` and the reminder's key: one mail each. */
  @NameColumn({ unique: true }) dedupeKey!: string;
  /** The Message-ID header: a hash of the dedupe key, the same at every attempt. */
  @NameColumn({ unique: true }) messageIdHeader!: string;
  @NameColumn() recipientId!: string;
  @DayColumn() localDay!: string;
  @NameColumn() kind!: 'digest' | 'urgent';
  @NameColumn() state!: MessageState;
  @Column({ type: 'integer' }) attempts!: number;
  @MomentColumn() nextAttemptAt!: string;
  @MomentColumn({ nullable: true }) leaseUntil!: string | null;
  @NameColumn({ nullable: true }) claimedBy!: string | null;
  @TextColumn({ nullable: true }) serverResponse!: string | null;
  @MomentColumn({ nullable: true }) sentAt!: string | null;
  @MomentColumn() createdAt!: string;
}

/** Every step of a mail's sending, in order: what the "why" page tells. Rows are only ever added. */
@Entity('message_step')
@Index(['messageId'])
export class MessageStep {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() messageId!: string;
  @MomentColumn() at!: string;
  @NameColumn() state!: MessageState;
  @TextColumn({ nullable: true }) detail!: string | null;
}
