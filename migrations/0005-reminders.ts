import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  `CREATE TABLE "message" (
    "id" VARCHAR(36) PRIMARY KEY,
    "dedupe_key" VARCHAR(255) NOT NULL UNIQUE,
    "message_id_header" VARCHAR(255) NOT NULL UNIQUE,
    "recipient_id" VARCHAR(36) NOT NULL,
    "local_day" VARCHAR(10) NOT NULL,
    "kind" VARCHAR(255) NOT NULL,
    "state" VARCHAR(255) NOT NULL,
    "attempts" INTEGER NOT NULL,
    "next_attempt_at" VARCHAR(24) NOT NULL,
    "lease_until" VARCHAR(24),
    "claimed_by" VARCHAR(255),
    "server_response" TEXT,
    "sent_at" VARCHAR(24),
    "created_at" VARCHAR(24) NOT NULL,
    FOREIGN KEY ("recipient_id") REFERENCES "account" ("id")
  )`,
  `CREATE INDEX "message_state_next_attempt_at" ON "message" ("state", "next_attempt_at")`,
  `CREATE TABLE "message_step" (
    "id" VARCHAR(36) PRIMARY KEY,
    "message_id" VARCHAR(36) NOT NULL,
    "at" VARCHAR(24) NOT NULL,
    "state" VARCHAR(255) NOT NULL,
    "detail" TEXT,
    FOREIGN KEY ("message_id") REFERENCES "message" ("id")
  )`,
  `CREATE INDEX "message_step_message_id" ON "message_step" ("message_id")`,
  `CREATE TABLE "reminder" (
    "id" VARCHAR(36) PRIMARY KEY,
    "key" VARCHAR(255) NOT NULL UNIQUE,
    "kind" VARCHAR(255) NOT NULL,
    "subject_type" VARCHAR(255) NOT NULL,
    "subject_id" VARCHAR(36) NOT NULL,
    "subject_label" VARCHAR(255) NOT NULL,
    "subject_path" VARCHAR(255) NOT NULL,
    "context_id" VARCHAR(36),
    "office_id" VARCHAR(36),
    "summary" TEXT NOT NULL,
    "due_on" VARCHAR(10) NOT NULL,
    "offset_days" INTEGER NOT NULL,
    "send_on" VARCHAR(10) NOT NULL,
    "recipient_id" VARCHAR(36) NOT NULL,
    "time_zone" VARCHAR(255) NOT NULL,
    "is_escalation" BOOLEAN NOT NULL,
    "state" VARCHAR(255) NOT NULL,
    "reason" TEXT,
    "message_id" VARCHAR(36),
    "planned_at" VARCHAR(24) NOT NULL,
    "changed_at" VARCHAR(24) NOT NULL,
    FOREIGN KEY ("recipient_id") REFERENCES "account" ("id"),
    FOREIGN KEY ("message_id") REFERENCES "message" ("id")
  )`,
  `CREATE INDEX "reminder_state_send_on" ON "reminder" ("state", "send_on")`,
  `CREATE INDEX "reminder_subject_id" ON "reminder" ("subject_id")`,
  `CREATE INDEX "reminder_context_id" ON "reminder" ("context_id")`,
  `CREATE INDEX "reminder_message_id" ON "reminder" ("message_id")`,
  `CREATE INDEX "reminder_recipient_id" ON "reminder" ("recipient_id")`,
];

const tables = ['reminder', 'message_step', 'message'];

/** The reminder ledger, the outbox of mails, and every step of each mail's sending. */
export class Reminders1760000000005 implements MigrationInterface {
  readonly name = 'Reminders1760000000005';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`DROP TABLE "${table}"`);
  }
}
