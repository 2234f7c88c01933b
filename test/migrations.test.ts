import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { getDataSourceToken } from '@nestjs/typeorm';
import { migrations } from '../migrations/index.js';
import { readSettings } from '../src/platform/config/settings.js';
import { writerOptions } from '../src/platform/db/database-options.js';
import { migrate, pendingMigrations } from '../src/platform/db/migrator.js';
import { startSourceProcess } from './support/source-process.js';
import { startTestApp, type TestApp } from './support/test-app.js';
import { aDatabase } from './support/test-database.js';

const names = migrations.map((migration) => migration.name);

describe('the migrations', () => {
  it('go up from nothing, all the way down, and up again', async () => {
    const database = await aDatabase();
    const settings = readSettings(database.environment);
    expect(await pendingMigrations(settings)).toBe(true);
    expect(await migrate(settings)).toEqual(names);
    expect(await pendingMigrations(settings)).toBe(false);
    expect(await migrate(settings)).toEqual([]);

    const source = await new DataSource({
      ...(writerOptions(settings) as DataSourceOptions),
      entities: [],
    }).initialize();
    const full = await tablesOf(source);
    while ((await tablesOf(source)).length > 1)
      await source.undoLastMigration({ transaction: 'each' });
    expect(await tablesOf(source)).toEqual(['migrations']);
    await source.runMigrations({ transaction: 'each' });
    expect(await tablesOf(source)).toEqual(full);
    await source.destroy();
    await database.drop();
  });

  it('are applied once when two processes start together', async () => {
    const database = await aDatabase();
    const processes = [1, 2].map(() =>
      startSourceProcess('migrate-in-child.ts', database.environment),
    );
    await Promise.all(processes.map((child) => once(child.stdout, 'data')));
    const applied = processes.map(async (child) => {
      child.stdin.write('go\n');
      const [count] = (await once(child.stdout, 'data')) as [Buffer];
      return Number(count);
    });
    expect((await Promise.all(applied)).sort()).toEqual([0, names.length]);
    await database.drop();
  });

  it('say in a sentence that the database cannot be opened', async () => {
    const nowhere =
      globalThis.MOA_TEST_ENGINE === 'postgres'
        ? 'postgres://moa:hush@127.0.0.1:1/moa'
        : 'sqlite:/dev/null/moa.db';
    const refused = migrate(readSettings({ DATABASE_URL: nowhere }));
    await expect(refused).rejects.toThrow(/^The database .* cannot be opened: /);
    await expect(refused).rejects.not.toThrow(/hush/);
  });
});

describe('the entities', () => {
  let moa: TestApp;
  let source: DataSource;
  beforeAll(async () => {
    moa = await startTestApp({ data: [] });
    source = moa.app.get<DataSource>(getDataSourceToken());
  });
  afterAll(() => moa.close());

  it('have a table each, with their columns and no others', async () => {
    const runner = source.createQueryRunner();
    for (const entity of source.entityMetadatas) {
      const table = await runner.getTable(entity.tableName);
      const inDatabase = table?.columns.map((column) =>
        describeColumn(column.name, column.isNullable && !column.isPrimary),
      );
      const inCode = entity.columns.map((column) =>
        describeColumn(column.databaseName, column.isNullable),
      );
      expect([entity.tableName, inDatabase?.sort()]).toEqual([entity.tableName, inCode.sort()]);
    }
    await runner.release();
  });

  it('can be read', async () => {
    for (const entity of source.entityMetadatas)
      expect(await source.manager.find(entity.target, { take: 1 })).toBeInstanceOf(Array);
  });

  it('leave no table of the migrations unused', async () => {
    const used = source.entityMetadatas.map((entity) => entity.tableName);
    expect(await tablesOf(source)).toEqual([...used, 'migrations'].sort());
  });
});

const describeColumn = (name: string, isNullable: boolean): string =>
  isNullable ? `${name}, may be null` : name;

async function tablesOf(source: DataSource): Promise<string[]> {
  const rows: { name: string }[] = await source.query(
    source.options.type === 'postgres'
      ? `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`
      : `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
  );
  return rows.map(({ name }) => name).sort();
}
