import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A period without an end counts as ending on the last day that there is: a comparison that an index can answer. */
const ENDS = `COALESCE("holds_until", '9999-12-31')`;

/** What counting, filtering and sorting agreements of a day ask of a period. */
const ASKED = `"holds_from", "status", "model", "state", "agency_normalized_name", "agency_type", "agreement_id", "signed_on", "ends_on"`;

/** What lists are sorted and narrowed by stands beside each period: 20,000 agencies are not looked up for one page. */
const agencies = [
  `ALTER TABLE "agreement_period" ADD COLUMN "agency_normalized_name" VARCHAR(255) NOT NULL DEFAULT ''`,
  `ALTER TABLE "agreement_period" ADD COLUMN "agency_type" VARCHAR(255)`,
  `UPDATE "agreement_period" SET
    "agency_normalized_name" = (SELECT "normalized_name" FROM "agency" WHERE "agency"."id" = "agreement_period"."agency_id"),
    "agency_type" = (SELECT "type" FROM "agency" WHERE "agency"."id" = "agreement_period"."agency_id")`,
  `CREATE INDEX "agency_type" ON "agency" ("type")`,
];

/**
 * Lists and counts read an index and no row. Its first column is the end: of all periods of ten years, those that have
 * not ended by a late day are few, and late days are asked for most; or the agency, where the agencies of a field office
 * are asked for. `holds_until` and `recorded_until` stand in it once more by themselves, because PostgreSQL reads no
 * column out of an expression, and SQLite none out of a condition.
 */
const indexes = [
  `DROP INDEX "agreement_period_days"`,
  `CREATE INDEX "agreement_period_days" ON "agreement_period" (${ENDS}, ${ASKED}, "agency_id", "holds_until", "recorded_until") WHERE "recorded_until" IS NULL`,
  `CREATE INDEX "agreement_period_agency" ON "agreement_period" ("agency_id", ${ENDS}, ${ASKED}, "holds_until", "recorded_until") WHERE "recorded_until" IS NULL`,
  `CREATE INDEX "agreement_period_known" ON "agreement_period" (${ENDS}, ${ASKED}, "agency_id", "recorded_from", "recorded_until", "holds_until")`,
  `DROP INDEX "office_assignment_office"`,
  `CREATE INDEX "office_assignment_office" ON "office_assignment" ("office_id", "agency_id", "holds_from", "holds_until", "superseded_at", "recorded_at")`,
  `CREATE INDEX "office_assignment_agency" ON "office_assignment" ("agency_id", "holds_from", "holds_until", "office_id", "superseded_at", "recorded_at")`,
];

const down = [
  `DROP INDEX "office_assignment_agency"`,
  `DROP INDEX "office_assignment_office"`,
  `CREATE INDEX "office_assignment_office" ON "office_assignment" ("office_id", "agency_id")`,
  `DROP INDEX "agreement_period_known"`,
  `DROP INDEX "agreement_period_agency"`,
  `DROP INDEX "agreement_period_days"`,
  `CREATE INDEX "agreement_period_days" ON "agreement_period" ("holds_from", "holds_until", "status", "model", "state", "agency_id") WHERE "recorded_until" IS NULL`,
  `DROP INDEX "agency_type"`,
  `ALTER TABLE "agreement_period" DROP COLUMN "agency_type"`,
  `ALTER TABLE "agreement_period" DROP COLUMN "agency_normalized_name"`,
];

/** Census, lists and filters of a register with ten years of history, in some milliseconds. */
export class RegistrySpeed1760000000009 implements MigrationInterface {
  readonly name = 'RegistrySpeed1760000000009';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...agencies, ...indexes]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
