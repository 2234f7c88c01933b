import { expect, it } from '@jest/globals';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { FollowUp1760000000014 } from '../migrations/0014-follow-up.js';
import { writerOptions } from '../src/platform/db/database-options.js';
import { startTestApp } from './support/test-app.js';

it('actions of before keep their plans and days, go on as accepted or done, and have a history', async () => {
  const moa = await startTestApp();
  const source = await new DataSource({
    ...(writerOptions(moa.settings) as DataSourceOptions),
    entities: [],
  }).initialize();
  const name = new FollowUp1760000000014().name;
  const isApplied = async (): Promise<boolean> =>
    (await source.query<{ name: string }[]>('SELECT "name" FROM "migrations"')).some(
      (row) => row.name === name,
    );
  const rows = (): Promise<Record<string, unknown>[]> =>
    source.query(
      `SELECT "action"."id", "plan", "due_on", "done_on", "action"."status", "finding"."status" AS "finding"
       FROM "corrective_action" "action" JOIN "finding" ON "finding"."id" = "finding_id" ORDER BY "action"."id"`,
    );
  try {
    const now = await rows();
    while (await isApplied()) await source.undoLastMigration({ transaction: 'each' });
    const before = await rows();
    expect(before).toEqual(
      now.map((row) => ({ ...row, status: row['status'] === 'accepted' ? 'open' : 'done' })),
    );
    await source.runMigrations({ transaction: 'each' });
    const after = await rows();
    expect(after).toEqual(now);
    expect(
      new Set(after.map((row) => `${String(row['status'])} ${String(row['finding'])}`)),
    ).toEqual(new Set(['accepted open', 'implemented open', 'verified closed']));
    const history: Record<string, unknown>[] = await source.query(
      `SELECT "action_id" AS "id", "note" AS "plan", "to_status" AS "status" FROM "corrective_action_event" ORDER BY "action_id"`,
    );
    expect(history).toEqual(after.map(({ id, plan, status }) => ({ id, plan, status })));
  } finally {
    await source.destroy();
    await moa.close();
  }
});
