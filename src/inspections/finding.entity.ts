import { Column, Entity, Index, PrimaryColumn, VersionColumn } from 'typeorm';
import { DayColumn, MomentColumn, NameColumn, TextColumn } from '../platform/db/columns.js';

export const SEVERITIES = ['high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const FINDING_STATUSES = ['draft', 'open', 'closed'] as const;
export type FindingStatus = (typeof FINDING_STATUSES)[number];

export type RepeatDecision = 'confirmed' | 'declined';

/** A deficiency or an area of concern that an inspection found. */
@Entity('finding')
@Index(['agreementId'])
export class Finding {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  /** `INS-2012-0003/F2`: unique per report. */
  @NameColumn({ unique: true }) number!: string;
  @NameColumn() inspectionId!: string;
  @NameColumn() agreementId!: string;
  @NameColumn() requirementCode!: string;
  @NameColumn() kind!: 'deficiency' | 'area-of-concern';
  /** Null while a draft's leader has not chosen one; never of an open or closed finding. */
  @NameColumn({ nullable: true }) severity!: Severity | null;
  /** Whose conduct it is about. */
  @NameColumn() side!: 'agency' | 'ice';
  @TextColumn() observation!: string;
  /** A draft stands in a report that is not final; only the people of the inspection see it. */
  @NameColumn() status!: FindingStatus;
  @DayColumn({ nullable: true }) closedOn!: string | null;
  @TextColumn({ nullable: true }) closedReason!: string | null;
  /** A visit that was to verify it found it not corrected. */
  @Column({ type: 'boolean', default: false }) isRepeated!: boolean;
  @Column({ type: 'boolean' }) isSample!: boolean;
  /** The item of the checklist that it was raised from; null where there was no checklist. */
  @NameColumn({ nullable: true, unique: true }) checklistItemId!: string | null;
  /** The earlier finding of the same requirement at the same agreement that it may repeat. */
  @NameColumn({ nullable: true }) repeatOfId!: string | null;
  /** What the leader said of that; null = nobody has decided yet, or there is nothing to decide. */
  @NameColumn({ nullable: true }) repeatDecision!: RepeatDecision | null;
  @MomentColumn({ nullable: true }) repeatDecidedAt!: string | null;
  @NameColumn({ nullable: true }) repeatDecidedBy!: string | null;
  @VersionColumn({ default: 1 }) version!: number;
}

/** The severity of a finding that is no draft any more: the leader has chosen it by then. */
export function severityOf({ number, severity }: Pick<Finding, 'number' | 'severity'>): Severity {
  if (severity === null) throw new Error(`${number} is a draft without a severity`);
  return severity;
}

/** The visit that will verify a finding: a focus review, or the full inspection that absorbs it. One per finding and round. */
@Entity('finding_coverage')
@Index(['findingId', 'round'], { unique: true })
export class FindingCoverage {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() findingId!: string;
  @Column({ type: 'integer' }) round!: number;
  @NameColumn() inspectionId!: string;
  /** Why this visit covers it. */
  @TextColumn() basis!: string;
}
