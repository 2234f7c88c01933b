import { Column, Entity, Index, PrimaryColumn, VersionColumn } from 'typeorm';
import { DayColumn, MomentColumn, NameColumn, TextColumn } from '../platform/db/columns.js';
import type { Concurrence, EventKind } from './ledger.rules.js';

/** A report of the Inspector General. */
@Entity('oig_report')
export class OigReport {
  /** `OIG-12-130` */
  @PrimaryColumn({ type: 'varchar', length: 255 }) number!: string;
  @NameColumn() title!: string;
  /** As the report gives it: a day, or only a month, `2010-03`. */
  @DayColumn() issued!: string;
  /** The first day on which it certainly was out: the day itself, or the last one of its month. */
  @DayColumn() issuedBy!: string;
}

/** What a report recommends. What became of it is told by its events. */
@Entity('oig_recommendation')
@Index(['reportNumber', 'number'], { unique: true })
export class OigRecommendation {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() reportNumber!: string;
  @Column({ type: 'integer' }) number!: number;
  /** Null where the text was not found. */
  @NameColumn({ nullable: true }) addressee!: string | null;
  /** The OIG's own words; null where they were not found. */
  @TextColumn({ nullable: true }) text!: string | null;
  @VersionColumn() version!: number;
}

/** Something that was said or decided about a recommendation. It is never deleted; a mistake is retracted. */
@Entity('oig_recommendation_event')
@Index(['recommendationId', 'onDay'])
export class RecommendationEvent {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() recommendationId!: string;
  @NameColumn() kind!: EventKind;
  /** The day on which it happened; where that is not known, one by which it had. */
  @DayColumn() onDay!: string;
  @Column({ type: 'boolean' }) isDayKnown!: boolean;
  @NameColumn({ nullable: true }) concurrence!: Concurrence | null;
  @TextColumn({ nullable: true }) correctiveActionPlan!: string | null;
  @DayColumn({ nullable: true }) targetDate!: string | null;
  @TextColumn({ nullable: true }) responsibleParties!: string | null;
  /** The agency's words. */
  @TextColumn({ nullable: true }) response!: string | null;
  /** The OIG's words. */
  @TextColumn({ nullable: true }) analysis!: string | null;
  /** What the OIG waits for. */
  @TextColumn({ nullable: true }) nextEvidence!: string | null;
  @TextColumn({ nullable: true }) reason!: string | null;
  /** Where it is written. */
  @NameColumn() source!: string;
  /** It stands in a published report, and nobody here takes it back. */
  @Column({ type: 'boolean' }) isPublished!: boolean;
  @MomentColumn() recordedAt!: string;
  @NameColumn() recordedBy!: string;
  @MomentColumn({ nullable: true }) retractedAt!: string | null;
  @NameColumn({ nullable: true }) retractedBy!: string | null;
  @TextColumn({ nullable: true }) retractedBecause!: string | null;
}

/** What was sent to the OIG, or came from it. One that was attached by mistake is withdrawn and stays. */
@Entity('oig_recommendation_document')
@Index(['recommendationId'])
export class RecommendationDocument {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() recommendationId!: string;
  @NameColumn() title!: string;
  /** The day on which it went to the OIG; null while it has not, or where it came from there. */
  @DayColumn({ nullable: true }) sentOn!: string | null;
  /** Under which the file store keeps the content. */
  @Column({ type: 'varchar', length: 64 }) sha256!: string;
  @Column({ type: 'integer' }) byteCount!: number;
  @NameColumn() fileName!: string;
  @NameColumn() mediaType!: string;
  @MomentColumn() uploadedAt!: string;
  @NameColumn() uploadedBy!: string;
  @MomentColumn({ nullable: true }) withdrawnAt!: string | null;
  @NameColumn({ nullable: true }) withdrawnBy!: string | null;
  @TextColumn({ nullable: true }) withdrawnBecause!: string | null;
}

/** A finding of an inspection that speaks for what was done about a recommendation, or against it. */
@Entity('oig_recommendation_evidence')
export class RecommendationEvidence {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() recommendationId!: string;
  @NameColumn() findingId!: string;
  /** Still says which finding it was when that left with the samples. */
  @NameColumn() findingNumber!: string;
  /** What it shows. */
  @TextColumn() note!: string;
  @MomentColumn() linkedAt!: string;
  @NameColumn() linkedBy!: string;
  @MomentColumn({ nullable: true }) withdrawnAt!: string | null;
  @NameColumn({ nullable: true }) withdrawnBy!: string | null;
  @TextColumn({ nullable: true }) withdrawnBecause!: string | null;
}
