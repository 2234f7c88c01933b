import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JsonColumn, MomentColumn, NameColumn, TextColumn } from '../../db/columns.js';

/** What a change that was sent with an Idempotency-Key was answered, so that sending it again changes nothing. */
@Entity('idempotent_answer')
export class IdempotentAnswer {
  /** SHA-256 of the account and its key. */
  @PrimaryColumn({ type: 'varchar', length: 64 }) id!: string;
  /** Method and address. */
  @NameColumn() route!: string;
  @Column({ type: 'varchar', length: 64 }) bodyHash!: string;
  @Column({ type: 'integer' }) status!: number;
  @JsonColumn() headers!: Record<string, string>;
  /** JSON. */
  @TextColumn() body!: string;
  @MomentColumn() storedAt!: string;
}
