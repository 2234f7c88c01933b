import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A proof that no plan is less late can be asked for on the page of a plan, not only on the command line. */
export class Proofs1760000000019 implements MigrationInterface {
  readonly name = 'Proofs1760000000019';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "plan_solve" ADD COLUMN "proof_seconds" INTEGER`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "plan_solve" DROP COLUMN "proof_seconds"`);
  }
}
