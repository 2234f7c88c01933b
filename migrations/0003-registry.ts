import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  `CREATE TABLE "program_model" (
    "code" VARCHAR(40) PRIMARY KEY,
    "name" VARCHAR(255) NOT NULL,
    "description" TEXT NOT NULL,
    "sort_order" INTEGER NOT NULL
  )`,
  `CREATE TABLE "agency" (
    "id" VARCHAR(36) PRIMARY KEY,
    "state" VARCHAR(255) NOT NULL,
    "name" VARCHAR(255) NOT NULL,
    "normalized_name" VARCHAR(255) NOT NULL,
    "distinguisher" VARCHAR(255) NOT NULL,
    "type" VARCHAR(255),
    "county" VARCHAR(255),
    "county_fips" VARCHAR(255),
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,
    "place_basis" TEXT,
    "source" TEXT NOT NULL
  )`,
  `CREATE UNIQUE INDEX "agency_state_normalized_name_distinguisher" ON "agency" ("state", "normalized_name", "distinguisher")`,
  `CREATE TABLE "office_assignment" (
    "id" VARCHAR(36) PRIMARY KEY,
    "agency_id" VARCHAR(36) NOT NULL,
    "office_id" VARCHAR(36) NOT NULL,
    "holds_from" VARCHAR(10) NOT NULL,
    "holds_until" VARCHAR(10),
    "basis" TEXT NOT NULL,
    "recorded_at" VARCHAR(24) NOT NULL,
    FOREIGN KEY ("agency_id") REFERENCES "agency" ("id"),
    FOREIGN KEY ("office_id") REFERENCES "field_office" ("id"),
    CHECK ("holds_until" IS NULL OR "holds_until" > "holds_from")
  )`,
  `CREATE UNIQUE INDEX "office_assignment_agency_id_holds_from" ON "office_assignment" ("agency_id", "holds_from")`,
  `CREATE TABLE "agreement" (
    "id" VARCHAR(36) PRIMARY KEY,
    "agency_id" VARCHAR(36) NOT NULL,
    "source" TEXT NOT NULL,
    "created_at" VARCHAR(24) NOT NULL,
    "version" INTEGER NOT NULL,
    FOREIGN KEY ("agency_id") REFERENCES "agency" ("id")
  )`,
  `CREATE INDEX "agreement_agency_id" ON "agreement" ("agency_id")`,
  `CREATE TABLE "agreement_event" (
    "id" VARCHAR(36) PRIMARY KEY,
    "agreement_id" VARCHAR(36) NOT NULL,
    "on_day" VARCHAR(10) NOT NULL,
    "event" VARCHAR(255) NOT NULL,
    "status" VARCHAR(255),
    "model" VARCHAR(255),
    "model_basis" TEXT,
    "signed_on" VARCHAR(10),
    "effective_on" VARCHAR(10),
    "ends_on" VARCHAR(10),
    "ends_on_basis" VARCHAR(255),
    "happened_after" VARCHAR(10),
    "reason" TEXT,
    "source" TEXT NOT NULL,
    "recorded_at" VARCHAR(24) NOT NULL,
    "recorded_by" VARCHAR(255) NOT NULL,
    FOREIGN KEY ("agreement_id") REFERENCES "agreement" ("id"),
    FOREIGN KEY ("model") REFERENCES "program_model" ("code")
  )`,
  `CREATE INDEX "agreement_event_agreement_id_on_day" ON "agreement_event" ("agreement_id", "on_day")`,
  `CREATE TABLE "agreement_period" (
    "id" VARCHAR(36) PRIMARY KEY,
    "agreement_id" VARCHAR(36) NOT NULL,
    "holds_from" VARCHAR(10) NOT NULL,
    "holds_until" VARCHAR(10),
    "status" VARCHAR(255) NOT NULL,
    "model" VARCHAR(255) NOT NULL,
    "model_basis" TEXT NOT NULL,
    "signed_on" VARCHAR(10),
    "effective_on" VARCHAR(10),
    "ends_on" VARCHAR(10),
    "ends_on_basis" VARCHAR(255),
    FOREIGN KEY ("agreement_id") REFERENCES "agreement" ("id"),
    FOREIGN KEY ("model") REFERENCES "program_model" ("code"),
    CHECK ("holds_until" IS NULL OR "holds_until" > "holds_from")
  )`,
  `CREATE UNIQUE INDEX "agreement_period_agreement_id_holds_from" ON "agreement_period" ("agreement_id", "holds_from")`,
  `CREATE INDEX "agreement_period_holds_from_holds_until" ON "agreement_period" ("holds_from", "holds_until")`,
  `CREATE TABLE "official_list" (
    "id" VARCHAR(36) PRIMARY KEY,
    "as_of" VARCHAR(10) NOT NULL UNIQUE,
    "title" VARCHAR(255) NOT NULL,
    "row_count" INTEGER NOT NULL,
    "caption_count" INTEGER,
    "source" TEXT NOT NULL
  )`,
  `CREATE TABLE "list_entry" (
    "id" VARCHAR(36) PRIMARY KEY,
    "list_id" VARCHAR(36) NOT NULL,
    "agreement_id" VARCHAR(36) NOT NULL,
    "model_as_printed" VARCHAR(255) NOT NULL,
    FOREIGN KEY ("list_id") REFERENCES "official_list" ("id"),
    FOREIGN KEY ("agreement_id") REFERENCES "agreement" ("id")
  )`,
  `CREATE UNIQUE INDEX "list_entry_list_id_agreement_id" ON "list_entry" ("list_id", "agreement_id")`,
  `CREATE TABLE "published_total" (
    "id" VARCHAR(36) PRIMARY KEY,
    "as_of" VARCHAR(255) NOT NULL UNIQUE,
    "total" INTEGER NOT NULL,
    "states" INTEGER,
    "detention" INTEGER,
    "task_force" INTEGER,
    "joint" INTEGER,
    "source" TEXT NOT NULL
  )`,
];

const tables = [
  'published_total',
  'list_entry',
  'official_list',
  'agreement_period',
  'agreement_event',
  'agreement',
  'office_assignment',
  'agency',
  'program_model',
];

/** The registry: models, agencies, agreements with their events and the periods folded from them, and what official lists showed. */
export class Registry1760000000003 implements MigrationInterface {
  readonly name = 'Registry1760000000003';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`DROP TABLE "${table}"`);
  }
}
