import type { MigrationInterface, QueryRunner } from 'typeorm';

const ACTION_TABLE = `
    "id" VARCHAR(36) PRIMARY KEY,
    "finding_id" VARCHAR(36) NOT NULL UNIQUE,
    "plan" TEXT,
    "owner" VARCHAR(255) NOT NULL,
    "planned_on" VARCHAR(10),
    "due_on" VARCHAR(10) NOT NULL,
    "status" VARCHAR(255) NOT NULL,
    "done_on" VARCHAR(10),
    "done_note" TEXT,
    "is_sample" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL,
    FOREIGN KEY ("finding_id") REFERENCES "finding" ("id")`;

const up = [
  // SQLite cannot let a column be empty that had to be filled: an action begins without a plan from now on.
  `CREATE TABLE "corrective_action_in_steps" (${ACTION_TABLE}
  )`,
  // A plan was on record from the start, so it counts as accepted; what a closed finding asked for was verified.
  `INSERT INTO "corrective_action_in_steps" ("id", "finding_id", "plan", "owner", "planned_on", "due_on", "status", "done_on", "done_note", "is_sample", "version")
    SELECT "action"."id", "finding_id", "plan", "owner", NULL, "due_on",
      CASE WHEN "finding"."status" = 'closed' THEN 'verified' WHEN "action"."status" = 'done' THEN 'implemented' ELSE 'accepted' END,
      "done_on", "done_note", "action"."is_sample", "action"."version"
    FROM "corrective_action" "action" JOIN "finding" ON "finding"."id" = "action"."finding_id"`,
  `DROP TABLE "corrective_action"`,
  `ALTER TABLE "corrective_action_in_steps" RENAME TO "corrective_action"`,
  `CREATE INDEX "corrective_action_status_due_on" ON "corrective_action" ("status", "due_on")`,
  `CREATE TABLE "corrective_action_event" (
    "id" VARCHAR(36) PRIMARY KEY,
    "action_id" VARCHAR(36) NOT NULL,
    "event" VARCHAR(255) NOT NULL,
    "from_status" VARCHAR(255),
    "to_status" VARCHAR(255) NOT NULL,
    "due_from" VARCHAR(10),
    "due_to" VARCHAR(10) NOT NULL,
    "note" TEXT,
    "told" TEXT,
    "recorded_at" VARCHAR(24) NOT NULL,
    "recorded_by" VARCHAR(255) NOT NULL,
    "recorded_by_id" VARCHAR(36),
    FOREIGN KEY ("action_id") REFERENCES "corrective_action" ("id")
  )`,
  `CREATE INDEX "corrective_action_event_action_id" ON "corrective_action_event" ("action_id")`,
  // Reported one step up once for each due date, whoever runs the job at the same time.
  `CREATE UNIQUE INDEX "corrective_action_event_escalated" ON "corrective_action_event" ("action_id", "due_to") WHERE "event" = 'escalated'`,
  `INSERT INTO "corrective_action_event" ("id", "action_id", "event", "from_status", "to_status", "due_from", "due_to", "note", "told", "recorded_at", "recorded_by", "recorded_by_id")
    SELECT "action"."id", "action"."id", 'carried-over', NULL, "action"."status", NULL, "action"."due_on", "action"."plan", NULL, "inspection"."created_at", 'the installation', NULL
    FROM "corrective_action" "action"
    JOIN "finding" ON "finding"."id" = "action"."finding_id"
    JOIN "inspection" ON "inspection"."id" = "finding"."inspection_id"`,
  `CREATE TABLE "corrective_action_extension" (
    "id" VARCHAR(36) PRIMARY KEY,
    "action_id" VARCHAR(36) NOT NULL,
    "until" VARCHAR(10) NOT NULL,
    "reason" TEXT NOT NULL,
    "state" VARCHAR(255) NOT NULL,
    "requested_at" VARCHAR(24) NOT NULL,
    "requested_by" VARCHAR(255) NOT NULL,
    "requested_by_id" VARCHAR(36) NOT NULL,
    "answered_at" VARCHAR(24),
    "answered_by" VARCHAR(255),
    "answer" TEXT,
    FOREIGN KEY ("action_id") REFERENCES "corrective_action" ("id")
  )`,
  `CREATE INDEX "corrective_action_extension_action_id" ON "corrective_action_extension" ("action_id")`,
  `CREATE UNIQUE INDEX "corrective_action_extension_waiting" ON "corrective_action_extension" ("action_id") WHERE "state" = 'waiting'`,
  `CREATE TABLE "corrective_action_document" (
    "id" VARCHAR(36) PRIMARY KEY,
    "action_id" VARCHAR(36) NOT NULL,
    "title" VARCHAR(255) NOT NULL,
    "sha256" VARCHAR(64) NOT NULL,
    "byte_count" INTEGER NOT NULL,
    "file_name" VARCHAR(255) NOT NULL,
    "media_type" VARCHAR(255) NOT NULL,
    "uploaded_at" VARCHAR(24) NOT NULL,
    "uploaded_by" VARCHAR(255) NOT NULL,
    FOREIGN KEY ("action_id") REFERENCES "corrective_action" ("id")
  )`,
  `CREATE INDEX "corrective_action_document_action_id" ON "corrective_action_document" ("action_id")`,
  `CREATE TABLE "finding_outcome" (
    "id" VARCHAR(36) PRIMARY KEY,
    "finding_id" VARCHAR(36) NOT NULL,
    "round" INTEGER NOT NULL,
    "inspection_id" VARCHAR(36) NOT NULL,
    "outcome" VARCHAR(255) NOT NULL,
    "note" TEXT NOT NULL,
    "effective_on" VARCHAR(10),
    "recorded_at" VARCHAR(24) NOT NULL,
    "recorded_by" VARCHAR(255) NOT NULL,
    FOREIGN KEY ("finding_id") REFERENCES "finding" ("id"),
    FOREIGN KEY ("inspection_id") REFERENCES "inspection" ("id")
  )`,
  `CREATE UNIQUE INDEX "finding_outcome_finding_id_round" ON "finding_outcome" ("finding_id", "round")`,
  `CREATE INDEX "finding_outcome_inspection_id" ON "finding_outcome" ("inspection_id")`,
  `ALTER TABLE "finding" ADD COLUMN "is_repeated" BOOLEAN NOT NULL DEFAULT FALSE`,
];

