import { Column, Entity, Index, PrimaryColumn, VersionColumn } from 'typeorm';
import { DayColumn, MomentColumn, NameColumn, TextColumn } from '../platform/db/columns.js';
import type { InspectionStatus } from './life-cycle/life-cycle.rules.js';

export type { InspectionStatus } from './life-cycle/life-cycle.rules.js';

export type InspectionKind = 'full' | 'focus';

/** A visit of one agreement by a team: a full inspection, or a focus review of what an earlier one found. */
@Entity('inspection')
@Index(['fiscalYear', 'kind'])
@Index(['agreementId'])
export class Inspection {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  /** `INS-2013-0042`, `FR-2013-0007`. */
  @NameColumn({ unique: true }) number!: string;
  @NameColumn() kind!: InspectionKind;
  @NameColumn() agreementId!: string;
  /** The obligation that it meets (full inspections); one inspection per obligation. */
  @NameColumn({ nullable: true, unique: true }) obligationId!: string | null;
  @Column({ type: 'integer' }) fiscalYear!: number;
  @DayColumn({ nullable: true }) dueOn!: string | null;
  @DayColumn({ nullable: true }) startsOn!: string | null;
  @DayColumn({ nullable: true }) endsOn!: string | null;
  /** The first day that makes sense for a focus review; null for a full inspection, whose policy says it. */
  @DayColumn({ nullable: true }) releaseOn!: string | null;
  @NameColumn() status!: InspectionStatus;
  /** The day of the final report. */
  @DayColumn({ nullable: true }) reportedOn!: string | null;
  /** Why it is when it is, or why it has no date. */
  @TextColumn({ nullable: true }) reason!: string | null;
  @Column({ type: 'boolean' }) isSample!: boolean;
  @MomentColumn() createdAt!: string;
  @VersionColumn() version!: number;
}

@Entity('inspection_team_member')
@Index(['inspectionId', 'positionId'], { unique: true })
export class InspectionTeamMember {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() inspectionId!: string;
  @NameColumn() positionId!: string;
  @NameColumn() role!: 'leader' | 'inspector';
}

/**
 * What happened to an inspection. A step of its life cycle carries the day on which it happened, and `from` and `to` are
 * statuses; otherwise it was moved or handed over, from day to day or from position to position. Rows are only ever added.
 */
@Entity('inspection_event')
@Index(['inspectionId'])
export class InspectionEvent {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() inspectionId!: string;
  @NameColumn() event!: string;
  /** The day of a step; null for what is no step. */
  @DayColumn({ nullable: true }) onDay!: string | null;
  @TextColumn({ nullable: true }) from!: string | null;
  @TextColumn({ nullable: true }) to!: string | null;
  @TextColumn({ nullable: true }) reason!: string | null;
  @MomentColumn() recordedAt!: string;
  @NameColumn() recordedBy!: string;
}
