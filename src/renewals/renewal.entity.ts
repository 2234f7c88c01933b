import { Column, Entity, Index, PrimaryColumn, VersionColumn } from 'typeorm';
import {
  DayColumn,
  JsonColumn,
  MomentColumn,
  NameColumn,
  TextColumn,
} from '../platform/db/columns.js';
import type { Decision, DecisionTerms } from './proposal.rules.js';
import type { ReviewCause } from './review.rules.js';

export const REVIEW_STATES = ['open', 'proposed', 'decided', 'closed'] as const;

/** Open; a proposal waits for a second person; decided; or closed because its cause went away. */
export type ReviewState = (typeof REVIEW_STATES)[number];

/** Whether to keep an agreement is to be decided. One open review per agreement and cause. */
@Entity('renewal_review')
@Index(['state', 'dueOn'])
export class RenewalReview {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  /** `REN-2013-0007`, by the fiscal year in which it is due, or in which it opened if that is later. */
  @NameColumn({ unique: true }) number!: string;
  @NameColumn() agreementId!: string;
  @NameColumn() cause!: ReviewCause;
  /** What it was opened for: `end:2012-10-15`, `suspension:2012-08-01`, `by-hand:<id>`. */
  @NameColumn() causeKey!: string;
  /** Why it was opened, in a sentence. */
  @TextColumn() reason!: string;
  @DayColumn() openedOn!: string;
  @NameColumn() openedBy!: string;
  /** The day until which it should be decided. */
  @DayColumn() dueOn!: string;
  @NameColumn() state!: ReviewState;
  /** The account that has it; null = any program manager. */
  @NameColumn({ nullable: true }) ownerId!: string | null;
  @DayColumn({ nullable: true }) endedOn!: string | null;
  /** What was decided; null when nothing was. */
  @NameColumn({ nullable: true }) decision!: Decision | null;
  /** What was decided or why it was closed, in a sentence. */
  @TextColumn({ nullable: true }) outcome!: string | null;
  @MomentColumn() createdAt!: string;
  @VersionColumn() version!: number;
}

export type ProposalState = 'waiting' | 'approved' | 'returned' | 'withdrawn';

/** What somebody proposed to do with an agreement, and what a second person said to it. Proposals stay. */
@Entity('renewal_proposal')
@Index(['reviewId'])
export class RenewalProposal {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() reviewId!: string;
  @JsonColumn() terms!: DecisionTerms;
  @TextColumn() reason!: string;
  @NameColumn() state!: ProposalState;
  @MomentColumn() proposedAt!: string;
  @NameColumn() proposedById!: string;
  @NameColumn() proposedBy!: string;
  @MomentColumn({ nullable: true }) answeredAt!: string | null;
  @NameColumn({ nullable: true }) answeredById!: string | null;
  @NameColumn({ nullable: true }) answeredBy!: string | null;
  @TextColumn({ nullable: true }) answer!: string | null;
}

/**
 * A number about how an agreement is used, entered by hand or read from a table. Rows are only ever added: the latest of
 * an agreement, a measure and a period is the one that counts.
 */
@Entity('agreement_figure')
@Index(['agreementId', 'measure', 'periodFrom', 'periodUntil'])
export class AgreementFigure {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() agreementId!: string;
  /** One of `MEASURES`. */
  @NameColumn() measure!: string;
  @DayColumn() periodFrom!: string;
  /** The last day that it covers. */
  @DayColumn() periodUntil!: string;
  @Column({ type: 'integer' }) value!: number;
  /** Where the number comes from. */
  @TextColumn() source!: string;
  @MomentColumn() recordedAt!: string;
  @NameColumn() recordedBy!: string;
}
