import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  `ALTER TABLE "account" ADD COLUMN "must_change_password" BOOLEAN NOT NULL DEFAULT FALSE`,
  `ALTER TABLE "account" ADD COLUMN "password_changed_at" VARCHAR(24)`,
  `ALTER TABLE "account" ADD COLUMN "last_signed_in_at" VARCHAR(24)`,
  `ALTER TABLE "account" ADD COLUMN "deactivated_at" VARCHAR(24)`,
  `ALTER TABLE "account" ADD COLUMN "owner_id" VARCHAR(36)`,
  `ALTER TABLE "account" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1`,
  // Everybody signs in once more: a session of before does not say since when and from where it is.
  `DROP TABLE "web_session"`,
  `CREATE TABLE "web_session" (
    "id_hash" VARCHAR(64) PRIMARY KEY,
    "id" VARCHAR(36) NOT NULL UNIQUE,
    "account_id" VARCHAR(36),
    "data" TEXT NOT NULL,
    "via" VARCHAR(255),
    "address" VARCHAR(255),
    "user_agent" VARCHAR(255),
    "created_at" VARCHAR(24) NOT NULL,
    "last_seen_at" VARCHAR(24) NOT NULL,
    "expires_at" VARCHAR(24) NOT NULL,
    FOREIGN KEY ("account_id") REFERENCES "account" ("id")
  )`,
  `CREATE INDEX "web_session_expires_at" ON "web_session" ("expires_at")`,
  `CREATE INDEX "web_session_account" ON "web_session" ("account_id")`,
  `ALTER TABLE "api_token" ADD COLUMN "hint" VARCHAR(255)`,
  `ALTER TABLE "api_token" ADD COLUMN "permissions" TEXT`,
  `ALTER TABLE "api_token" ADD COLUMN "office_id" VARCHAR(36)`,
  `ALTER TABLE "api_token" ADD COLUMN "created_by" VARCHAR(36)`,
  `CREATE TABLE "one_time_link" (
    "id" VARCHAR(36) PRIMARY KEY,
    "account_id" VARCHAR(36) NOT NULL,
    "purpose" VARCHAR(255) NOT NULL,
    "state" VARCHAR(255) NOT NULL,
    "token_hash" VARCHAR(255) UNIQUE,
    "requested_at" VARCHAR(24) NOT NULL,
    "attempts" INTEGER NOT NULL,
    "next_attempt_at" VARCHAR(24) NOT NULL,
    "expires_at" VARCHAR(24),
    "used_at" VARCHAR(24),
    "response" TEXT,
    FOREIGN KEY ("account_id") REFERENCES "account" ("id")
  )`,
  `CREATE INDEX "one_time_link_state" ON "one_time_link" ("state", "next_attempt_at")`,
  `CREATE INDEX "one_time_link_account" ON "one_time_link" ("account_id")`,
  `CREATE TABLE "external_identity" (
    "id" VARCHAR(36) PRIMARY KEY,
    "issuer" VARCHAR(255) NOT NULL,
    "subject" VARCHAR(255) NOT NULL,
    "account_id" VARCHAR(36),
    "email_as_told" VARCHAR(255),
    "name_as_told" VARCHAR(255),
    "first_seen_at" VARCHAR(24) NOT NULL,
    "last_seen_at" VARCHAR(24) NOT NULL,
    FOREIGN KEY ("account_id") REFERENCES "account" ("id")
  )`,
  `CREATE UNIQUE INDEX "external_identity_subject" ON "external_identity" ("issuer", "subject")`,
  `CREATE INDEX "external_identity_account" ON "external_identity" ("account_id")`,
  `CREATE TABLE "audit_entry" (
    "sequence" INTEGER PRIMARY KEY,
    "at" VARCHAR(24) NOT NULL,
    "action" VARCHAR(255) NOT NULL,
    "actor_kind" VARCHAR(255) NOT NULL,
    "actor_id" VARCHAR(36),
    "actor_name" VARCHAR(255) NOT NULL,
    "address" VARCHAR(255),
    "request_id" VARCHAR(36),
    "job" VARCHAR(255),
    "subject_type" VARCHAR(255) NOT NULL,
    "subject_id" VARCHAR(255) NOT NULL,
    "subject_label" VARCHAR(255) NOT NULL,
    "context_id" VARCHAR(36),
    "changes" TEXT NOT NULL,
    "reason" TEXT,
    "details" TEXT,
    "key_id" VARCHAR(16) NOT NULL,
    "previous_hash" VARCHAR(64) NOT NULL,
    "hash" VARCHAR(64) NOT NULL
  )`,
  `CREATE INDEX "audit_entry_subject" ON "audit_entry" ("subject_type", "subject_id")`,
  `CREATE INDEX "audit_entry_context" ON "audit_entry" ("context_id")`,
  `CREATE INDEX "audit_entry_actor" ON "audit_entry" ("actor_id", "sequence")`,
  `CREATE INDEX "audit_entry_action" ON "audit_entry" ("action", "sequence")`,
  `CREATE INDEX "audit_entry_request" ON "audit_entry" ("request_id")`,
  `CREATE INDEX "audit_entry_at" ON "audit_entry" ("at")`,
  `CREATE TABLE "audit_head" (
    "id" INTEGER PRIMARY KEY,
    "sequence" INTEGER NOT NULL,
    "hash" VARCHAR(64) NOT NULL,
    "key_id" VARCHAR(16) NOT NULL,
    "seal" VARCHAR(64) NOT NULL
  )`,
  // Before the first entry there is nothing to seal.
  `INSERT INTO "audit_head" ("id", "sequence", "hash", "key_id", "seal") VALUES (1, 0, '${'0'.repeat(64)}', '', '')`,
];

