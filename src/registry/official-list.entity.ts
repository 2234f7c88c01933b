import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { DayColumn, NameColumn, TextColumn } from '../platform/db/columns.js';

/** A list of agreements that ICE published: what it showed, whatever the register makes of it. */
@Entity('official_list')
export class OfficialList {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @DayColumn({ unique: true }) asOf!: string;
  @NameColumn() title!: string;
  @Column({ type: 'integer' }) rowCount!: number;
  /** The total that the list's caption states, where it states one; it has differed from the rows. */
  @Column({ type: 'integer', nullable: true }) captionCount!: number | null;
  @TextColumn() source!: string;
}

/** One row of an official list. */
@Entity('list_entry')
@Index(['listId', 'agreementId'], { unique: true })
export class ListEntry {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() listId!: string;
  @NameColumn() agreementId!: string;
  /** The model as the list printed it. */
  @NameColumn() modelAsPrinted!: string;
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
