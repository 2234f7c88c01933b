import type { EntityManager, EntityTarget, ObjectLiteral, QueryDeepPartialEntity } from 'typeorm';

/** Rows in one statement; SQLite allows 32,766 variables in one. */
const BATCH = 200;

/** Rows in one JSON text: some hundred kilobytes. */
const JSON_BATCH = 1000;

/**
 * Inserts rows that do not exist yet (`ON CONFLICT DO NOTHING` on any unique key), so that running twice does no harm.
 */
export async function insertOnce<Entity extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  rows: QueryDeepPartialEntity<Entity>[],
): Promise<void> {
  for (const batch of batchesOf(rows))
    await manager
      .createQueryBuilder()
      .insert()
      .into(entity)
      .values(batch)
      .orIgnore()
      .updateEntity(false)
      .execute();
}

/**
 * Inserts any number of rows: a batch goes to the database as one JSON text, which it takes apart itself. Binding each
 * value of thousands of rows takes the driver longer than the database needs for all of them.
 */
export async function insertAll<Entity extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  rows: QueryDeepPartialEntity<Entity>[],
): Promise<void> {
  const { metadata } = manager.getRepository(entity);
  const { driver } = manager.dataSource;
  const columns = metadata.columns.filter(
    (column) => column.isVersion || rows.some((row) => column.getEntityValue(row) !== undefined),
  );
  const isPostgres = driver.options.type === 'postgres';
  const values = columns.map((column, index) =>
    isPostgres
      ? `(item->>${index})::${driver.normalizeType(column)}`
      : `json_extract(value, '$[${index}]')`,
  );
  const names = columns.map(({ databaseName }) => `"${databaseName}"`);
  const source = isPostgres ? 'jsonb_array_elements($1::jsonb) AS item' : 'json_each(?)';
  const statement = `INSERT INTO "${metadata.tableName}" (${names.join(', ')}) SELECT ${values.join(', ')} FROM ${source}`;
  const stored = (row: ObjectLiteral): unknown[] =>
    columns.map((column) => {
      const value: unknown = column.getEntityValue(row);
      if (value === undefined) return column.isVersion ? 1 : null;
      const prepared: unknown = driver.preparePersistentValue(value, column);
      return prepared;
    });
  for (let start = 0; start < rows.length; start += JSON_BATCH)
    await manager.query(statement, [
      JSON.stringify(rows.slice(start, start + JSON_BATCH).map(stored)),
    ]);
}

function* batchesOf<Row>(rows: Row[]): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += BATCH) yield rows.slice(start, start + BATCH);
}
