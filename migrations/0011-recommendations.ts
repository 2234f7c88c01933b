import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  `CREATE TABLE "oig_report" (
    "number" VARCHAR(255) PRIMARY KEY,
    "title" VARCHAR(255) NOT NULL,
    "issued" VARCHAR(10) NOT NULL,
    "issued_by" VARCHAR(10) NOT NULL
  )`,
  `CREATE TABLE "oig_recommendation" (
    "id" VARCHAR(36) PRIMARY KEY,
    "report_number" VARCHAR(255) NOT NULL,
    "number" INTEGER NOT NULL,
    "addressee" VARCHAR(255),
    "text" TEXT,
    "version" INTEGER NOT NULL,
    FOREIGN KEY ("report_number") REFERENCES "oig_report" ("number"),
    UNIQUE ("report_number", "number")
  )`,
  `CREATE TABLE "oig_recommendation_event" (
    "id" VARCHAR(36) PRIMARY KEY,
    "recommendation_id" VARCHAR(36) NOT NULL,
    "kind" VARCHAR(255) NOT NULL,
    "on_day" VARCHAR(10) NOT NULL,
    "is_day_known" BOOLEAN NOT NULL,
    "concurrence" VARCHAR(255),
    "corrective_action_plan" TEXT,
    "target_date" VARCHAR(10),
    "responsible_parties" TEXT,
    "response" TEXT,
    "analysis" TEXT,
    "next_evidence" TEXT,
    "reason" TEXT,
    "source" VARCHAR(255) NOT NULL,
    "is_published" BOOLEAN NOT NULL,
    "recorded_at" VARCHAR(24) NOT NULL,
    "recorded_by" VARCHAR(255) NOT NULL,
    "retracted_at" VARCHAR(24),
    "retracted_by" VARCHAR(255),
    "retracted_because" TEXT,
    FOREIGN KEY ("recommendation_id") REFERENCES "oig_recommendation" ("id")
  )`,
  `CREATE INDEX "oig_recommendation_event_of" ON "oig_recommendation_event" ("recommendation_id", "on_day")`,
  `CREATE TABLE "oig_recommendation_document" (
    "id" VARCHAR(36) PRIMARY KEY,
    "recommendation_id" VARCHAR(36) NOT NULL,
    "title" VARCHAR(255) NOT NULL,
    "sent_on" VARCHAR(10),
    "sha256" VARCHAR(64) NOT NULL,
    "byte_count" INTEGER NOT NULL,
    "file_name" VARCHAR(255) NOT NULL,
    "media_type" VARCHAR(255) NOT NULL,
    "uploaded_at" VARCHAR(24) NOT NULL,
    "uploaded_by" VARCHAR(255) NOT NULL,
    "withdrawn_at" VARCHAR(24),
    "withdrawn_by" VARCHAR(255),
    "withdrawn_because" TEXT,
    FOREIGN KEY ("recommendation_id") REFERENCES "oig_recommendation" ("id")
  )`,
  `CREATE INDEX "oig_recommendation_document_of" ON "oig_recommendation_document" ("recommendation_id")`,
  // The finding is no foreign key: one of a sample leaves with the samples, and the ledger still says that it was shown.
  `CREATE TABLE "oig_recommendation_evidence" (
    "id" VARCHAR(36) PRIMARY KEY,
    "recommendation_id" VARCHAR(36) NOT NULL,
    "finding_id" VARCHAR(36) NOT NULL,
    "finding_number" VARCHAR(255) NOT NULL,
    "note" TEXT NOT NULL,
    "linked_at" VARCHAR(24) NOT NULL,
    "linked_by" VARCHAR(255) NOT NULL,
    "withdrawn_at" VARCHAR(24),
    "withdrawn_by" VARCHAR(255),
    "withdrawn_because" TEXT,
    FOREIGN KEY ("recommendation_id") REFERENCES "oig_recommendation" ("id")
  )`,
  `CREATE UNIQUE INDEX "oig_recommendation_evidence_once" ON "oig_recommendation_evidence" ("recommendation_id", "finding_id") WHERE "withdrawn_at" IS NULL`,
];

const down = [
  'oig_recommendation_evidence',
  'oig_recommendation_document',
  'oig_recommendation_event',
  'oig_recommendation',
  'oig_report',
].map((table) => `DROP TABLE "${table}"`);

/** Reports of the Inspector General, what they recommend, and all that became of it. */
export class Recommendations1760000000011 implements MigrationInterface {
  readonly name = 'Recommendations1760000000011';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
