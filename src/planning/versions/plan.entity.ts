import { Column, Entity, Index, PrimaryColumn, VersionColumn } from 'typeorm';
import type { InspectionKind } from '../../inspections/inspection.entity.js';
import {
  DayColumn,
  JsonColumn,
  MomentColumn,
  NameColumn,
  TextColumn,
} from '../../platform/db/columns.js';
import type { PlannedPosition } from '../instance/plan-people.js';
import type { Plan as SolvedPlan, PlanAssignment, PlanInstance } from '../solver/instance.js';

export const PLAN_STATUSES = ['draft', 'proposed', 'approved', 'superseded', 'withdrawn'] as const;
export type PlanStatus = (typeof PLAN_STATUSES)[number];

/** A version of the plan of a fiscal year. */
@Entity('plan')
@Index(['fiscalYear', 'status'])
export class Plan {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  /** `PLAN-2013-0003` */
  @NameColumn({ unique: true }) number!: string;
  @Column({ type: 'integer' }) fiscalYear!: number;
  @NameColumn() name!: string;
  @NameColumn() status!: PlanStatus;
  /** The version that it plans anew; null for one that was planned from nothing. */
  @NameColumn({ nullable: true }) basedOnId!: string | null;
  /** The day as of which its tasks, people and visits were taken down. */
  @DayColumn() plannedFrom!: string;
  @MomentColumn() createdAt!: string;
  @NameColumn() createdById!: string;
  @NameColumn() createdBy!: string;
  @MomentColumn({ nullable: true }) proposedAt!: string | null;
  @NameColumn({ nullable: true }) proposedById!: string | null;
  @NameColumn({ nullable: true }) proposedBy!: string | null;
  @MomentColumn({ nullable: true }) approvedAt!: string | null;
  /** The business day of the approval, at headquarters. */
  @DayColumn({ nullable: true }) approvedOn!: string | null;
  @NameColumn({ nullable: true }) approvedById!: string | null;
  @NameColumn({ nullable: true }) approvedBy!: string | null;
  @MomentColumn({ nullable: true }) supersededAt!: string | null;
  /** Why it was sent back, or withdrawn; the latest such reason. */
  @TextColumn({ nullable: true }) reason!: string | null;
  /** What the assignments cost: weeks of lateness times weight, kilometres, sum of squares of travel weeks. */
  @Column({ type: 'double precision' }) lateness!: number;
  @Column({ type: 'double precision' }) travelKm!: number;
  @Column({ type: 'double precision' }) imbalance!: number;
  @Column({ type: 'integer' }) unscheduledCount!: number;
  /** No plan of these tasks and people can be less late; null = not known. */
  @Column({ type: 'double precision', nullable: true }) bound!: number | null;
  @Column({ type: 'double precision', nullable: true }) gap!: number | null;
  /** Rests on what was invented for the demonstration. */
  @Column({ type: 'boolean' }) isSample!: boolean;
  @VersionColumn() version!: number;
}

/** What a version was planned from: taken down once, and never changed. */
@Entity('plan_basis')
export class PlanBasis {
  @PrimaryColumn({ type: 'varchar', length: 36 }) planId!: string;
  @JsonColumn() instance!: PlanInstance;
  /** The positions as they were held that day. */
  @JsonColumn() positions!: PlannedPosition[];
  /** What was not known and had to be assumed. */
  @JsonColumn() assumptions!: string[];
  /** The weeks and teams that this version departs from as little as it can; null when it is planned from nothing. */
  @JsonColumn({ nullable: true }) keep!: PlanAssignment[] | null;
}

