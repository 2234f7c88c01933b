import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every row of a period, and since when and until when the register said so. */
const PERIOD_COLUMNS = `"id" VARCHAR(36) PRIMARY KEY,
    "agreement_id" VARCHAR(36) NOT NULL,
    "agency_id" VARCHAR(36) NOT NULL,
    "state" VARCHAR(255) NOT NULL,
    "holds_from" VARCHAR(10) NOT NULL,
    "holds_until" VARCHAR(10),
    "status" VARCHAR(255) NOT NULL,
    "model" VARCHAR(255) NOT NULL,
    "model_basis" TEXT NOT NULL,
    "signed_on" VARCHAR(10),
    "effective_on" VARCHAR(10),
    "ends_on" VARCHAR(10),
    "ends_on_basis" VARCHAR(255),
    "recorded_from" VARCHAR(24) NOT NULL,
    "recorded_until" VARCHAR(24),
    FOREIGN KEY ("agreement_id") REFERENCES "agreement" ("id"),
    FOREIGN KEY ("agency_id") REFERENCES "agency" ("id"),
    FOREIGN KEY ("model") REFERENCES "program_model" ("code"),
    CHECK ("holds_until" IS NULL OR "holds_until" > "holds_from")`;

const eventsAndPeriods = [
  // What an answer about a list wrote, what a later event put right, and what a transition states besides its facts.
  `ALTER TABLE "agreement_event" ADD COLUMN "list_id" VARCHAR(36)`,
  `ALTER TABLE "agreement_event" ADD COLUMN "corrects_id" VARCHAR(36)`,
  `ALTER TABLE "agreement_event" ADD COLUMN "details" TEXT`,
  `CREATE TABLE "dated_period" (${PERIOD_COLUMNS})`,
  `INSERT INTO "dated_period" ("id", "agreement_id", "agency_id", "state", "holds_from", "holds_until", "status", "model",
    "model_basis", "signed_on", "effective_on", "ends_on", "ends_on_basis", "recorded_from", "recorded_until")
    SELECT p."id", p."agreement_id", a."agency_id", g."state", p."holds_from", p."holds_until", p."status", p."model",
      p."model_basis", p."signed_on", p."effective_on", p."ends_on", p."ends_on_basis",
      (SELECT MAX(e."recorded_at") FROM "agreement_event" e WHERE e."agreement_id" = p."agreement_id"), NULL
    FROM "agreement_period" p JOIN "agreement" a ON a."id" = p."agreement_id" JOIN "agency" g ON g."id" = a."agency_id"`,
  `DROP TABLE "agreement_period"`,
  `ALTER TABLE "dated_period" RENAME TO "agreement_period"`,
  `CREATE UNIQUE INDEX "agreement_period_current" ON "agreement_period" ("agreement_id", "holds_from") WHERE "recorded_until" IS NULL`,
  `CREATE INDEX "agreement_period_agreement_id" ON "agreement_period" ("agreement_id", "recorded_until")`,
  `CREATE INDEX "agreement_period_days" ON "agreement_period" ("holds_from", "holds_until", "status", "model", "state", "agency_id") WHERE "recorded_until" IS NULL`,
  `ALTER TABLE "office_assignment" ADD COLUMN "superseded_at" VARCHAR(24)`,
  `DROP INDEX "office_assignment_agency_id_holds_from"`,
  `CREATE UNIQUE INDEX "office_assignment_current" ON "office_assignment" ("agency_id", "holds_from") WHERE "superseded_at" IS NULL`,
  `CREATE INDEX "office_assignment_office" ON "office_assignment" ("office_id", "agency_id")`,
  `ALTER TABLE "agency" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1`,
  `ALTER TABLE "agency" ADD COLUMN "alike_name" VARCHAR(255) NOT NULL DEFAULT ''`,
];

const lists = [
  `CREATE TABLE "kept_list" (
    "id" VARCHAR(36) PRIMARY KEY,
    "kind" VARCHAR(255) NOT NULL,
    "as_of" VARCHAR(10) NOT NULL,
    "edition" INTEGER NOT NULL,
    "title" VARCHAR(255) NOT NULL,
    "row_count" INTEGER NOT NULL,
    "caption_count" INTEGER,
    "source" TEXT NOT NULL,
    "decides" BOOLEAN NOT NULL,
    "import_id" VARCHAR(36),
    "recorded_at" VARCHAR(24) NOT NULL,
    "withdrawn_at" VARCHAR(24)
  )`,
  `INSERT INTO "kept_list" ("id", "kind", "as_of", "edition", "title", "row_count", "caption_count", "source", "decides", "import_id", "recorded_at", "withdrawn_at")
    SELECT "id", 'participating', "as_of", 0, "title", "row_count", "caption_count", "source", FALSE, NULL,
      COALESCE((SELECT MIN("created_at") FROM "agreement"), '2012-09-26T00:00:00.000Z'), NULL FROM "official_list"`,
  `CREATE TABLE "kept_entry" (
    "id" VARCHAR(36) PRIMARY KEY,
    "list_id" VARCHAR(36) NOT NULL,
    "agreement_id" VARCHAR(36) NOT NULL,
    "model_as_printed" VARCHAR(255) NOT NULL,
    "signed_on" VARCHAR(10),
    "sheet_row" INTEGER,
    FOREIGN KEY ("list_id") REFERENCES "kept_list" ("id"),
    FOREIGN KEY ("agreement_id") REFERENCES "agreement" ("id")
  )`,
  `INSERT INTO "kept_entry" ("id", "list_id", "agreement_id", "model_as_printed", "signed_on", "sheet_row")
    SELECT "id", "list_id", "agreement_id", "model_as_printed", NULL, NULL FROM "list_entry"`,
  `DROP TABLE "list_entry"`,
  `DROP TABLE "official_list"`,
  `ALTER TABLE "kept_list" RENAME TO "official_list"`,
  `ALTER TABLE "kept_entry" RENAME TO "list_entry"`,
  `CREATE UNIQUE INDEX "official_list_edition" ON "official_list" ("kind", "as_of", "edition") WHERE "withdrawn_at" IS NULL`,
  `CREATE UNIQUE INDEX "list_entry_list_id_agreement_id" ON "list_entry" ("list_id", "agreement_id")`,
  `CREATE INDEX "list_entry_agreement_id" ON "list_entry" ("agreement_id")`,
];

