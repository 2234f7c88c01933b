import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  `CREATE TABLE "position" (
    "id" VARCHAR(36) PRIMARY KEY,
    "title" VARCHAR(255) NOT NULL UNIQUE,
    "role" VARCHAR(255) NOT NULL,
    "qualifications" TEXT NOT NULL,
    "home_office_id" VARCHAR(36) NOT NULL,
    "travel_weeks_per_quarter" INTEGER,
    "is_sample" BOOLEAN NOT NULL,
    FOREIGN KEY ("home_office_id") REFERENCES "field_office" ("id")
  )`,
  `CREATE TABLE "occupancy" (
    "id" VARCHAR(36) PRIMARY KEY,
    "position_id" VARCHAR(36) NOT NULL,
    "account_id" VARCHAR(36) NOT NULL,
    "holds_from" VARCHAR(10) NOT NULL,
    "holds_until" VARCHAR(10),
    FOREIGN KEY ("position_id") REFERENCES "position" ("id"),
    FOREIGN KEY ("account_id") REFERENCES "account" ("id")
  )`,
  `CREATE UNIQUE INDEX "occupancy_position_id_holds_from" ON "occupancy" ("position_id", "holds_from")`,
  `CREATE TABLE "requirement" (
    "code" VARCHAR(20) PRIMARY KEY,
    "category" VARCHAR(255) NOT NULL,
    "text" TEXT NOT NULL,
    "measurable_standard" TEXT NOT NULL,
    "templates" TEXT NOT NULL,
    "source" TEXT NOT NULL
  )`,
  `CREATE TABLE "inspection_obligation" (
    "id" VARCHAR(36) PRIMARY KEY,
    "agreement_id" VARCHAR(36) NOT NULL,
    "anchor_key" VARCHAR(255) NOT NULL,
    "due_on" VARCHAR(10) NOT NULL,
    "basis" TEXT NOT NULL,
    "status" VARCHAR(255) NOT NULL,
    "unscheduled_reason" TEXT,
    "closed_reason" TEXT,
    "created_at" VARCHAR(24) NOT NULL,
    FOREIGN KEY ("agreement_id") REFERENCES "agreement" ("id")
  )`,
  `CREATE UNIQUE INDEX "inspection_obligation_agreement_id_anchor_key" ON "inspection_obligation" ("agreement_id", "anchor_key")`,
  `CREATE INDEX "inspection_obligation_status_due_on" ON "inspection_obligation" ("status", "due_on")`,
  `CREATE TABLE "inspection" (
    "id" VARCHAR(36) PRIMARY KEY,
    "number" VARCHAR(255) NOT NULL UNIQUE,
    "kind" VARCHAR(255) NOT NULL,
    "agreement_id" VARCHAR(36) NOT NULL,
    "obligation_id" VARCHAR(36) UNIQUE,
    "fiscal_year" INTEGER NOT NULL,
    "due_on" VARCHAR(10),
    "starts_on" VARCHAR(10),
    "ends_on" VARCHAR(10),
    "release_on" VARCHAR(10),
    "status" VARCHAR(255) NOT NULL,
    "reported_on" VARCHAR(10),
    "reason" TEXT,
    "is_sample" BOOLEAN NOT NULL,
    "created_at" VARCHAR(24) NOT NULL,
    "version" INTEGER NOT NULL,
    FOREIGN KEY ("agreement_id") REFERENCES "agreement" ("id"),
    FOREIGN KEY ("obligation_id") REFERENCES "inspection_obligation" ("id"),
    CHECK ("ends_on" IS NULL OR "ends_on" >= "starts_on")
  )`,
  `CREATE INDEX "inspection_fiscal_year_kind" ON "inspection" ("fiscal_year", "kind")`,
  `CREATE INDEX "inspection_agreement_id" ON "inspection" ("agreement_id")`,
  `CREATE INDEX "inspection_starts_on" ON "inspection" ("starts_on")`,
  `CREATE TABLE "inspection_team_member" (
    "id" VARCHAR(36) PRIMARY KEY,
    "inspection_id" VARCHAR(36) NOT NULL,
    "position_id" VARCHAR(36) NOT NULL,
    "role" VARCHAR(255) NOT NULL,
    FOREIGN KEY ("inspection_id") REFERENCES "inspection" ("id"),
    FOREIGN KEY ("position_id") REFERENCES "position" ("id")
  )`,
  `CREATE UNIQUE INDEX "inspection_team_member_inspection_id_position_id" ON "inspection_team_member" ("inspection_id", "position_id")`,
  `CREATE INDEX "inspection_team_member_position_id" ON "inspection_team_member" ("position_id")`,
  `CREATE TABLE "inspection_event" (
    "id" VARCHAR(36) PRIMARY KEY,
    "inspection_id" VARCHAR(36) NOT NULL,
    "event" VARCHAR(255) NOT NULL,
    "from" TEXT,
    "to" TEXT,
    "reason" TEXT,
    "recorded_at" VARCHAR(24) NOT NULL,
    "recorded_by" VARCHAR(255) NOT NULL,
    FOREIGN KEY ("inspection_id") REFERENCES "inspection" ("id")
  )`,
  `CREATE INDEX "inspection_event_inspection_id" ON "inspection_event" ("inspection_id")`,
  `CREATE TABLE "finding" (
    "id" VARCHAR(36) PRIMARY KEY,
    "number" VARCHAR(255) NOT NULL UNIQUE,
    "inspection_id" VARCHAR(36) NOT NULL,
    "agreement_id" VARCHAR(36) NOT NULL,
    "requirement_code" VARCHAR(255) NOT NULL,
    "kind" VARCHAR(255) NOT NULL,
    "severity" VARCHAR(255) NOT NULL,
    "side" VARCHAR(255) NOT NULL,
    "observation" TEXT NOT NULL,
    "status" VARCHAR(255) NOT NULL,
    "closed_on" VARCHAR(10),
    "closed_reason" TEXT,
    "is_sample" BOOLEAN NOT NULL,
    FOREIGN KEY ("inspection_id") REFERENCES "inspection" ("id"),
    FOREIGN KEY ("agreement_id") REFERENCES "agreement" ("id"),
    FOREIGN KEY ("requirement_code") REFERENCES "requirement" ("code")
  )`,
  `CREATE INDEX "finding_agreement_id" ON "finding" ("agreement_id")`,
  `CREATE INDEX "finding_inspection_id" ON "finding" ("inspection_id")`,
  `CREATE TABLE "corrective_action" (
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
  `CREATE TABLE "finding_coverage" (
    "id" VARCHAR(36) PRIMARY KEY,
    "finding_id" VARCHAR(36) NOT NULL,
    "round" INTEGER NOT NULL,
    "inspection_id" VARCHAR(36) NOT NULL,
    "basis" TEXT NOT NULL,
    FOREIGN KEY ("finding_id") REFERENCES "finding" ("id"),
    FOREIGN KEY ("inspection_id") REFERENCES "inspection" ("id")
  )`,
  `CREATE UNIQUE INDEX "finding_coverage_finding_id_round" ON "finding_coverage" ("finding_id", "round")`,
  `CREATE INDEX "finding_coverage_inspection_id" ON "finding_coverage" ("inspection_id")`,
];

const tables = [
  'finding_coverage',
  'corrective_action',
  'finding',
  'inspection_event',
  'inspection_team_member',
  'inspection',
  'inspection_obligation',
  'requirement',
  'occupancy',
  'position',
];

/** Positions and who holds them; requirements, inspection obligations, inspections and focus reviews, findings and their corrective actions. */
export class Inspections1760000000004 implements MigrationInterface {
  readonly name = 'Inspections1760000000004';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`DROP TABLE "${table}"`);
  }
}