/** The database itself refuses to change or delete what was written, whoever asks. */
const guards = {
  sqlite: [
    refuse('audit_entry_no_update', 'UPDATE ON "audit_entry"', 'an audit entry is never changed'),
    refuse('audit_entry_no_delete', 'DELETE ON "audit_entry"', 'an audit entry is never deleted'),
    // INSERT OR REPLACE deletes the row that is in its way without asking the triggers for DELETE.
    refuse(
      'audit_entry_no_replace',
      'INSERT ON "audit_entry" WHEN EXISTS (SELECT 1 FROM "audit_entry" WHERE "sequence" = NEW."sequence")',
      'an audit entry is never replaced',
    ),
    refuse(
      'audit_head_no_replace',
      'INSERT ON "audit_head" WHEN EXISTS (SELECT 1 FROM "audit_head" WHERE "id" = NEW."id")',
      'the audit head is never replaced',
    ),
    refuse('audit_head_no_delete', 'DELETE ON "audit_head"', 'the audit head is never deleted'),
    refuse(
      'audit_head_no_rewind',
      'UPDATE ON "audit_head" WHEN NEW."sequence" <= OLD."sequence"',
      'the audit head only moves on',
    ),
  ],
  postgres: [
    `CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       RAISE EXCEPTION '% of % is refused: the audit is only ever added to', TG_OP, TG_TABLE_NAME;
     END $$`,
    `CREATE TRIGGER "audit_entry_no_change" BEFORE UPDATE OR DELETE ON "audit_entry"
     FOR EACH ROW EXECUTE FUNCTION audit_refuse()`,
    `CREATE TRIGGER "audit_entry_no_truncate" BEFORE TRUNCATE ON "audit_entry"
     FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()`,
    `CREATE TRIGGER "audit_head_no_delete" BEFORE DELETE ON "audit_head"
     FOR EACH ROW EXECUTE FUNCTION audit_refuse()`,
    `CREATE TRIGGER "audit_head_no_truncate" BEFORE TRUNCATE ON "audit_head"
     FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()`,
    `CREATE TRIGGER "audit_head_no_rewind" BEFORE UPDATE ON "audit_head"
     FOR EACH ROW WHEN (NEW."sequence" <= OLD."sequence") EXECUTE FUNCTION audit_refuse()`,
  ],
};

function refuse(name: string, event: string, sentence: string): string {
  return `CREATE TRIGGER "${name}" BEFORE ${event} BEGIN SELECT RAISE(ABORT, '${sentence}'); END`;
}

const down = [
  `DROP TABLE "audit_head"`,
  `DROP TABLE "audit_entry"`,
  `DROP TABLE "external_identity"`,
  `DROP TABLE "one_time_link"`,
  `ALTER TABLE "api_token" DROP COLUMN "created_by"`,
  `ALTER TABLE "api_token" DROP COLUMN "office_id"`,
  `ALTER TABLE "api_token" DROP COLUMN "permissions"`,
  `ALTER TABLE "api_token" DROP COLUMN "hint"`,
  `DROP TABLE "web_session"`,
  `CREATE TABLE "web_session" (
    "id_hash" VARCHAR(64) PRIMARY KEY,
    "account_id" VARCHAR(36),
    "data" TEXT NOT NULL,
    "expires_at" VARCHAR(24) NOT NULL,
    FOREIGN KEY ("account_id") REFERENCES "account" ("id")
  )`,
  `CREATE INDEX "web_session_expires_at" ON "web_session" ("expires_at")`,
  `ALTER TABLE "account" DROP COLUMN "version"`,
  `ALTER TABLE "account" DROP COLUMN "owner_id"`,
  `ALTER TABLE "account" DROP COLUMN "deactivated_at"`,
  `ALTER TABLE "account" DROP COLUMN "last_signed_in_at"`,
  `ALTER TABLE "account" DROP COLUMN "password_changed_at"`,
  `ALTER TABLE "account" DROP COLUMN "must_change_password"`,
];

/** Accounts with their life, sessions that can be listed, one-time links, single sign-on; the audit trail. */
export class IdentityAndAudit1760000000006 implements MigrationInterface {
  readonly name = 'IdentityAndAudit1760000000006';

  async up(runner: QueryRunner): Promise<void> {
    const isPostgres = runner.dataSource.options.type === 'postgres';
    for (const statement of [...up, ...guards[isPostgres ? 'postgres' : 'sqlite']])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
    if (runner.dataSource.options.type === 'postgres')
      await runner.query('DROP FUNCTION audit_refuse()');
  }
}