const imports = [
  `CREATE TABLE "list_import" (
    "id" VARCHAR(36) PRIMARY KEY,
    "state" VARCHAR(255) NOT NULL,
    "file_name" VARCHAR(255) NOT NULL,
    "sha256" VARCHAR(64) NOT NULL,
    "byte_count" INTEGER NOT NULL,
    "kind" VARCHAR(255),
    "as_of" VARCHAR(10),
    "edition" INTEGER NOT NULL,
    "is_forced" BOOLEAN NOT NULL,
    "is_kind_given" BOOLEAN NOT NULL,
    "is_day_given" BOOLEAN NOT NULL,
    "heading" TEXT,
    "rows_read" INTEGER NOT NULL,
    "caption_count" INTEGER,
    "counts" TEXT,
    "refusal" TEXT,
    "list_id" VARCHAR(36),
    "created_at" VARCHAR(24) NOT NULL,
    "created_by" VARCHAR(255) NOT NULL,
    "read_until" VARCHAR(24),
    "applied_at" VARCHAR(24),
    "applied_by" VARCHAR(255),
    "undone_at" VARCHAR(24),
    "undone_by" VARCHAR(255),
    "version" INTEGER NOT NULL,
    FOREIGN KEY ("list_id") REFERENCES "official_list" ("id")
  )`,
  `CREATE INDEX "list_import_state" ON "list_import" ("state")`,
  `CREATE INDEX "list_import_sha256" ON "list_import" ("sha256")`,
  `CREATE TABLE "list_import_row" (
    "import_id" VARCHAR(36) NOT NULL,
    "sheet_row" INTEGER NOT NULL,
    "problem_count" INTEGER NOT NULL,
    "row" TEXT NOT NULL,
    PRIMARY KEY ("import_id", "sheet_row"),
    FOREIGN KEY ("import_id") REFERENCES "list_import" ("id")
  )`,
  `CREATE TABLE "list_answer" (
    "id" VARCHAR(36) PRIMARY KEY,
    "import_id" VARCHAR(36) NOT NULL,
    "question_key" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "is_unattended" BOOLEAN NOT NULL,
    "answered_at" VARCHAR(24) NOT NULL,
    "answered_by" VARCHAR(255) NOT NULL,
    FOREIGN KEY ("import_id") REFERENCES "list_import" ("id")
  )`,
  `CREATE UNIQUE INDEX "list_answer_question" ON "list_answer" ("import_id", "question_key")`,
  `CREATE TABLE "absence" (
    "id" VARCHAR(36) PRIMARY KEY,
    "agreement_id" VARCHAR(36) NOT NULL,
    "list_id" VARCHAR(36) NOT NULL,
    "on_day" VARCHAR(10) NOT NULL,
    "last_listed_on" VARCHAR(10),
    "proposal" VARCHAR(255) NOT NULL,
    "successor_id" VARCHAR(36),
    "resolution" VARCHAR(255),
    "reason" TEXT,
    "is_unattended" BOOLEAN NOT NULL,
    "resolved_at" VARCHAR(24),
    "resolved_by" VARCHAR(255),
    "version" INTEGER NOT NULL,
    FOREIGN KEY ("agreement_id") REFERENCES "agreement" ("id"),
    FOREIGN KEY ("list_id") REFERENCES "official_list" ("id")
  )`,
  `CREATE UNIQUE INDEX "absence_agreement_list" ON "absence" ("agreement_id", "list_id")`,
  `CREATE INDEX "absence_resolution" ON "absence" ("resolution", "on_day")`,
  `CREATE TABLE "agency_alias" (
    "id" VARCHAR(36) PRIMARY KEY,
    "agency_id" VARCHAR(36) NOT NULL,
    "state" VARCHAR(255) NOT NULL,
    "name" VARCHAR(255) NOT NULL,
    "normalized_name" VARCHAR(255) NOT NULL,
    "source" TEXT NOT NULL,
    "recorded_at" VARCHAR(24) NOT NULL,
    "recorded_by" VARCHAR(255) NOT NULL,
    FOREIGN KEY ("agency_id") REFERENCES "agency" ("id")
  )`,
  `CREATE UNIQUE INDEX "agency_alias_name" ON "agency_alias" ("state", "normalized_name")`,
  `CREATE INDEX "agency_alias_agency" ON "agency_alias" ("agency_id")`,
];

