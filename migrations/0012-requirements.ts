import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a requirement said in free text; the installation step that follows puts it into versions, in columns. */
const FREE_TEXT = ['text', 'measurable_standard', 'templates', 'source'];

const up = [
  `CREATE TABLE "requirement_version" (
    "requirement_code" VARCHAR(20) NOT NULL,
    "holds_from" VARCHAR(10) NOT NULL,
    "holds_until" VARCHAR(10),
    "text" TEXT NOT NULL,
    "clause" TEXT NOT NULL,
    "models" TEXT NOT NULL,
    "templates" TEXT NOT NULL,
    "standard" TEXT NOT NULL,
    "deviations" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "recorded_at" VARCHAR(24) NOT NULL,
    "recorded_by" VARCHAR(255) NOT NULL,
    PRIMARY KEY ("requirement_code", "holds_from"),
    FOREIGN KEY ("requirement_code") REFERENCES "requirement" ("code"),
    CHECK ("holds_until" > "holds_from")
  )`,
  // One version that holds on, whoever else adds one at the same time.
  `CREATE UNIQUE INDEX "requirement_version_latest" ON "requirement_version" ("requirement_code") WHERE "holds_until" IS NULL`,
  ...FREE_TEXT.map((column) => `ALTER TABLE "requirement" DROP COLUMN "${column}"`),
  `ALTER TABLE "requirement" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1`,
];

const down = [
  ...FREE_TEXT.map(
    (column) => `ALTER TABLE "requirement" ADD COLUMN "${column}" TEXT NOT NULL DEFAULT ''`,
  ),
  `UPDATE "requirement" SET ("text", "source") = (
    SELECT "text", "source" FROM "requirement_version"
    WHERE "requirement_code" = "code" AND "holds_until" IS NULL
  ) WHERE "code" IN (SELECT "requirement_code" FROM "requirement_version" WHERE "holds_until" IS NULL)`,
  `ALTER TABLE "requirement" DROP COLUMN "version"`,
  `DROP TABLE "requirement_version"`,
];

/** The catalogue of requirements in versions, each with its measurable standard in structured form. */
export class Requirements1760000000012 implements MigrationInterface {
  readonly name = 'Requirements1760000000012';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
