import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A period without an end counts as ending on the last day that there is: a comparison that an index can answer. */
const ENDS = `COALESCE("holds_until", '9999-12-31')`;

/** What counting, filtering and sorting agreements of a day ask of a period. */
const ASKED = `"holds_from", "status", "model", "state", "agency_id", "agreement_id", "signed_on", "ends_on"`;

/**
 * Lists and counts read an index and no row. Its first column is the end: of all periods of ten years, those that have
 * not ended by a late day are few, and late days are asked for most. `holds_until` and `recorded_until` stand in it once
 * more by themselves, because PostgreSQL reads no column out of an expression, and SQLite none out of a condition. The
 * index of assignments is for an earlier moment: the one that there is holds only what is assigned now.
 */
const up = [
  `DROP INDEX "agreement_period_days"`,
  `CREATE INDEX "agreement_period_days" ON "agreement_period" (${ENDS}, ${ASKED}, "holds_until", "recorded_until") WHERE "recorded_until" IS NULL`,
  `CREATE INDEX "agreement_period_known" ON "agreement_period" (${ENDS}, ${ASKED}, "recorded_from", "recorded_until", "holds_until")`,
  `CREATE INDEX "agreement_period_agency" ON "agreement_period" ("agency_id", "recorded_until")`,
  `CREATE INDEX "office_assignment_agency" ON "office_assignment" ("agency_id", "holds_from")`,
];

const down = [
  `DROP INDEX "office_assignment_agency"`,
  `DROP INDEX "agreement_period_agency"`,
  `DROP INDEX "agreement_period_known"`,
  `DROP INDEX "agreement_period_days"`,
  `CREATE INDEX "agreement_period_days" ON "agreement_period" ("holds_from", "holds_until", "status", "model", "state", "agency_id") WHERE "recorded_until" IS NULL`,
];

/** Census, lists and filters of a register with ten years of history, in some milliseconds. */
export class RegistrySpeed1760000000009 implements MigrationInterface {
  readonly name = 'RegistrySpeed1760000000009';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
