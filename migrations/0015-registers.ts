import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  `CREATE TABLE "register_entry" (
    "id" VARCHAR(36) PRIMARY KEY,
    "agreement_id" VARCHAR(36) NOT NULL,
    "register" VARCHAR(255) NOT NULL,
    "entry_key" TEXT NOT NULL,
    "facts" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "is_sample" BOOLEAN NOT NULL,
    "recorded_at" VARCHAR(24) NOT NULL,
    "recorded_by" VARCHAR(255) NOT NULL,
    "withdrawn_at" VARCHAR(24),
    "withdrawn_by" VARCHAR(255),
    "withdrawn_because" TEXT,
    "version" INTEGER NOT NULL,
    FOREIGN KEY ("agreement_id") REFERENCES "agreement" ("id")
  )`,
  // An officer, a complaint or a meeting stands in a register once, whoever enters it at the same time.
  `CREATE UNIQUE INDEX "register_entry_once" ON "register_entry" ("agreement_id", "register", "entry_key") WHERE "withdrawn_at" IS NULL`,
  `CREATE TABLE "register_correction" (
    "id" VARCHAR(36) PRIMARY KEY,
    "entry_id" VARCHAR(36) NOT NULL,
    "facts_before" TEXT NOT NULL,
    "facts_after" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "corrected_at" VARCHAR(24) NOT NULL,
    "corrected_by" VARCHAR(255) NOT NULL,
    FOREIGN KEY ("entry_id") REFERENCES "register_entry" ("id")
  )`,
  `CREATE INDEX "register_correction_of" ON "register_correction" ("entry_id")`,
];

const down = ['register_correction', 'register_entry'].map((table) => `DROP TABLE "${table}"`);

/** Registers of agreements: officers, trainings, authorizations, complaints, notices and meetings, goals. */
export class Registers1760000000015 implements MigrationInterface {
  readonly name = 'Registers1760000000015';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
