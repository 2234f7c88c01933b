import { Column, Entity, Index, PrimaryColumn, VersionColumn } from 'typeorm';
import { DayColumn, MomentColumn, NameColumn, TextColumn } from '../../platform/db/columns.js';
import type { ActionOwner, ActionStatus } from './corrective-action.rules.js';

/** What is asked for a finding: first a plan, then that it is carried out, until a visit or a document shows it. */
@Entity('corrective_action')
@Index(['status', 'dueOn'])
export class CorrectiveAction {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn({ unique: true }) findingId!: string;
  /** Null until one was submitted. */
  @TextColumn({ nullable: true }) plan!: string | null;
  @NameColumn() owner!: ActionOwner;
  /** The day by which the plan says it is done. */
  @DayColumn({ nullable: true }) plannedOn!: string | null;
  @DayColumn() dueOn!: string;
  @NameColumn() status!: ActionStatus;
  @DayColumn({ nullable: true }) doneOn!: string | null;
  @TextColumn({ nullable: true }) doneNote!: string | null;
  @Column({ type: 'boolean' }) isSample!: boolean;
  /** Also that of its finding, as far as outcomes and closing go. */
  @VersionColumn() version!: number;
}

/** A step of an action, a change of its due date, or that it was reported one step up. Rows are only ever added. */
@Entity('corrective_action_event')
@Index(['actionId'])
export class CorrectiveActionEvent {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() actionId!: string;
  @NameColumn() event!: string;
  @NameColumn({ nullable: true }) fromStatus!: ActionStatus | null;
  @NameColumn() toStatus!: ActionStatus;
  @DayColumn({ nullable: true }) dueFrom!: string | null;
  @DayColumn() dueTo!: string;
  /** The plan, the reason, what was done. */
  @TextColumn({ nullable: true }) note!: string | null;
  /** To whom it was reported. */
  @TextColumn({ nullable: true }) told!: string | null;
  @MomentColumn() recordedAt!: string;
  @NameColumn() recordedBy!: string;
  /** Null = a rule. */
  @Column({ type: 'varchar', length: 36, nullable: true }) recordedById!: string | null;
}

/** More time that was asked for. One at a time waits for an answer. */
@Entity('corrective_action_extension')
@Index(['actionId'])
export class CorrectiveActionExtension {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() actionId!: string;
  @DayColumn() until!: string;
  @TextColumn() reason!: string;
  @NameColumn() state!: 'waiting' | 'approved' | 'refused' | 'lapsed';
  @MomentColumn() requestedAt!: string;
  @NameColumn() requestedBy!: string;
  @NameColumn() requestedById!: string;
  @MomentColumn({ nullable: true }) answeredAt!: string | null;
  @NameColumn({ nullable: true }) answeredBy!: string | null;
  @TextColumn({ nullable: true }) answer!: string | null;
}

/** What shows that an action was carried out. */
@Entity('corrective_action_document')
@Index(['actionId'])
export class CorrectiveActionDocument {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() actionId!: string;
  @NameColumn() title!: string;
  /** Under which the file store keeps the content. */
  @Column({ type: 'varchar', length: 64 }) sha256!: string;
  @Column({ type: 'integer' }) byteCount!: number;
  @NameColumn() fileName!: string;
  @NameColumn() mediaType!: string;
  @MomentColumn() uploadedAt!: string;
  @NameColumn() uploadedBy!: string;
}
