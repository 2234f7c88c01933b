import { Column, Entity, Index, PrimaryColumn, VersionColumn } from 'typeorm';
import {
  DayColumn,
  JsonColumn,
  MomentColumn,
  NameColumn,
  TextColumn,
} from '../../platform/db/columns.js';
import type { ListedRow, ListHeading, ListKind } from './listed-row.js';

/**
 * - `waiting`: uploaded, not read yet; `reading`: a worker reads it;
 * - `needs-answers`: read, and a person has to say something before it can be applied: its date, or an answer;
 * - `ready`: can be applied; `applied`; `undone`: was applied, and taken back;
 * - `refused`: cannot be read, or looks like another list than it says; `cancelled` by a person.
 */
export const IMPORT_STATES = [
  'waiting',
  'reading',
  'needs-answers',
  'ready',
  'applied',
  'refused',
  'cancelled',
  'undone',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** How many rows of a list are what, against the register. */
export interface DiffCounts {
  rows: number;
  agreements: number;
  new: number;
  changed: number;
  same: number;
  gone: number;
  duplicates: number;
  setAside: number;
  questions: number;
}

/** A file that somebody uploaded as an official list, and what became of it. */
@Entity('list_import')
@Index(['state'])
@Index(['sha256'])
export class ListImport {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() state!: ImportState;
  @NameColumn() fileName!: string;
  @Column({ type: 'varchar', length: 64 }) sha256!: string;
  @Column({ type: 'integer' }) byteCount!: number;
  /** Null until the file's name or a person says. */
  @NameColumn({ nullable: true }) kind!: ListKind | null;
  @DayColumn({ nullable: true }) asOf!: string | null;
  @Column({ type: 'integer' }) edition!: number;
  /** Whether a person says that a list which loses many agreements is meant. */
  @Column({ type: 'boolean' }) isForced!: boolean;
  /** Whether a person said what kind of list it is, and of which day: then the file's look raises no doubt. */
  @Column({ type: 'boolean' }) isKindGiven!: boolean;
  @Column({ type: 'boolean' }) isDayGiven!: boolean;
  @JsonColumn({ nullable: true }) heading!: ListHeading | null;
  @Column({ type: 'integer' }) rowsRead!: number;
  @Column({ type: 'integer', nullable: true }) captionCount!: number | null;
  @JsonColumn({ nullable: true }) counts!: DiffCounts | null;
  /** Why it was refused, or what is asked before it can go on; a sentence. */
  @TextColumn({ nullable: true }) refusal!: string | null;
  @NameColumn({ nullable: true }) listId!: string | null;
  @MomentColumn() createdAt!: string;
  @NameColumn() createdBy!: string;
  /** Lease of the worker that reads it: after this moment another one may. */
  @MomentColumn({ nullable: true }) readUntil!: string | null;
  @MomentColumn({ nullable: true }) appliedAt!: string | null;
  @NameColumn({ nullable: true }) appliedBy!: string | null;
  @MomentColumn({ nullable: true }) undoneAt!: string | null;
  @NameColumn({ nullable: true }) undoneBy!: string | null;
  @VersionColumn() version!: number;
}

/** A row of the file, as it was read and cleaned. */
@Entity('list_import_row')
export class ListImportRow {
  @PrimaryColumn({ type: 'varchar', length: 36 }) importId!: string;
  @PrimaryColumn({ type: 'integer' }) sheetRow!: number;
  @Column({ type: 'integer' }) problemCount!: number;
  @JsonColumn() row!: ListedRow;
}

/** What somebody answered to a question that a list raised before it could be applied. */
@Entity('list_answer')
@Index(['importId', 'questionKey'], { unique: true })
export class ListAnswer {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() importId!: string;
  @TextColumn() questionKey!: string;
  /** A choice of the question. */
  @TextColumn() answer!: string;
  /** Accepted as proposed, without anybody looking at it. */
  @Column({ type: 'boolean' }) isUnattended!: boolean;
  @MomentColumn() answeredAt!: string;
  @NameColumn() answeredBy!: string;
}

export const ABSENCE_RESOLUTIONS = [
  'terminated',
  'expired',
  'superseded',
  'left-list',
  'list-error',
] as const;
export type AbsenceResolution = (typeof ABSENCE_RESOLUTIONS)[number];

/** An agreement that a list no longer shows: a question until somebody says what became of it, or a list brings it back. */
@Entity('absence')
@Index(['agreementId', 'listId'], { unique: true })
@Index(['resolution', 'onDay'])
export class Absence {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() agreementId!: string;
  /** The first list without it. */
  @NameColumn() listId!: string;
  @DayColumn() onDay!: string;
  @DayColumn({ nullable: true }) lastListedOn!: string | null;
  @NameColumn() proposal!: AbsenceResolution;
  /** The agreement of another model that the same list shows anew for the agency. */
  @NameColumn({ nullable: true }) successorId!: string | null;
  /** `listed-again` when a later list brought it back before anybody answered. */
  @NameColumn({ nullable: true }) resolution!: AbsenceResolution | 'listed-again' | null;
  @TextColumn({ nullable: true }) reason!: string | null;
  @Column({ type: 'boolean' }) isUnattended!: boolean;
  @MomentColumn({ nullable: true }) resolvedAt!: string | null;
  @NameColumn({ nullable: true }) resolvedBy!: string | null;
  @VersionColumn() version!: number;
}
