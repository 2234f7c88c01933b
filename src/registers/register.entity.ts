import { Column, Entity, Index, PrimaryColumn, VersionColumn } from 'typeorm';
import { JsonColumn, MomentColumn, NameColumn, TextColumn } from '../platform/db/columns.js';
import type { Facts, RegisterCode } from './registers.rules.js';

/** One entry of a register of an agreement. It is corrected or withdrawn, never deleted. */
@Entity('register_entry')
@Index(['agreementId', 'register'])
export class RegisterEntry {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() agreementId!: string;
  @NameColumn() register!: RegisterCode;
  /** What makes it this one and no other: see `entryKeyOf`. */
  @TextColumn() entryKey!: string;
  /** The fields of `REGISTERS`. */
  @JsonColumn() facts!: Facts;
  /** Where the facts come from. */
  @TextColumn() source!: string;
  @Column({ type: 'boolean' }) isSample!: boolean;
  @MomentColumn() recordedAt!: string;
  @NameColumn() recordedBy!: string;
  @MomentColumn({ nullable: true }) withdrawnAt!: string | null;
  @NameColumn({ nullable: true }) withdrawnBy!: string | null;
  @TextColumn({ nullable: true }) withdrawnBecause!: string | null;
  @VersionColumn() version!: number;
}

/** What an entry said before it was corrected, and why. */
@Entity('register_correction')
@Index(['entryId'])
export class RegisterCorrection {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() entryId!: string;
  @JsonColumn() factsBefore!: Facts;
  @JsonColumn() factsAfter!: Facts;
  @TextColumn() reason!: string;
  @MomentColumn() correctedAt!: string;
  @NameColumn() correctedBy!: string;
}
