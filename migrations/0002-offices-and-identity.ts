import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  `CREATE TABLE "field_office" (
    "id" VARCHAR(36) PRIMARY KEY,
    "name" VARCHAR(255) NOT NULL UNIQUE,
    "city" VARCHAR(255) NOT NULL,
    "state" VARCHAR(255) NOT NULL,
    "time_zone" VARCHAR(255) NOT NULL,
    "area_as_printed" TEXT NOT NULL
  )`,
  `CREATE TABLE "area_of_responsibility" (
    "id" VARCHAR(36) PRIMARY KEY,
    "office_id" VARCHAR(36) NOT NULL,
    "state" VARCHAR(255) NOT NULL,
    "county" VARCHAR(255),
    FOREIGN KEY ("office_id") REFERENCES "field_office" ("id")
  )`,
  `CREATE UNIQUE INDEX "area_of_responsibility_place" ON "area_of_responsibility" ("office_id", "state", COALESCE("county", ''))`,
  `CREATE TABLE "account" (
    "id" VARCHAR(36) PRIMARY KEY,
    "kind" VARCHAR(255) NOT NULL,
    "email" VARCHAR(255) UNIQUE,
    "display_name" VARCHAR(255) NOT NULL,
    "role" VARCHAR(255) NOT NULL,
    "office_id" VARCHAR(36),
    "password_hash" TEXT,
    "is_active" BOOLEAN NOT NULL,
    "is_sample" BOOLEAN NOT NULL,
    "created_at" VARCHAR(24) NOT NULL,
    FOREIGN KEY ("office_id") REFERENCES "field_office" ("id")
  )`,
  `CREATE TABLE "web_session" (
    "id_hash" VARCHAR(64) PRIMARY KEY,
    "account_id" VARCHAR(36),
    "data" TEXT NOT NULL,
    "expires_at" VARCHAR(24) NOT NULL,
    FOREIGN KEY ("account_id") REFERENCES "account" ("id")
  )`,
  `CREATE INDEX "web_session_expires_at" ON "web_session" ("expires_at")`,
  `CREATE TABLE "api_token" (
    "id" VARCHAR(36) PRIMARY KEY,
    "account_id" VARCHAR(36) NOT NULL,
    "name" VARCHAR(255) NOT NULL,
    "token_hash" VARCHAR(255) NOT NULL UNIQUE,
    "created_at" VARCHAR(24) NOT NULL,
    "expires_at" VARCHAR(24),
    "revoked_at" VARCHAR(24),
    "last_used_at" VARCHAR(24),
    FOREIGN KEY ("account_id") REFERENCES "account" ("id")
  )`,
];

const tables = ['api_token', 'web_session', 'account', 'area_of_responsibility', 'field_office'];

/** Field offices with their dated responsibility; accounts, sessions and API tokens. */
export class OfficesAndIdentity1760000000002 implements MigrationInterface {
  readonly name = 'OfficesAndIdentity1760000000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`DROP TABLE "${table}"`);
  }
}
