import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  `CREATE TABLE "staffing_basis" (
    "id" VARCHAR(36) PRIMARY KEY,
    "fiscal_year" INTEGER NOT NULL,
    "fingerprint" VARCHAR(255) NOT NULL,
    "planned_from" VARCHAR(10) NOT NULL,
    "facts" TEXT NOT NULL,
    "iterations" INTEGER NOT NULL,
    "seed" INTEGER NOT NULL,
    "is_sample" BOOLEAN NOT NULL,
    "created_at" VARCHAR(24) NOT NULL
  )`,
  `CREATE UNIQUE INDEX "staffing_basis_once" ON "staffing_basis" ("fiscal_year", "fingerprint")`,
  `CREATE TABLE "staffing_scenario" (
    "id" VARCHAR(36) PRIMARY KEY,
    "number" VARCHAR(255) NOT NULL UNIQUE,
    "fiscal_year" INTEGER NOT NULL,
    "basis_id" VARCHAR(36) NOT NULL,
    "name" VARCHAR(255) NOT NULL,
    "note" TEXT NOT NULL,
    "changes" TEXT NOT NULL,
    "is_baseline" BOOLEAN NOT NULL,
    "series_role" VARCHAR(255),
    "series_step" INTEGER,
    "result" TEXT,
    "created_at" VARCHAR(24) NOT NULL,
    "created_by_id" VARCHAR(36) NOT NULL,
    "created_by" VARCHAR(255) NOT NULL,
    "withdrawn_at" VARCHAR(24),
    "version" INTEGER NOT NULL,
    FOREIGN KEY ("basis_id") REFERENCES "staffing_basis" ("id")
  )`,
  `CREATE INDEX "staffing_scenario_of_basis" ON "staffing_scenario" ("fiscal_year", "basis_id")`,
  // A basis is compared with itself once, and a series has each head count once, whoever asks at the same time.
  `CREATE UNIQUE INDEX "staffing_baseline_once" ON "staffing_scenario" ("basis_id") WHERE "is_baseline"`,
  `CREATE UNIQUE INDEX "staffing_series_once" ON "staffing_scenario" ("basis_id", "series_role", "series_step")
    WHERE "series_role" IS NOT NULL AND "withdrawn_at" IS NULL`,
  `CREATE TABLE "staffing_advice" (
    "id" VARCHAR(36) PRIMARY KEY,
    "subject_type" VARCHAR(255) NOT NULL,
    "subject_id" VARCHAR(36) NOT NULL,
    "question" TEXT NOT NULL,
    "iterations" INTEGER NOT NULL,
    "seed" INTEGER NOT NULL,
    "candidates" INTEGER NOT NULL,
    "result" TEXT,
    "is_sample" BOOLEAN NOT NULL,
    "asked_on" VARCHAR(10) NOT NULL,
    "asked_by" VARCHAR(255) NOT NULL,
    "version" INTEGER NOT NULL
  )`,
  `CREATE UNIQUE INDEX "staffing_advice_once" ON "staffing_advice" ("subject_type", "subject_id")`,
  `CREATE TABLE "staffing_run" (
    "subject_id" VARCHAR(36) PRIMARY KEY,
    "kind" VARCHAR(255) NOT NULL,
    "state" VARCHAR(255) NOT NULL,
    "lease_until" VARCHAR(24),
    "claimed_by" VARCHAR(255),
    "is_stop_asked" BOOLEAN NOT NULL,
    "attempts" INTEGER NOT NULL,
    "progress" TEXT,
    "ready" TEXT,
    "failure" TEXT,
    "requested_at" VARCHAR(24) NOT NULL,
    "requested_by" VARCHAR(255) NOT NULL,
    "ended_at" VARCHAR(24)
  )`,
  `CREATE INDEX "staffing_run_waiting" ON "staffing_run" ("state", "lease_until")`,
];

const down = ['staffing_run', 'staffing_advice', 'staffing_scenario', 'staffing_basis'].map(
  (table) => `DROP TABLE "${table}"`,
);

/** A fiscal year with other people: what scenarios rest on, what they are and came to, and how far each is. */
export class Staffing1760000000018 implements MigrationInterface {
  readonly name = 'Staffing1760000000018';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
