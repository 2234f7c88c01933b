import { Column, Entity, PrimaryColumn } from 'typeorm';
import { MomentColumn, NameColumn, TextColumn } from '../platform/db/columns.js';
import type { Role } from './permissions.js';

/** Someone, or some program, that may sign in or be written to. */
@Entity('account')
export class Account {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() kind!: 'person' | 'service';
  /** Null for a service account. Lower case. */
  @NameColumn({ nullable: true, unique: true }) email!: string | null;
  @NameColumn() displayName!: string;
  @NameColumn() role!: Role;
  /** The field office of an ERO supervisor: the limit of what they see and do. */
  @NameColumn({ nullable: true }) officeId!: string | null;
  /** argon2id; null = cannot sign in with a password. */
  @TextColumn({ nullable: true }) passwordHash!: string | null;
  @Column({ type: 'boolean' }) isActive!: boolean;
  @Column({ type: 'boolean' }) isSample!: boolean;
  @MomentColumn() createdAt!: string;
}

/** A signed-in browser. The cookie's value is never stored, only its SHA-256. */
@Entity('web_session')
export class WebSession {
  @PrimaryColumn({ type: 'varchar', length: 64 }) idHash!: string;
  @NameColumn({ nullable: true }) accountId!: string | null;
  @TextColumn() data!: string;
  @MomentColumn() expiresAt!: string;
}

/** A key for programs; shown once, kept as SHA-256. */
@Entity('api_token')
export class ApiToken {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() accountId!: string;
  @NameColumn() name!: string;
  @NameColumn({ unique: true }) tokenHash!: string;
  @MomentColumn() createdAt!: string;
  @MomentColumn({ nullable: true }) expiresAt!: string | null;
  @MomentColumn({ nullable: true }) revokedAt!: string | null;
  @MomentColumn({ nullable: true }) lastUsedAt!: string | null;
}