/** A task of a plan: its week and team, or the reason why it has none. */
@Entity('plan_item')
@Index(['planId', 'taskId'], { unique: true })
@Index(['agreementId'])
export class PlanItem {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() planId!: string;
  /** The obligation's id for a full inspection, the visit's for a focus review: the same in every version. */
  @NameColumn() taskId!: string;
  @NameColumn() kind!: InspectionKind;
  @NameColumn() agreementId!: string;
  @NameColumn({ nullable: true }) obligationId!: string | null;
  /** The visit, when there is one: from the start, or since the approval. */
  @NameColumn({ nullable: true }) inspectionId!: string | null;
  /** Its version when the plan was made, or carried out; null without a visit. */
  @Column({ type: 'integer', nullable: true }) inspectionVersion!: number | null;
  @DayColumn() dueOn!: string;
  @Column({ type: 'integer', nullable: true }) week!: number | null;
  @DayColumn({ nullable: true }) startsOn!: string | null;
  @DayColumn({ nullable: true }) endsOn!: string | null;
  /** The position that leads. */
  @NameColumn({ nullable: true }) leaderId!: string | null;
  /** Somebody wants it to stay where it is. */
  @Column({ type: 'boolean' }) isLocked!: boolean;
  /** Why it stays where it is whatever anybody wants; null = it may move. */
  @TextColumn({ nullable: true }) fixedBecause!: string | null;
  /** What a week of lateness costs, and why so much. */
  @Column({ type: 'double precision' }) weight!: number;
  @TextColumn() weightWords!: string;
  /** Why it is when it is, or why it has no week. */
  @TextColumn({ nullable: true }) reason!: string | null;
  /** Why it is elsewhere than in the version that this one plans anew; null = it did not move. */
  @TextColumn({ nullable: true }) movedBecause!: string | null;
}

/** An inspector of a task's team. */
@Entity('plan_item_member')
@Index(['planId'])
export class PlanItemMember {
  @PrimaryColumn({ type: 'varchar', length: 36 }) itemId!: string;
  @PrimaryColumn({ type: 'varchar', length: 36 }) positionId!: string;
  @NameColumn() planId!: string;
}

export const SOLVE_STATES = ['waiting', 'solving', 'solved', 'stopped', 'failed'] as const;
export type SolveState = (typeof SOLVE_STATES)[number];

/** How far the solving is. */
export interface SolveFacts {
  iterations: number;
  seconds: number;
  lateness: number;
  travelKm: number;
  unscheduled: number;
  bound: number | null;
  gap: number | null;
}

/**
 * The latest solving of a plan. It changes every second while it runs, so it has a row of its own: whoever looks at the plan
 * meanwhile holds a version that stays good. Leases are in real time.
 */
@Entity('plan_solve')
@Index(['state', 'leaseUntil'])
export class PlanSolve {
  @PrimaryColumn({ type: 'varchar', length: 36 }) planId!: string;
  @NameColumn() state!: SolveState;
  /** How long it may take. */
  @Column({ type: 'integer' }) seconds!: number;
  /** How long, before that, to look for the least late plan of all and a proof; null = as long as suits the year's size. */
  @Column({ type: 'integer', nullable: true }) proofSeconds!: number | null;
  /** How many iterations, instead of seconds: with the seed they define the plan. */
  @Column({ type: 'integer', nullable: true }) iterations!: number | null;
  @Column({ type: 'integer' }) seed!: number;
  /** Weeks of lateness that a move away from the version before may cost; null = planned from nothing. */
  @Column({ type: 'double precision', nullable: true }) calm!: number | null;
  @MomentColumn({ nullable: true }) leaseUntil!: string | null;
  /** The worker that has it. */
  @NameColumn({ nullable: true }) claimedBy!: string | null;
  @Column({ type: 'boolean' }) isStopAsked!: boolean;
  /** How often a worker took it up. */
  @Column({ type: 'integer' }) attempts!: number;
  @JsonColumn({ nullable: true }) progress!: SolveFacts | null;
  /** The best plan so far: what a worker that takes it up goes on from. Null before the first and after the last. */
  @JsonColumn({ nullable: true }) best!: SolvedPlan | null;
  /** Seconds that were spent on the best plan so far, by all workers. */
  @Column({ type: 'double precision' }) secondsSpent!: number;
  /** Why it failed. */
  @TextColumn({ nullable: true }) failure!: string | null;
  @MomentColumn() requestedAt!: string;
  @NameColumn() requestedBy!: string;
  @MomentColumn({ nullable: true }) endedAt!: string | null;
}

/** What the nightly check found that an approved plan no longer agrees with. */
@Entity('plan_note')
@Index(['planId', 'noteKey'], { unique: true })
export class PlanNote {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() planId!: string;
  /** What it is about, so that the same thing is noted once. */
  @TextColumn() noteKey!: string;
  @NameColumn({ nullable: true }) taskId!: string | null;
  @TextColumn() words!: string;
  /** The business day on which it was first found. */
  @DayColumn() foundOn!: string;
  /** The business day from which on it was no longer so; null = it is. */
  @DayColumn({ nullable: true }) goneOn!: string | null;
}
