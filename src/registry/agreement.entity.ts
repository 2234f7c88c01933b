import { Column, Entity, Index, PrimaryColumn, VersionColumn } from 'typeorm';
import {
  DayColumn,
  JsonColumn,
  MomentColumn,
  NameColumn,
  TextColumn,
} from '../platform/db/columns.js';
import type { AgreementStatus } from './agreement-status.rules.js';

/** A program model. A table, not an enum: a new model must not need a release. */
@Entity('program_model')
export class ProgramModel {
  /** `DETENTION`, `TASK_FORCE`, `JOINT`, `WARRANT_SERVICE_OFFICER`. */
  @PrimaryColumn({ type: 'varchar', length: 40 }) code!: string;
  @NameColumn() name!: string;
  @TextColumn() description!: string;
  @Column({ type: 'integer' }) sortOrder!: number;
}

/** A state or local law-enforcement agency. */
@Entity('agency')
@Index(['state', 'normalizedName', 'distinguisher'], { unique: true })
export class Agency {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  /** Two-letter code. */
  @NameColumn() state!: string;
  @NameColumn() name!: string;
  @NameColumn() normalizedName!: string;
  /** What a search compares with; two agencies may be alike. */
  @NameColumn() alikeName!: string;
  /** Separates two real agencies of one name in one state; empty for all others. */
  @NameColumn() distinguisher!: string;
  @NameColumn({ nullable: true }) type!: string | null;
  @NameColumn({ nullable: true }) county!: string | null;
  @NameColumn({ nullable: true }) countyFips!: string | null;
  @Column({ type: 'double precision', nullable: true }) latitude!: number | null;
  @Column({ type: 'double precision', nullable: true }) longitude!: number | null;
  /** How the place was found. */
  @TextColumn({ nullable: true }) placeBasis!: string | null;
  @TextColumn() source!: string;
  @VersionColumn() version!: number;
}

/** Another name under which lists show an agency: a former name, a misspelling, a shorter form. */
@Entity('agency_alias')
@Index(['state', 'normalizedName'], { unique: true })
export class AgencyAlias {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() agencyId!: string;
  @NameColumn() state!: string;
  @NameColumn() name!: string;
  @NameColumn() normalizedName!: string;
  @TextColumn() source!: string;
  @MomentColumn() recordedAt!: string;
  @NameColumn() recordedBy!: string;
}

/** An agreement (MOA): one agency, one program model, from a signing date. What it was on a day is in its periods. */
@Entity('agreement')
export class Agreement {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() agencyId!: string;
  @TextColumn() source!: string;
  @MomentColumn() createdAt!: string;
  @VersionColumn() version!: number;
}

export type AgreementEventKind =
  | 'requested'
  | 'signed'
  | 'amended'
  | 'extended'
  | 'model-changed'
  | 'suspended'
  | 'suspension-vacated'
  | 'notice-given'
  | 'notice-withdrawn'
  | 'terminated'
  | 'expired'
  | 'superseded'
  | 'left-list'
  | 'listed-again'
  | 'list-error'
  | 'date-corrected'
  | 'retracted';

export type EndsOnBasis = 'stated' | 'inferred';

/** Something that happened to an agreement on a day. Rows are only ever added. */
@Entity('agreement_event')
@Index(['agreementId', 'onDay'])
export class AgreementEvent {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() agreementId!: string;
  @DayColumn() onDay!: string;
  @NameColumn() event!: AgreementEventKind;
  /** What the event sets; null = leaves as it was. */
  @NameColumn({ nullable: true }) status!: AgreementStatus | null;
  @NameColumn({ nullable: true }) model!: string | null;
  @TextColumn({ nullable: true }) modelBasis!: string | null;
  @DayColumn({ nullable: true }) signedOn!: string | null;
  @DayColumn({ nullable: true }) effectiveOn!: string | null;
  @DayColumn({ nullable: true }) endsOn!: string | null;
  @NameColumn({ nullable: true }) endsOnBasis!: EndsOnBasis | null;
  /** For what is known only to lie between two lists: the day of the last list before it. */
  @DayColumn({ nullable: true }) happenedAfter!: string | null;
  @TextColumn({ nullable: true }) reason!: string | null;
  @TextColumn() source!: string;
  @MomentColumn() recordedAt!: string;
  @NameColumn() recordedBy!: string;
  /** The official list that it was read from, or whose question it answers: later lists may decide otherwise. */
  @NameColumn({ nullable: true }) listId!: string | null;
  /** The event that it puts right and stands in for; the other is kept, and no longer counts. */
  @NameColumn({ nullable: true }) correctsId!: string | null;
  /** What a transition states besides its facts: the length of a suspension, how the agency can respond. */
  @JsonColumn({ nullable: true }) details!: Record<string, string> | null;
}

/**
 * What an agreement was from a day until another: its events, folded. Derived in the transaction that adds an event,
 * so that any day's census is one indexed read. A period that turned out otherwise is closed, not deleted: so the register
 * can tell what it said at an earlier moment.
 */
@Entity('agreement_period')
@Index(['agreementId', 'recordedUntil'])
export class AgreementPeriod {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() agreementId!: string;
  /** What is counted, narrowed and sorted by stands here too: a census and the choice of a list's page read nothing else. */
  @NameColumn() agencyId!: string;
  @NameColumn() agencyNormalizedName!: string;
  @NameColumn({ nullable: true }) agencyType!: string | null;
  @NameColumn() state!: string;
  @DayColumn() holdsFrom!: string;
  /** The first day on which it no longer holds; null = still does. */
  @DayColumn({ nullable: true }) holdsUntil!: string | null;
  @NameColumn() status!: AgreementStatus;
  @NameColumn() model!: string;
  @TextColumn() modelBasis!: string;
  @DayColumn({ nullable: true }) signedOn!: string | null;
  @DayColumn({ nullable: true }) effectiveOn!: string | null;
  @DayColumn({ nullable: true }) endsOn!: string | null;
  @NameColumn({ nullable: true }) endsOnBasis!: EndsOnBasis | null;
  /** Since when the register says so. */
  @MomentColumn() recordedFrom!: string;
  /** When it learned otherwise; null = it says so still. */
  @MomentColumn({ nullable: true }) recordedUntil!: string | null;
}
