import { Column, Entity, Index, PrimaryColumn, VersionColumn } from 'typeorm';
import { DayColumn, MomentColumn, NameColumn, TextColumn } from '../../platform/db/columns.js';
import type { DocumentKind } from './documents.rules.js';

/** A document of an agreement. It is never deleted; one that was attached by mistake is withdrawn. */
@Entity('agreement_document')
@Index(['agreementId', 'holdsFrom'])
export class AgreementDocument {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() agreementId!: string;
  /** The first document of the series: of each series one revision holds on a day. */
  @NameColumn() seriesId!: string;
  /** The document that this one revises. */
  @NameColumn({ nullable: true }) revisesId!: string | null;
  @NameColumn() kind!: DocumentKind;
  @NameColumn() title!: string;
  @DayColumn() holdsFrom!: string;
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
  @VersionColumn() version!: number;
}
