import type { MigrationInterface, QueryRunner } from 'typeorm';
import { v7 } from 'uuid';

/** The day of the program's first agreement: positions of before count as established no later. */
const EARLIEST = '2002-07-02';

/** What every fact of somebody's service says of itself. */
const RECORDED = `
    "is_sample" BOOLEAN NOT NULL,
    "recorded_at" VARCHAR(24) NOT NULL,
    "recorded_by" VARCHAR(255) NOT NULL,
    "withdrawn_at" VARCHAR(24),
    "withdrawn_by" VARCHAR(255),
    "withdrawn_because" TEXT,
    "version" INTEGER NOT NULL`;

const up = [
  `ALTER TABLE "position" ADD COLUMN "established_on" VARCHAR(10) NOT NULL DEFAULT '${EARLIEST}'`,
  `ALTER TABLE "position" ADD COLUMN "abolished_on" VARCHAR(10)`,
  `ALTER TABLE "position" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1`,
  // An occupancy that began before all positions did takes its position along.
  `UPDATE "position" SET "established_on" = (SELECT MIN("holds_from") FROM "occupancy" WHERE "position_id" = "position"."id")
    WHERE EXISTS (SELECT 1 FROM "occupancy" WHERE "position_id" = "position"."id" AND "holds_from" < '${EARLIEST}')`,
  // A hold that ended before it began stays on record; somebody else may begin that same day.
  `DROP INDEX "occupancy_position_id_holds_from"`,
  `CREATE UNIQUE INDEX "occupancy_position_id_holds_from" ON "occupancy" ("position_id", "holds_from") WHERE "holds_until" IS NULL OR "holds_until" > "holds_from"`,
  `CREATE INDEX "occupancy_account_id" ON "occupancy" ("account_id")`,
  `ALTER TABLE "field_office" ADD COLUMN "latitude" DOUBLE PRECISION`,
  `ALTER TABLE "field_office" ADD COLUMN "longitude" DOUBLE PRECISION`,
  `CREATE TABLE "training" (
    "id" VARCHAR(36) PRIMARY KEY,
    "account_id" VARCHAR(36) NOT NULL,
    "leader_id" VARCHAR(36) NOT NULL,
    "model" VARCHAR(40) NOT NULL,
    "from_on" VARCHAR(10) NOT NULL,
    "until_on" VARCHAR(10) NOT NULL,
    "result" VARCHAR(255) NOT NULL,
    "note" TEXT NOT NULL,${RECORDED},
    FOREIGN KEY ("account_id") REFERENCES "account" ("id"),
    FOREIGN KEY ("leader_id") REFERENCES "account" ("id")
  )`,
  `CREATE UNIQUE INDEX "training_once" ON "training" ("account_id", "model", "from_on") WHERE "withdrawn_at" IS NULL`,
  `CREATE INDEX "training_leader_id" ON "training" ("leader_id")`,
  `CREATE TABLE "qualification" (
    "id" VARCHAR(36) PRIMARY KEY,
    "account_id" VARCHAR(36) NOT NULL,
    "model" VARCHAR(40) NOT NULL,
    "holds_from" VARCHAR(10) NOT NULL,
    "holds_until" VARCHAR(10),
    "basis" TEXT NOT NULL,
    "training_id" VARCHAR(36),${RECORDED},
    FOREIGN KEY ("account_id") REFERENCES "account" ("id"),
    FOREIGN KEY ("training_id") REFERENCES "training" ("id")
  )`,
  `CREATE UNIQUE INDEX "qualification_once" ON "qualification" ("account_id", "model", "holds_from") WHERE "withdrawn_at" IS NULL`,
  `CREATE TABLE "leave" (
    "id" VARCHAR(36) PRIMARY KEY,
    "account_id" VARCHAR(36) NOT NULL,
    "from_on" VARCHAR(10) NOT NULL,
    "until_on" VARCHAR(10) NOT NULL,
    "note" TEXT NOT NULL,${RECORDED},
    FOREIGN KEY ("account_id") REFERENCES "account" ("id")
  )`,
  `CREATE UNIQUE INDEX "leave_once" ON "leave" ("account_id", "from_on") WHERE "withdrawn_at" IS NULL`,
  `CREATE INDEX "leave_until_on" ON "leave" ("until_on")`,
  `CREATE TABLE "conflict_of_interest" (
    "id" VARCHAR(36) PRIMARY KEY,
    "account_id" VARCHAR(36) NOT NULL,
    "agency_id" VARCHAR(36) NOT NULL,
    "reason" TEXT NOT NULL,
    "holds_from" VARCHAR(10) NOT NULL,
    "holds_until" VARCHAR(10),${RECORDED},
    FOREIGN KEY ("account_id") REFERENCES "account" ("id"),
    FOREIGN KEY ("agency_id") REFERENCES "agency" ("id")
  )`,
  `CREATE UNIQUE INDEX "conflict_of_interest_once" ON "conflict_of_interest" ("account_id", "agency_id", "holds_from") WHERE "withdrawn_at" IS NULL`,
];

const down = [
  ...['conflict_of_interest', 'leave', 'qualification', 'training'].map(
    (table) => `DROP TABLE "${table}"`,
  ),
  `ALTER TABLE "field_office" DROP COLUMN "longitude"`,
  `ALTER TABLE "field_office" DROP COLUMN "latitude"`,
  `DROP INDEX "occupancy_account_id"`,
  `DROP INDEX "occupancy_position_id_holds_from"`,
  // The schema before knows no hold that never was.
  `DELETE FROM "occupancy" WHERE "holds_until" <= "holds_from"`,
  `CREATE UNIQUE INDEX "occupancy_position_id_holds_from" ON "occupancy" ("position_id", "holds_from")`,
  ...['version', 'abolished_on', 'established_on'].map(
    (column) => `ALTER TABLE "position" DROP COLUMN "${column}"`,
  ),
];

interface Held {
  account_id: string;
  qualifications: string;
  is_sample: boolean | number;
  holds_from: string;
  /** Of the account: since then it is known. */
  created_at: string;
}

/** Positions are dated; qualifications are their holders', with trainings, leave and conflicts of interest beside them. */
export class Workforce1760000000016 implements MigrationInterface {
  readonly name = 'Workforce1760000000016';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
    await giveToHolders(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

/** Whoever holds a position, or held one, has what it asks for from the first day on which they held it. */
async function giveToHolders(runner: QueryRunner): Promise<void> {
  const held = (await runner.query(
    `SELECT "account_id", "qualifications", "position"."is_sample", "holds_from", "created_at"
      FROM "occupancy" JOIN "position" ON "position"."id" = "position_id"
      JOIN "account" ON "account"."id" = "account_id" ORDER BY "holds_from", "occupancy"."id"`,
  )) as Held[];
  const given = new Set<string>();
  for (const { account_id, qualifications, is_sample, holds_from, created_at } of held)
    for (const model of JSON.parse(qualifications) as string[]) {
      if (given.has(`${account_id} ${model}`)) continue;
      given.add(`${account_id} ${model}`);
      const basis = is_sample ? 'sample' : 'stated at installation';
      await runner.query(
        `INSERT INTO "qualification" ("id", "account_id", "model", "holds_from", "holds_until", "basis", "training_id", "is_sample", "recorded_at", "recorded_by", "version")
          VALUES (${[v7(), account_id, model, holds_from].map(quoted).join(', ')}, NULL, ${quoted(basis)}, NULL, ${is_sample ? 'TRUE' : 'FALSE'}, ${quoted(created_at)}, 'the installation', 1)`,
      );
    }
}

/** A text as both engines read it: they number and name what is bound differently. */
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
