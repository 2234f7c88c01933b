import { Column, Entity, Index, PrimaryColumn, VersionColumn } from 'typeorm';
import {
  DayColumn,
  JsonColumn,
  MomentColumn,
  NameColumn,
  TextColumn,
} from '../../platform/db/columns.js';
import type { TeamRole } from '../../workforce/position.entity.js';
import type { PlannedPosition } from '../instance/plan-people.js';
import type { PlanAssignment, PlanInstance, PlanPerson } from '../solver/instance.js';
import type { SolveState } from '../versions/plan.entity.js';
import type { StaffingMeasures } from './measures.rules.js';
import type { Home, StaffingChange } from './scenario.rules.js';
import type { AdviceOutcome, AdviceQuestion } from './what-would-it-take.js';

/** What scenarios are made from. */
export interface StaffingFacts {
  instance: PlanInstance;
  /** Every position, also the vacant ones: those travel in no week. */
  everybody: PlanPerson[];
  positions: PlannedPosition[];
  /** The field offices, by name. */
  offices: Home[];
  /** What had to be assumed, in sentences. */
  assumptions: string[];
}

/**
 * The facts of a year that scenarios rest on, taken down once and never changed, and for how long each is solved. Only
 * scenarios of one basis are compared: other facts, iterations or another seed make another basis.
 */
@Entity('staffing_basis')
@Index(['fiscalYear', 'fingerprint'], { unique: true })
export class StaffingBasis {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column({ type: 'integer' }) fiscalYear!: number;
  /** SHA-256 of the facts, the iterations and the seed. */
  @NameColumn() fingerprint!: string;
  /** The day whose facts these are; the first such day, where nothing changed for some. */
  @DayColumn() plannedFrom!: string;
  @JsonColumn() facts!: StaffingFacts;
  @Column({ type: 'integer' }) iterations!: number;
  @Column({ type: 'integer' }) seed!: number;
  /** Rests on what was invented for the demonstration. */
  @Column({ type: 'boolean' }) isSample!: boolean;
  @MomentColumn() createdAt!: string;
}

/** What a scenario came to. */
export interface ScenarioResult {
  measures: StaffingMeasures;
  assignments: PlanAssignment[];
  seconds: number;
}

/** The year with other people. */
@Entity('staffing_scenario')
@Index(['fiscalYear', 'basisId'])
export class StaffingScenario {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  /** `STF-2013-0002` */
  @NameColumn({ unique: true }) number!: string;
  @Column({ type: 'integer' }) fiscalYear!: number;
  @NameColumn() basisId!: string;
  @NameColumn() name!: string;
  @TextColumn() note!: string;
  @JsonColumn() changes!: StaffingChange[];
  /** The people as they are: it comes with the basis, and every comparison has it. */
  @Column({ type: 'boolean' }) isBaseline!: boolean;
  /** Of a head count series: the role, and how many people more or fewer. */
  @NameColumn({ nullable: true }) seriesRole!: TeamRole | null;
  @Column({ type: 'integer', nullable: true }) seriesStep!: number | null;
  @JsonColumn({ nullable: true }) result!: ScenarioResult | null;
  @MomentColumn() createdAt!: string;
  @NameColumn() createdById!: string;
  @NameColumn() createdBy!: string;
  @MomentColumn({ nullable: true }) withdrawnAt!: string | null;
  @VersionColumn() version!: number;
}

/** What "what would it take?" can be asked of. */
export const ADVICE_SUBJECTS = ['plan', 'staffing-scenario'] as const;
export type AdviceSubject = (typeof ADVICE_SUBJECTS)[number];

/** One candidate who was really tried. */
export interface TriedCandidate {
  words: string;
  /** Of them the bound falls by so much at most, at the prices of people's time. */
  worth: number;
  outcome: AdviceOutcome;
}

export interface AdviceResult {
  /** The present plan, improved for as long as each candidate's. */
  asItIs: AdviceOutcome;
  /** The least late first. */
  tried: TriedCandidate[];
  /** How many candidates were ranked, and how many of them are worth something. */
  ranked: number;
  worthSomething: number;
}

/** What is ready of an answer: another worker need not find it anew. */
export interface AdviceReady {
  /** Of each candidate, in their order. */
  worth: number[];
  asItIs: AdviceOutcome | null;
  tried: TriedCandidate[];
}

/** The latest answer to "what would it take?" of a plan or a scenario. */
@Entity('staffing_advice')
@Index(['subjectType', 'subjectId'], { unique: true })
export class StaffingAdvice {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() subjectType!: AdviceSubject;
  @NameColumn() subjectId!: string;
  @JsonColumn() question!: AdviceQuestion;
  @Column({ type: 'integer' }) iterations!: number;
  @Column({ type: 'integer' }) seed!: number;
  /** So many candidates are tried at most. */
  @Column({ type: 'integer' }) candidates!: number;
  @JsonColumn({ nullable: true }) result!: AdviceResult | null;
  @Column({ type: 'boolean' }) isSample!: boolean;
  /** The business day on which it was asked. */
  @DayColumn() askedOn!: string;
  @NameColumn() askedBy!: string;
  @VersionColumn() version!: number;
}

export const RUN_KINDS = ['scenario', 'advice'] as const;
export type RunKind = (typeof RUN_KINDS)[number];

/** How far a run is. */
export interface RunProgress {
  /** Plans that are ready, and how many there will be at most. */
  done: number;
  of: number;
  /** Of the plan that is looked for now. */
  iterations: number;
}

/** The latest computation of a scenario or an advice: a row of its own, since it changes every second. Leases are in real time. */
@Entity('staffing_run')
@Index(['state', 'leaseUntil'])
export class StaffingRun {
  /** The scenario's or the advice's id. */
  @PrimaryColumn({ type: 'varchar', length: 36 }) subjectId!: string;
  @NameColumn() kind!: RunKind;
  @NameColumn() state!: SolveState;
  @MomentColumn({ nullable: true }) leaseUntil!: string | null;
  /** The worker that has it. */
  @NameColumn({ nullable: true }) claimedBy!: string | null;
  @Column({ type: 'boolean' }) isStopAsked!: boolean;
  /** How often a worker took it up. */
  @Column({ type: 'integer' }) attempts!: number;
  @JsonColumn({ nullable: true }) progress!: RunProgress | null;
  /** What is ready of it already: a worker that takes it up goes on from there. */
  @JsonColumn({ nullable: true }) ready!: AdviceReady | null;
  @TextColumn({ nullable: true }) failure!: string | null;
  @MomentColumn() requestedAt!: string;
  @NameColumn() requestedBy!: string;
  @MomentColumn({ nullable: true }) endedAt!: string | null;
}
