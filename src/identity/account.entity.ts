import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { JsonColumn, MomentColumn, NameColumn, TextColumn } from '../platform/db/columns.js';
import type { Permission, Role } from './permissions.js';

/** Someone, or some program, that may sign in or be written to. Never deleted: what they did keeps their name. */
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
  /** Signs in, and then sees nothing but the form for a new password. */
  @Column({ type: 'boolean' }) mustChangePassword!: boolean;
  @MomentColumn({ nullable: true }) passwordChangedAt!: string | null;
  @MomentColumn({ nullable: true }) lastSignedInAt!: string | null;
  @Column({ type: 'boolean' }) isActive!: boolean;
  @MomentColumn({ nullable: true }) deactivatedAt!: string | null;
  /** The person who answers for a service account; null for one that was made at the command line. */
  @NameColumn({ nullable: true }) ownerId!: string | null;
  @Column({ type: 'boolean' }) isSample!: boolean;
  @MomentColumn() createdAt!: string;
  @Column({ type: 'integer' }) version!: number;
}

/** A browser, signed in or on its way to it. The cookie's value is never stored, only its SHA-256. */
@Entity('web_session')
@Index(['accountId'])
export class WebSession {
  @PrimaryColumn({ type: 'varchar', length: 64 }) idHash!: string;
  /** Names the session on pages and in the audit; opens nothing. */
  @NameColumn({ unique: true }) id!: string;
  @NameColumn({ nullable: true }) accountId!: string | null;
  @TextColumn() data!: string;
  @NameColumn({ nullable: true }) via!: 'password' | 'single-sign-on' | null;
  @NameColumn({ nullable: true }) address!: string | null;
  @NameColumn({ nullable: true }) userAgent!: string | null;
  @MomentColumn() createdAt!: string;
  /** Kept to the minute. */
  @MomentColumn() lastSeenAt!: string;
  /** The absolute end, however busy it is. */
  @MomentColumn() expiresAt!: string;
}

/** A key for programs; shown once, kept as SHA-256. */
@Entity('api_token')
export class ApiToken {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  /** Its owner: it never may more than they may at the moment. */
  @NameColumn() accountId!: string;
  @NameColumn() name!: string;
  @NameColumn({ unique: true }) tokenHash!: string;
  /** Its last four characters, by which its owner knows it again. */
  @NameColumn({ nullable: true }) hint!: string | null;
  /** Only these of its owner's permissions; null = all. */
  @JsonColumn({ nullable: true }) permissions!: Permission[] | null;
  /** Only this field office, where its owner sees more; null = as its owner. */
  @NameColumn({ nullable: true }) officeId!: string | null;
  @NameColumn({ nullable: true }) createdBy!: string | null;
  @MomentColumn() createdAt!: string;
  @MomentColumn({ nullable: true }) expiresAt!: string | null;
  @MomentColumn({ nullable: true }) revokedAt!: string | null;
  @MomentColumn({ nullable: true }) lastUsedAt!: string | null;
}

export type LinkPurpose = 'invitation' | 'password-reset';
export type LinkState = 'pending' | 'sent' | 'used' | 'withdrawn' | 'failed';

/**
 * A link that lets somebody choose a password, once. It is made when its mail leaves, so that the secret is nowhere but
 * in that mail: a mail that is tried again carries a new one, and the one before is worth nothing.
 */
@Entity('one_time_link')
@Index(['state', 'nextAttemptAt'])
@Index(['accountId'])
export class OneTimeLink {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() accountId!: string;
  @NameColumn() purpose!: LinkPurpose;
  @NameColumn() state!: LinkState;
  @NameColumn({ nullable: true, unique: true }) tokenHash!: string | null;
  @MomentColumn() requestedAt!: string;
  @Column({ type: 'integer' }) attempts!: number;
  @MomentColumn() nextAttemptAt!: string;
  /** Counted from when the mail left. */
  @MomentColumn({ nullable: true }) expiresAt!: string | null;
  @MomentColumn({ nullable: true }) usedAt!: string | null;
  /** What the mail server said last. */
  @TextColumn({ nullable: true }) response!: string | null;
}

/** A person as an identity provider knows them. Linked to an account by issuer and subject, never by e-mail alone. */
@Entity('external_identity')
@Index(['issuer', 'subject'], { unique: true })
@Index(['accountId'])
export class ExternalIdentity {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() issuer!: string;
  @NameColumn() subject!: string;
  /** Null = waits for an administrator to link it. */
  @NameColumn({ nullable: true }) accountId!: string | null;
  @NameColumn({ nullable: true }) emailAsTold!: string | null;
  @NameColumn({ nullable: true }) nameAsTold!: string | null;
  @MomentColumn() firstSeenAt!: string;
  @MomentColumn() lastSeenAt!: string;
}
