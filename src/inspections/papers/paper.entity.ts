import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { DayColumn, JsonColumn, MomentColumn, NameColumn } from '../../platform/db/columns.js';
import type { PaperContent } from './paper-content.rules.js';

export const PAPER_KINDS = ['letter', 'plan', 'report'] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

/** A paper as it left the house: what it said, and the bytes of its PDF. What changes later does not change it. */
@Entity('issued_paper')
@Index(['inspectionId', 'kind'])
export class IssuedPaper {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() inspectionId!: string;
  @NameColumn() kind!: PaperKind;
  @JsonColumn() content!: PaperContent;
  @Column({ type: 'varchar', length: 64 }) sha256!: string;
  @Column({ type: 'integer' }) byteCount!: number;
  @DayColumn() issuedOn!: string;
  @MomentColumn() issuedAt!: string;
  @NameColumn() issuedBy!: string;
}