const down = [
  ...['agency_alias', 'absence', 'list_answer', 'list_import_row', 'list_import'].map(
    (table) => `DROP TABLE "${table}"`,
  ),
  `CREATE TABLE "former_list" (
    "id" VARCHAR(36) PRIMARY KEY,
    "as_of" VARCHAR(10) NOT NULL UNIQUE,
    "title" VARCHAR(255) NOT NULL,
    "row_count" INTEGER NOT NULL,
    "caption_count" INTEGER,
    "source" TEXT NOT NULL
  )`,
  `INSERT INTO "former_list" SELECT "id", "as_of", "title", "row_count", "caption_count", "source" FROM "official_list" WHERE "import_id" IS NULL`,
  `CREATE TABLE "former_entry" (
    "id" VARCHAR(36) PRIMARY KEY,
    "list_id" VARCHAR(36) NOT NULL,
    "agreement_id" VARCHAR(36) NOT NULL,
    "model_as_printed" VARCHAR(255) NOT NULL,
    FOREIGN KEY ("list_id") REFERENCES "former_list" ("id"),
    FOREIGN KEY ("agreement_id") REFERENCES "agreement" ("id")
  )`,
  `INSERT INTO "former_entry" SELECT "id", "list_id", "agreement_id", "model_as_printed" FROM "list_entry"
    WHERE "list_id" IN (SELECT "id" FROM "former_list")`,
  `DROP TABLE "list_entry"`,
  `DROP TABLE "official_list"`,
  `ALTER TABLE "former_list" RENAME TO "official_list"`,
  `ALTER TABLE "former_entry" RENAME TO "list_entry"`,
  `CREATE UNIQUE INDEX "list_entry_list_id_agreement_id" ON "list_entry" ("list_id", "agreement_id")`,
  `UPDATE "agency" SET "normalized_name" = "alike_name"`,
  `ALTER TABLE "agency" DROP COLUMN "alike_name"`,
  `ALTER TABLE "agency" DROP COLUMN "version"`,
  `DROP INDEX "office_assignment_office"`,
  `DROP INDEX "office_assignment_current"`,
  `DELETE FROM "office_assignment" WHERE "superseded_at" IS NOT NULL`,
  `ALTER TABLE "office_assignment" DROP COLUMN "superseded_at"`,
  `CREATE UNIQUE INDEX "office_assignment_agency_id_holds_from" ON "office_assignment" ("agency_id", "holds_from")`,
  `DROP INDEX "agreement_period_days"`,
  `DROP INDEX "agreement_period_agreement_id"`,
  `DROP INDEX "agreement_period_current"`,
  `DELETE FROM "agreement_period" WHERE "recorded_until" IS NOT NULL`,
  `CREATE TABLE "former_period" (
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
  `INSERT INTO "former_period" SELECT "id", "agreement_id", "holds_from", "holds_until", "status", "model", "model_basis",
    "signed_on", "effective_on", "ends_on", "ends_on_basis" FROM "agreement_period"`,
  `DROP TABLE "agreement_period"`,
  `ALTER TABLE "former_period" RENAME TO "agreement_period"`,
  `CREATE UNIQUE INDEX "agreement_period_agreement_id_holds_from" ON "agreement_period" ("agreement_id", "holds_from")`,
  `CREATE INDEX "agreement_period_holds_from_holds_until" ON "agreement_period" ("holds_from", "holds_until")`,
  ...['details', 'corrects_id', 'list_id'].map(
    (column) => `ALTER TABLE "agreement_event" DROP COLUMN "${column}"`,
  ),
];

/**
 * What the register said at any moment (periods and assignments are closed, not deleted), official lists that are
 * imported, with their rows, questions and answers, and other names of agencies.
 */
export class RegistryHistory1760000000007 implements MigrationInterface {
  readonly name = 'RegistryHistory1760000000007';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...eventsAndPeriods, ...lists, ...imports])
      await runner.query(statement);
    await compareNamesExactly(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

/**
 * Names were compared without punctuation; lists tell two agencies apart by it. What was compared until now is kept for
 * searching, and names are told apart by all but case, spaces and apostrophes.
 */
async function compareNamesExactly(runner: QueryRunner): Promise<void> {
  const agencies = (await runner.query(`SELECT "id", "name" FROM "agency"`)) as {
    id: string;
    name: string;
  }[];
  for (const { id, name } of agencies)
    await runner.query(
      `UPDATE "agency" SET "alike_name" = "normalized_name", "normalized_name" = '${exactly(name).replaceAll("'", "''")}' WHERE "id" = '${id}'`,
    );
}

const exactly = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’‘`´ʼ]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
