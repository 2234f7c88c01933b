import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { DayColumn, MomentColumn, NameColumn, TextColumn } from '../../platform/db/columns.js';
import type { Outcome } from './outcome.rules.js';

/** What a visit found of a finding that it was to verify. One per finding and round. */
@Entity('finding_outcome')
@Index(['findingId', 'round'], { unique: true })
@Index(['inspectionId'])
export class FindingOutcome {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() findingId!: string;
  @Column({ type: 'integer' }) round!: number;
  @NameColumn() inspectionId!: string;
  @NameColumn() outcome!: Outcome;
  @TextColumn() note!: string;
  /** The day of the visit's final report; null until then, while it can still be changed. */
  @DayColumn({ nullable: true }) effectiveOn!: string | null;
  @MomentColumn() recordedAt!: string;
  @NameColumn() recordedBy!: string;
}
