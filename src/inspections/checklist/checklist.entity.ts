import { Column, Entity, Index, PrimaryColumn, VersionColumn } from 'typeorm';
import {
  DayColumn,
  JsonColumn,
  MomentColumn,
  NameColumn,
  TextColumn,
} from '../../platform/db/columns.js';
import type { Standard } from '../../requirements/standard.rules.js';
import type { Rating } from './rating.rules.js';
import type { Side } from './side.rules.js';

/** A requirement as a visit judges it. What it asks is kept as the catalogue had it on the first day of the visit. */
@Entity('checklist_item')
@Index(['inspectionId', 'itemKey'], { unique: true })
export class ChecklistItem {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() inspectionId!: string;
  /** Unique within the visit: the requirement's code, and of a focus review the finding's number behind it. */
  @NameColumn() itemKey!: string;
  @Column({ type: 'varchar', length: 20 }) requirementCode!: string;
  /** Of a focus review: the finding that it follows up. */
  @NameColumn({ nullable: true }) followsFindingId!: string | null;
  /** The day whose catalogue it was made from. */
  @DayColumn() judgedOn!: string;
  @NameColumn() category!: string;
  @TextColumn() text!: string;
  @TextColumn() clause!: string;
  @JsonColumn() standard!: Standard;
  /** The MOA's template, as far as it is known. */
  @NameColumn({ nullable: true }) template!: string | null;
  @NameColumn() side!: Side;
  @TextColumn() sideBasis!: string;
  /** Null = not rated yet. */
  @NameColumn({ nullable: true }) rating!: Rating | null;
  /** What the numbers say; null where they say nothing. */
  @NameColumn({ nullable: true }) computedRating!: 'compliant' | 'deficiency' | null;
  /** Why it was not assessed, or why the computed rating does not hold. */
  @TextColumn() reason!: string;
  @TextColumn() observation!: string;
  @Column({ type: 'integer', nullable: true }) sampleSize!: number | null;
  @Column({ type: 'integer', nullable: true }) metCount!: number | null;
  /** In the standard's unit. */
  @Column({ type: 'integer', nullable: true }) measured!: number | null;
  @MomentColumn({ nullable: true }) changedAt!: string | null;
  @NameColumn({ nullable: true }) changedBy!: string | null;
  @VersionColumn() version!: number;
}

/** A file that shows what an item says. Its content lies in the file store, under its hash. */
@Entity('checklist_evidence')
@Index(['inspectionId'])
export class ChecklistEvidence {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() itemId!: string;
  @NameColumn() inspectionId!: string;
  @Column({ type: 'varchar', length: 64 }) sha256!: string;
  @Column({ type: 'integer' }) byteCount!: number;
  @NameColumn() fileName!: string;
  @NameColumn() mediaType!: string;
  @MomentColumn() uploadedAt!: string;
  @NameColumn() uploadedBy!: string;
}
