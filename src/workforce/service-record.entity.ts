import { Column, Entity, Index, PrimaryColumn, VersionColumn } from 'typeorm';
import { DayColumn, MomentColumn, NameColumn, TextColumn } from '../platform/db/columns.js';

export type TrainingResult = 'passed' | 'not-passed';

/** A fact of somebody's service. It is ended or withdrawn, never deleted. */
export abstract class ServiceRecord {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  /** Whose it is. */
  @NameColumn() accountId!: string;
  @Column({ type: 'boolean' }) isSample!: boolean;
  @MomentColumn() recordedAt!: string;
  @NameColumn() recordedBy!: string;
  @MomentColumn({ nullable: true }) withdrawnAt!: string | null;
  @NameColumn({ nullable: true }) withdrawnBy!: string | null;
  @TextColumn({ nullable: true }) withdrawnBecause!: string | null;
  @VersionColumn() version!: number;
}

/** A program model that somebody may inspect. It is the person's, whatever position they hold. */
@Entity('qualification')
@Index(['accountId', 'model'])
export class Qualification extends ServiceRecord {
  /** Code of a program model. JOINT is none: it asks for DETENTION and TASK_FORCE. */
  @NameColumn() model!: string;
  @DayColumn() holdsFrom!: string;
  /** The first day on which it no longer holds; null = it does. */
  @DayColumn({ nullable: true }) holdsUntil!: string | null;
  /** "training 5 to 9 Mar 2012 given by Team leader 3", "stated at installation". */
  @TextColumn() basis!: string;
  /** The training that gave it, if one here did. */
  @NameColumn({ nullable: true }) trainingId!: string | null;
}

/** An inspector was trained by a team leader (OIG-12-130: leaders train and guide the members). */
@Entity('training')
export class Training extends ServiceRecord {
  /** Account of the team leader who gave it. */
  @NameColumn() leaderId!: string;
  @NameColumn() model!: string;
  @DayColumn() fromOn!: string;
  /** Its last day. */
  @DayColumn() untilOn!: string;
  @NameColumn() result!: TrainingResult;
  @TextColumn() note!: string;
}

/** Days on which somebody does not travel. Why is nobody's business here. */
@Entity('leave')
export class Leave extends ServiceRecord {
  @DayColumn() fromOn!: string;
  /** Its last day. */
  @DayColumn() untilOn!: string;
  @TextColumn() note!: string;
}

/** An agency that somebody does not inspect: they worked there, or a relative does. */
@Entity('conflict_of_interest')
export class ConflictOfInterest extends ServiceRecord {
  @NameColumn() agencyId!: string;
  @TextColumn() reason!: string;
  @DayColumn() holdsFrom!: string;
  /** The first day on which it no longer holds; null = it does. */
  @DayColumn({ nullable: true }) holdsUntil!: string | null;
}
