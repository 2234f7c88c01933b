import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { DayColumn, NameColumn, TextColumn } from '../platform/db/columns.js';

export type Severity = 'high' | 'medium' | 'low';

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
  @NameColumn() severity!: Severity;
  /** Whose conduct it is about. */
  @NameColumn() side!: 'agency' | 'ice';
  @TextColumn() observation!: string;
  @NameColumn() status!: 'open' | 'closed';
  @DayColumn({ nullable: true }) closedOn!: string | null;
  @TextColumn({ nullable: true }) closedReason!: string | null;
  /** A visit that was to verify it found it not corrected. */
  @Column({ type: 'boolean', default: false }) isRepeated!: boolean;
  @Column({ type: 'boolean' }) isSample!: boolean;
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
