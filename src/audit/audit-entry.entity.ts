import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { MomentColumn, NameColumn, TextColumn } from '../platform/db/columns.js';
import type { OriginKind } from '../platform/origin.js';

/**
 * Who did what to which thing, when and from where. Rows are only ever added, each sealed with the one before; the
 * database refuses UPDATE and DELETE. JSON is kept as the text that was sealed.
 */
@Entity('audit_entry')
@Index(['subjectType', 'subjectId'])
@Index(['contextId'])
@Index(['actorId', 'sequence'])
@Index(['action', 'sequence'])
@Index(['requestId'])
@Index(['at'])
export class AuditEntry {
  /** 1, 2, 3 … without a gap. */
  @PrimaryColumn({ type: 'integer' }) sequence!: number;
  /** The machine's own time, never the demonstration's. */
  @MomentColumn() at!: string;
  /** `agreement.extended`, `sign-in.failed` */
  @NameColumn() action!: string;
  @NameColumn() actorKind!: OriginKind;
  /** The account; null for jobs, commands and strangers. */
  @NameColumn({ nullable: true }) actorId!: string | null;
  @NameColumn() actorName!: string;
  @NameColumn({ nullable: true }) address!: string | null;
  @NameColumn({ nullable: true }) requestId!: string | null;
  @NameColumn({ nullable: true }) job!: string | null;
  @NameColumn() subjectType!: string;
  @NameColumn() subjectId!: string;
  @NameColumn() subjectLabel!: string;
  /** What the subject belongs to: an inspection's agreement. */
  @NameColumn({ nullable: true }) contextId!: string | null;
  /** `FieldChange[]` */
  @TextColumn() changes!: string;
  @TextColumn({ nullable: true }) reason!: string | null;
  /** Whatever else helps to understand it, as a JSON object. */
  @TextColumn({ nullable: true }) details!: string | null;
  /** Names the key it is sealed with. */
  @NameColumn() keyId!: string;
  @NameColumn() previousHash!: string;
  @NameColumn() hash!: string;
}

/** Of the only row of `audit_head`. */
export const HEAD_ID = 1;

/** The end of the chain, sealed: without it nobody could tell that the last row is gone. One row, which only moves on. */
@Entity('audit_head')
export class AuditHead {
  @PrimaryColumn({ type: 'integer' }) id!: number;
  @Column({ type: 'integer' }) sequence!: number;
  @NameColumn() hash!: string;
  @NameColumn() keyId!: string;
  @NameColumn() seal!: string;
}