const down = [
  `ALTER TABLE "finding" DROP COLUMN "is_repeated"`,
  ...[
    'finding_outcome',
    'corrective_action_document',
    'corrective_action_extension',
    'corrective_action_event',
  ].map((table) => `DROP TABLE "${table}"`),
  `DROP INDEX "corrective_action_status_due_on"`,
  `CREATE TABLE "corrective_action_before" (
    "id" VARCHAR(36) PRIMARY KEY,
    "finding_id" VARCHAR(36) NOT NULL UNIQUE,
    "plan" TEXT NOT NULL,
    "owner" VARCHAR(255) NOT NULL,
    "due_on" VARCHAR(10) NOT NULL,
    "status" VARCHAR(255) NOT NULL,
    "done_on" VARCHAR(10),
    "done_note" TEXT,
    "is_sample" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL,
    FOREIGN KEY ("finding_id") REFERENCES "finding" ("id")
  )`,
  `INSERT INTO "corrective_action_before" ("id", "finding_id", "plan", "owner", "due_on", "status", "done_on", "done_note", "is_sample", "version")
    SELECT "id", "finding_id", COALESCE("plan", ''), "owner", "due_on",
      CASE WHEN "status" IN ('implemented', 'verified') THEN 'done' ELSE 'open' END,
      "done_on", "done_note", "is_sample", "version"
    FROM "corrective_action"`,
  `DROP TABLE "corrective_action"`,
  `ALTER TABLE "corrective_action_before" RENAME TO "corrective_action"`,
];

/** Corrective actions in steps, with history, extensions and evidence; what each visit found of what it was to verify. */
export class FollowUp1760000000014 implements MigrationInterface {
  readonly name = 'FollowUp1760000000014';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
