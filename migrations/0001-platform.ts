import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  `CREATE TABLE "installation" (
    "name" VARCHAR(60) PRIMARY KEY,
    "value" TEXT NOT NULL
  )`,
  `CREATE TABLE "number_series" (
    "series" VARCHAR(40) PRIMARY KEY,
    "last" INTEGER NOT NULL
  )`,
  `CREATE TABLE "job_run" (
    "id" VARCHAR(36) PRIMARY KEY,
    "name" VARCHAR(255) NOT NULL,
    "trigger" VARCHAR(255) NOT NULL,
    "is_dry_run" BOOLEAN NOT NULL,
    "started_at" VARCHAR(24) NOT NULL,
    "ended_at" VARCHAR(24) NOT NULL,
    "outcome" VARCHAR(255) NOT NULL,
    "summary" TEXT NOT NULL,
    "result" TEXT
  )`,
  `CREATE INDEX "job_run_name_started_at" ON "job_run" ("name", "started_at")`,
];

const tables = ['job_run', 'number_series', 'installation'];

/** What every floor stands on: the installation's own facts, running numbers, and the record of job runs. */
export class Platform1760000000001 implements MigrationInterface {
  readonly name = 'Platform1760000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`DROP TABLE "${table}"`);
  }
}
