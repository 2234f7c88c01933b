import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  `CREATE TABLE "plan" (
    "id" VARCHAR(36) PRIMARY KEY,
    "number" VARCHAR(255) NOT NULL UNIQUE,
    "fiscal_year" INTEGER NOT NULL,
    "name" VARCHAR(255) NOT NULL,
    "status" VARCHAR(255) NOT NULL,
    "based_on_id" VARCHAR(36),
    "planned_from" VARCHAR(10) NOT NULL,
    "created_at" VARCHAR(24) NOT NULL,
    "created_by_id" VARCHAR(36) NOT NULL,
    "created_by" VARCHAR(255) NOT NULL,
    "proposed_at" VARCHAR(24),
    "proposed_by_id" VARCHAR(36),
    "proposed_by" VARCHAR(255),
    "approved_at" VARCHAR(24),
    "approved_on" VARCHAR(10),
    "approved_by_id" VARCHAR(36),
    "approved_by" VARCHAR(255),
    "superseded_at" VARCHAR(24),
    "reason" TEXT,
    "lateness" DOUBLE PRECISION NOT NULL,
    "travel_km" DOUBLE PRECISION NOT NULL,
    "imbalance" DOUBLE PRECISION NOT NULL,
    "unscheduled_count" INTEGER NOT NULL,
    "bound" DOUBLE PRECISION,
    "gap" DOUBLE PRECISION,
    "is_sample" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL,
    FOREIGN KEY ("based_on_id") REFERENCES "plan" ("id")
  )`,
  `CREATE INDEX "plan_of_year" ON "plan" ("fiscal_year", "status")`,
  // A year has one approved plan, whoever approves another at the same time.
  `CREATE UNIQUE INDEX "plan_approved_once" ON "plan" ("fiscal_year") WHERE "status" = 'approved'`,
  `CREATE TABLE "plan_basis" (
    "plan_id" VARCHAR(36) PRIMARY KEY,
    "instance" TEXT NOT NULL,
    "positions" TEXT NOT NULL,
    "assumptions" TEXT NOT NULL,
    "keep" TEXT,
    FOREIGN KEY ("plan_id") REFERENCES "plan" ("id")
  )`,
  `CREATE TABLE "plan_item" (
    "id" VARCHAR(36) PRIMARY KEY,
    "plan_id" VARCHAR(36) NOT NULL,
    "task_id" VARCHAR(36) NOT NULL,
    "kind" VARCHAR(255) NOT NULL,
    "agreement_id" VARCHAR(36) NOT NULL,
    "obligation_id" VARCHAR(36),
    "inspection_id" VARCHAR(36),
    "inspection_version" INTEGER,
    "due_on" VARCHAR(10) NOT NULL,
    "week" INTEGER,
    "starts_on" VARCHAR(10),
    "ends_on" VARCHAR(10),
    "leader_id" VARCHAR(36),
    "is_locked" BOOLEAN NOT NULL,
    "fixed_because" TEXT,
    "weight" DOUBLE PRECISION NOT NULL,
    "weight_words" TEXT NOT NULL,
    "reason" TEXT,
    "moved_because" TEXT,
    FOREIGN KEY ("plan_id") REFERENCES "plan" ("id"),
    FOREIGN KEY ("agreement_id") REFERENCES "agreement" ("id")
  )`,
  `CREATE UNIQUE INDEX "plan_item_once" ON "plan_item" ("plan_id", "task_id")`,
  `CREATE INDEX "plan_item_of_agreement" ON "plan_item" ("agreement_id")`,
  `CREATE TABLE "plan_item_member" (
    "item_id" VARCHAR(36) NOT NULL,
    "position_id" VARCHAR(36) NOT NULL,
    "plan_id" VARCHAR(36) NOT NULL,
    PRIMARY KEY ("item_id", "position_id"),
    FOREIGN KEY ("item_id") REFERENCES "plan_item" ("id"),
    FOREIGN KEY ("plan_id") REFERENCES "plan" ("id")
  )`,
  `CREATE INDEX "plan_item_member_of" ON "plan_item_member" ("plan_id")`,
  `CREATE TABLE "plan_solve" (
    "plan_id" VARCHAR(36) PRIMARY KEY,
    "state" VARCHAR(255) NOT NULL,
    "seconds" INTEGER NOT NULL,
    "iterations" INTEGER,
    "seed" INTEGER NOT NULL,
    "calm" DOUBLE PRECISION,
    "lease_until" VARCHAR(24),
    "claimed_by" VARCHAR(255),
    "is_stop_asked" BOOLEAN NOT NULL,
    "attempts" INTEGER NOT NULL,
    "progress" TEXT,
    "best" TEXT,
    "seconds_spent" DOUBLE PRECISION NOT NULL,
    "failure" TEXT,
    "requested_at" VARCHAR(24) NOT NULL,
    "requested_by" VARCHAR(255) NOT NULL,
    "ended_at" VARCHAR(24),
    FOREIGN KEY ("plan_id") REFERENCES "plan" ("id")
  )`,
  `CREATE INDEX "plan_solve_waiting" ON "plan_solve" ("state", "lease_until")`,
  `CREATE TABLE "plan_note" (
    "id" VARCHAR(36) PRIMARY KEY,
    "plan_id" VARCHAR(36) NOT NULL,
    "note_key" TEXT NOT NULL,
    "task_id" VARCHAR(36),
    "words" TEXT NOT NULL,
    "found_on" VARCHAR(10) NOT NULL,
    "gone_on" VARCHAR(10),
    FOREIGN KEY ("plan_id") REFERENCES "plan" ("id")
  )`,
  `CREATE UNIQUE INDEX "plan_note_once" ON "plan_note" ("plan_id", "note_key")`,
];

const down = ['plan_note', 'plan_solve', 'plan_item_member', 'plan_item', 'plan_basis', 'plan'].map(
  (table) => `DROP TABLE "${table}"`,
);

/** Plans of a fiscal year as versions: what they rest on, their visits, their solving, what no longer agrees with them. */
export class Plans1760000000017 implements MigrationInterface {
  readonly name = 'Plans1760000000017';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
