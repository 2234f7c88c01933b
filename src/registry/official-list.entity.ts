import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { DayColumn, MomentColumn, NameColumn, TextColumn } from '../platform/db/columns.js';
import type { ListKind } from './lists/listed-row.js';

/** A list of agreements that ICE published: what it showed, whatever the register makes of it. */
@Entity('official_list')
export class OfficialList {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() kind!: ListKind;
  @DayColumn() asOf!: string;
  /** ICE publishes several a day; the highest edition of a day is the one that holds for it. */
  @Column({ type: 'integer' }) edition!: number;
  @NameColumn() title!: string;
  @Column({ type: 'integer' }) rowCount!: number;
  /** The total that the list's caption states, where it states one; it has differed from the rows. */
  @Column({ type: 'integer', nullable: true }) captionCount!: number | null;
  @TextColumn() source!: string;
  /** Whether it decides what was in force on its day: an imported one does; those of 2012 are compared only, one was stale. */
  @Column({ type: 'boolean' }) decides!: boolean;
  @NameColumn({ nullable: true }) importId!: string | null;
  @MomentColumn() recordedAt!: string;
  /** When its import was undone; null = it stands. */
  @MomentColumn({ nullable: true }) withdrawnAt!: string | null;
}

/** An agreement that an official list shows. */
@Entity('list_entry')
@Index(['listId', 'agreementId'], { unique: true })
@Index(['agreementId'])
export class ListEntry {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() listId!: string;
  @NameColumn() agreementId!: string;
  /** The model as the list printed it. */
  @NameColumn() modelAsPrinted!: string;
  /** The signing date that the list claims. */
  @DayColumn({ nullable: true }) signedOn!: string | null;
  /** The row of the imported file; null for a list that came otherwise. */
  @Column({ type: 'integer', nullable: true }) sheetRow!: number | null;
}

/** A total that somebody published; drawn apart from the register's own counts, never mixed with them. */
@Entity('published_total')
export class PublishedTotal {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  /** A day or, where only the month is known, `YYYY-MM`. */
  @NameColumn({ unique: true }) asOf!: string;
  @Column({ type: 'integer' }) total!: number;
  @Column({ type: 'integer', nullable: true }) states!: number | null;
  @Column({ type: 'integer', nullable: true }) detention!: number | null;
  @Column({ type: 'integer', nullable: true }) taskForce!: number | null;
  @Column({ type: 'integer', nullable: true }) joint!: number | null;
  @TextColumn() source!: string;
}
