import { expect, it } from '@jest/globals';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { Workforce1760000000016 } from '../migrations/0016-workforce.js';
import { writerOptions } from '../src/platform/db/database-options.js';
import { startTestApp } from './support/test-app.js';

it('positions of before keep their holders, who have what these asked for from their first day on', async () => {
  const moa = await startTestApp();
  const source = await new DataSource({
    ...(writerOptions(moa.settings) as DataSourceOptions),
    entities: [],
  }).initialize();
  const name = new Workforce1760000000016().name;
  const rows = (statement: string): Promise<Record<string, unknown>[]> => source.query(statement);
  const isApplied = async (): Promise<boolean> =>
    (await rows('SELECT "name" FROM "migrations"')).some((row) => row['name'] === name);
  const holders = `SELECT "position_id", "account_id", "holds_from", "holds_until" FROM "occupancy" ORDER BY "id"`;
  try {
    const now = await rows(holders);
    while (await isApplied()) await source.undoLastMigration({ transaction: 'each' });
    expect(await rows(holders)).toEqual(now);
    // One held a second position earlier, before the program began.
    const [first] = now;
    const asked = await rows(
      `SELECT "id" FROM "position" WHERE "title" IN ('Inspector 10', 'Team leader 1') ORDER BY "title"`,
    );
    await rows(
      `INSERT INTO "occupancy" ("id", "position_id", "account_id", "holds_from", "holds_until")
        VALUES ('00000000-0000-7000-8000-000000000001', '${String(asked[0]?.['id'])}', '${String(first?.['account_id'])}', '2001-01-01', '2002-01-01')`,
    );
    await source.runMigrations({ transaction: 'each' });
    const positions = await rows(
      `SELECT "title", "established_on", "abolished_on", "version" FROM "position" ORDER BY "title"`,
    );
    expect(positions).toHaveLength(14);
    for (const position of positions)
      expect(position).toMatchObject({
        established_on: position['title'] === 'Inspector 10' ? '2001-01-01' : '2002-07-02',
        abolished_on: null,
        version: 1,
      });
    const qualifications = await rows(
      `SELECT "title", "model", "qualification"."holds_from", "basis" FROM "qualification"
        JOIN "occupancy" ON "occupancy"."account_id" = "qualification"."account_id" AND "occupancy"."holds_until" IS NULL
        JOIN "position" ON "position"."id" = "position_id" ORDER BY "title", "model"`,
    );
    const of = (title: string): unknown[] =>
      qualifications
        .filter((row) => row['title'] === title)
        .map((row) => [row['model'], row['holds_from'], row['basis']]);
    expect(of('Inspector 2')).toEqual([['DETENTION', '2002-07-02', 'sample']]);
    expect(of('Inspector 7')).toEqual([
      ['DETENTION', '2002-07-02', 'sample'],
      ['TASK_FORCE', '2002-07-02', 'sample'],
    ]);
    const earlier = qualifications.filter((row) => row['holds_from'] === '2001-01-01');
    expect(earlier.map((row) => row['model'])).toEqual(['TASK_FORCE']);
  } finally {
    await source.destroy();
    await moa.close();
  }
});
