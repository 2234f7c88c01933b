import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A draft finding has no severity until its leader has chosen one: the column must allow for that on both engines. */
const severityThatMayBeOpen = [
  `ALTER TABLE "finding" ADD COLUMN "chosen_severity" VARCHAR(255)`,
  `UPDATE "finding" SET "chosen_severity" = "severity"`,
  `ALTER TABLE "finding" DROP COLUMN "severity"`,
  `ALTER TABLE "finding" RENAME COLUMN "chosen_severity" TO "severity"`,
];

const up = [
  // What was completed is over; while a finding of it is open, the visit is not closed.
  `UPDATE "inspection" SET "status" = 'distributed' WHERE "status" = 'completed'
    AND "id" IN (SELECT "inspection_id" FROM "finding" WHERE "status" = 'open')`,
  `UPDATE "inspection" SET "status" = 'closed' WHERE "status" = 'completed'`,
  `ALTER TABLE "inspection_event" ADD COLUMN "on_day" VARCHAR(10)`,
  ...severityThatMayBeOpen,
  `ALTER TABLE "finding" ADD COLUMN "checklist_item_id" VARCHAR(36)`,
  `ALTER TABLE "finding" ADD COLUMN "repeat_of_id" VARCHAR(36)`,
  `ALTER TABLE "finding" ADD COLUMN "repeat_decision" VARCHAR(255)`,
  `ALTER TABLE "finding" ADD COLUMN "repeat_decided_at" VARCHAR(24)`,
  `ALTER TABLE "finding" ADD COLUMN "repeat_decided_by" VARCHAR(255)`,
  `ALTER TABLE "finding" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1`,
  // One finding of each item, whoever else raises it at the same time.
  `CREATE UNIQUE INDEX "finding_checklist_item_id" ON "finding" ("checklist_item_id")`,
  `CREATE INDEX "finding_agreement_requirement" ON "finding" ("agreement_id", "requirement_code")`,
  `CREATE TABLE "checklist_item" (
    "id" VARCHAR(36) PRIMARY KEY,
    "inspection_id" VARCHAR(36) NOT NULL,
    "item_key" VARCHAR(255) NOT NULL,
    "requirement_code" VARCHAR(20) NOT NULL,
    "follows_finding_id" VARCHAR(36),
    "judged_on" VARCHAR(10) NOT NULL,
    "category" VARCHAR(255) NOT NULL,
    "text" TEXT NOT NULL,
    "clause" TEXT NOT NULL,
    "standard" TEXT NOT NULL,
    "template" VARCHAR(255),
    "side" VARCHAR(255) NOT NULL,
    "side_basis" TEXT NOT NULL,
    "rating" VARCHAR(255),
    "computed_rating" VARCHAR(255),
    "reason" TEXT NOT NULL,
    "observation" TEXT NOT NULL,
    "sample_size" INTEGER,
    "met_count" INTEGER,
    "measured" INTEGER,
    "changed_at" VARCHAR(24),
    "changed_by" VARCHAR(255),
    "version" INTEGER NOT NULL,
    FOREIGN KEY ("inspection_id") REFERENCES "inspection" ("id"),
    FOREIGN KEY ("requirement_code") REFERENCES "requirement" ("code"),
    CHECK ("met_count" <= "sample_size")
  )`,
  `CREATE UNIQUE INDEX "checklist_item_inspection_id_item_key" ON "checklist_item" ("inspection_id", "item_key")`,
  `CREATE TABLE "checklist_evidence" (
    "id" VARCHAR(36) PRIMARY KEY,
    "item_id" VARCHAR(36) NOT NULL,
    "inspection_id" VARCHAR(36) NOT NULL,
    "sha256" VARCHAR(64) NOT NULL,
    "byte_count" INTEGER NOT NULL,
    "file_name" VARCHAR(255) NOT NULL,
    "media_type" VARCHAR(255) NOT NULL,
    "uploaded_at" VARCHAR(24) NOT NULL,
    "uploaded_by" VARCHAR(255) NOT NULL,
    FOREIGN KEY ("item_id") REFERENCES "checklist_item" ("id"),
    FOREIGN KEY ("inspection_id") REFERENCES "inspection" ("id")
  )`,
  `CREATE INDEX "checklist_evidence_inspection_id" ON "checklist_evidence" ("inspection_id")`,
  `CREATE TABLE "issued_paper" (
    "id" VARCHAR(36) PRIMARY KEY,
    "inspection_id" VARCHAR(36) NOT NULL,
    "kind" VARCHAR(255) NOT NULL,
    "content" TEXT NOT NULL,
    "sha256" VARCHAR(64) NOT NULL,
    "byte_count" INTEGER NOT NULL,
    "issued_on" VARCHAR(10) NOT NULL,
    "issued_at" VARCHAR(24) NOT NULL,
    "issued_by" VARCHAR(255) NOT NULL,
    FOREIGN KEY ("inspection_id") REFERENCES "inspection" ("id")
  )`,
  `CREATE INDEX "issued_paper_inspection_id" ON "issued_paper" ("inspection_id", "kind")`,
];

const COLUMNS_OF_FINDING = [
  'version',
  'repeat_decided_by',
  'repeat_decided_at',
  'repeat_decision',
  'repeat_of_id',
  'checklist_item_id',
];

const down = [
  ...['issued_paper', 'checklist_evidence', 'checklist_item'].map(
    (table) => `DROP TABLE "${table}"`,
  ),
  `DROP INDEX "finding_agreement_requirement"`,
  `DROP INDEX "finding_checklist_item_id"`,
  // The schema before knows no drafts.
  `DELETE FROM "finding" WHERE "status" = 'draft'`,
  ...COLUMNS_OF_FINDING.map((column) => `ALTER TABLE "finding" DROP COLUMN "${column}"`),
  `ALTER TABLE "finding" ADD COLUMN "known_severity" VARCHAR(255) NOT NULL DEFAULT 'medium'`,
  `UPDATE "finding" SET "known_severity" = "severity" WHERE "severity" IS NOT NULL`,
  `ALTER TABLE "finding" DROP COLUMN "severity"`,
  `ALTER TABLE "finding" RENAME COLUMN "known_severity" TO "severity"`,
  `ALTER TABLE "inspection_event" DROP COLUMN "on_day"`,
  `UPDATE "inspection" SET "status" = 'completed' WHERE "status" IN
    ('exit-interview', 'draft-report', 'final-report', 'distributed', 'closed')`,
  `UPDATE "inspection" SET "status" = 'scheduled' WHERE "status" IN ('notified', 'in-field')`,
  `UPDATE "inspection" SET "status" = 'unscheduled' WHERE "status" = 'postponed'`,
];

/** The steps of a visit, its checklist with evidence, findings that are drafts first, and the papers that were issued. */
export class InspectionLifeCycle1760000000013 implements MigrationInterface {
  readonly name = 'InspectionLifeCycle1760000000013';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
