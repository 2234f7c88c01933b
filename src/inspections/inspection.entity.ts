import { Column, Entity, Index, PrimaryColumn, VersionColumn } from 'typeorm';
import { DayColumn, MomentColumn, NameColumn, TextColumn } from '../platform/db/columns.js';

/** A numbered MOA requirement with its measurable standard, or the flag that it has none. */
@Entity('requirement')
export class Requirement {
  @PrimaryColumn({ type: 'varchar', length: 20 }) code!: string;
  @NameColumn() category!: string;
  @TextColumn() text!: string;
  @TextColumn() measurableStandard!: string;
  @TextColumn() templates!: string;
  @TextColumn() source!: string;
}

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

export type InspectionKind = 'full' | 'focus';

export const INSPECTION_STATUSES = [
  'scheduled',
  'unscheduled',
  'completed',
  'absorbed',
  'cancelled',
] as const;
export type InspectionStatus = (typeof INSPECTION_STATUSES)[number];

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

/** What happened to an inspection: scheduled, rescheduled, completed … with from and to. Rows are only ever added. */
@Entity('inspection_event')
@Index(['inspectionId'])
export class InspectionEvent {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() inspectionId!: string;
  @NameColumn() event!: string;
  @TextColumn({ nullable: true }) from!: string | null;
  @TextColumn({ nullable: true }) to!: string | null;
  @TextColumn({ nullable: true }) reason!: string | null;
  @MomentColumn() recordedAt!: string;
  @NameColumn() recordedBy!: string;
}

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
  @Column({ type: 'boolean' }) isSample!: boolean;
}

/** The plan that answers a finding. */
@Entity('corrective_action')
export class CorrectiveAction {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn({ unique: true }) findingId!: string;
  @TextColumn() plan!: string;
  @NameColumn() owner!: 'agency' | 'field-office';
  @DayColumn() dueOn!: string;
  @NameColumn() status!: 'open' | 'done';
  @DayColumn({ nullable: true }) doneOn!: string | null;
  @TextColumn({ nullable: true }) doneNote!: string | null;
  @Column({ type: 'boolean' }) isSample!: boolean;
  @VersionColumn() version!: number;
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
