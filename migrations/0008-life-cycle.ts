import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  `CREATE TABLE "agreement_document" (
    "id" VARCHAR(36) PRIMARY KEY,
    "agreement_id" VARCHAR(36) NOT NULL,
    "series_id" VARCHAR(36) NOT NULL,
    "revises_id" VARCHAR(36),
    "kind" VARCHAR(255) NOT NULL,
    "title" VARCHAR(255) NOT NULL,
    "holds_from" VARCHAR(10) NOT NULL,
    "sha256" VARCHAR(64) NOT NULL,
    "byte_count" INTEGER NOT NULL,
    "file_name" VARCHAR(255) NOT NULL,
    "media_type" VARCHAR(255) NOT NULL,
    "uploaded_at" VARCHAR(24) NOT NULL,
    "uploaded_by" VARCHAR(255) NOT NULL,
    "withdrawn_at" VARCHAR(24),
    "withdrawn_by" VARCHAR(255),
    "withdrawn_because" TEXT,
    "version" INTEGER NOT NULL,
    FOREIGN KEY ("agreement_id") REFERENCES "agreement" ("id"),
    FOREIGN KEY ("revises_id") REFERENCES "agreement_document" ("id")
  )`,
  `CREATE INDEX "agreement_document_agreement" ON "agreement_document" ("agreement_id", "holds_from")`,
  `CREATE TABLE "idempotent_answer" (
    "id" VARCHAR(64) PRIMARY KEY,
    "route" VARCHAR(255) NOT NULL,
    "body_hash" VARCHAR(64) NOT NULL,
    "status" INTEGER NOT NULL,
    "headers" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "stored_at" VARCHAR(24) NOT NULL
  )`,
  `CREATE INDEX "idempotent_answer_stored_at" ON "idempotent_answer" ("stored_at")`,
];

/** Documents of agreements, and the answers to changes that a program sent with an Idempotency-Key. */
export class LifeCycle1760000000008 implements MigrationInterface {
  readonly name = 'LifeCycle1760000000008';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['idempotent_answer', 'agreement_document'])
      await runner.query(`DROP TABLE "${table}"`);
  }
}
