import { Entity, Index, PrimaryColumn } from 'typeorm';
import { DayColumn, MomentColumn, NameColumn, TextColumn } from '../platform/db/columns.js';

export type ObligationStatus = 'open' | 'met' | 'withdrawn';

/** An agreement must be inspected in full by a day, and the rule that says so. */
@Entity('inspection_obligation')
@Index(['agreementId', 'anchorKey'], { unique: true })
export class InspectionObligation {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() agreementId!: string;
  /** What the due date is counted from: `inspection:<id>` or `effective:<day>` or `calendar:<day>`; one obligation each. */
  @NameColumn() anchorKey!: string;
  @DayColumn() dueOn!: string;
  /** Why it is due then, in a sentence. */
  @TextColumn() basis!: string;
  @NameColumn() status!: ObligationStatus;
  /** Why the scheduler could not place it, as of its last run; null when it is placed. */
  @TextColumn({ nullable: true }) unscheduledReason!: string | null;
  @TextColumn({ nullable: true }) closedReason!: string | null;
  @MomentColumn() createdAt!: string;
}
