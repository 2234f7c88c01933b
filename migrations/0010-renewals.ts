import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  `CREATE TABLE "renewal_review" (
    "id" VARCHAR(36) PRIMARY KEY,
    "number" VARCHAR(255) NOT NULL UNIQUE,
    "agreement_id" VARCHAR(36) NOT NULL,
    "cause" VARCHAR(255) NOT NULL,
    "cause_key" VARCHAR(255) NOT NULL,
    "reason" TEXT NOT NULL,
    "opened_on" VARCHAR(10) NOT NULL,
    "opened_by" VARCHAR(255) NOT NULL,
    "due_on" VARCHAR(10) NOT NULL,
    "state" VARCHAR(255) NOT NULL,
    "owner_id" VARCHAR(36),
    "ended_on" VARCHAR(10),
    "decision" VARCHAR(255),
    "outcome" TEXT,
    "created_at" VARCHAR(24) NOT NULL,
    "version" INTEGER NOT NULL,
    FOREIGN KEY ("agreement_id") REFERENCES "agreement" ("id")
  )`,
  // One review per agreement and cause that is still to be decided, whoever else opens one at the same time.
  `CREATE UNIQUE INDEX "renewal_review_undecided" ON "renewal_review" ("agreement_id", "cause") WHERE "state" IN ('open', 'proposed')`,
  `CREATE INDEX "renewal_review_state" ON "renewal_review" ("state", "due_on")`,
  `CREATE INDEX "renewal_review_agreement" ON "renewal_review" ("agreement_id")`,
  `CREATE TABLE "renewal_proposal" (
    "id" VARCHAR(36) PRIMARY KEY,
    "review_id" VARCHAR(36) NOT NULL,
    "terms" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "state" VARCHAR(255) NOT NULL,
    "proposed_at" VARCHAR(24) NOT NULL,
    "proposed_by_id" VARCHAR(36) NOT NULL,
    "proposed_by" VARCHAR(255) NOT NULL,
    "answered_at" VARCHAR(24),
    "answered_by_id" VARCHAR(36),
    "answered_by" VARCHAR(255),
    "answer" TEXT,
    FOREIGN KEY ("review_id") REFERENCES "renewal_review" ("id")
  )`,
  `CREATE INDEX "renewal_proposal_review" ON "renewal_proposal" ("review_id")`,
  `CREATE UNIQUE INDEX "renewal_proposal_waiting" ON "renewal_proposal" ("review_id") WHERE "state" = 'waiting'`,
  `CREATE TABLE "agreement_figure" (
    "id" VARCHAR(36) PRIMARY KEY,
    "agreement_id" VARCHAR(36) NOT NULL,
    "measure" VARCHAR(255) NOT NULL,
    "period_from" VARCHAR(10) NOT NULL,
    "period_until" VARCHAR(10) NOT NULL,
    "value" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "recorded_at" VARCHAR(24) NOT NULL,
    "recorded_by" VARCHAR(255) NOT NULL,
    FOREIGN KEY ("agreement_id") REFERENCES "agreement" ("id"),
    CHECK ("period_until" >= "period_from"),
    CHECK ("value" >= 0)
  )`,
  `CREATE INDEX "agreement_figure_period" ON "agreement_figure" ("agreement_id", "measure", "period_from", "period_until")`,
];

const down = ['agreement_figure', 'renewal_proposal', 'renewal_review'].map(
  (table) => `DROP TABLE "${table}"`,
);

/** Reviews of whether to keep an agreement, what was proposed and decided, and the figures that speak for or against. */
export class Renewals1760000000010 implements MigrationInterface {
  readonly name = 'Renewals1760000000010';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
