import type {
  EntityManager,
  EntityMetadata,
  EntityTarget,
  ObjectLiteral,
  QueryDeepPartialEntity,
} from 'typeorm';

/** Rows in one statement: some hundred kilobytes. */
const BATCH = 1000;

/**
 * Inserts rows that do not exist yet (`ON CONFLICT DO NOTHING` on any unique key), so that running twice does no harm.
 */
export const insertOnce = <Entity extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  rows: QueryDeepPartialEntity<Entity>[],
): Promise<void> => insert(manager, entity, rows, { isPresentKept: true });

/** Inserts any number of rows. */
export const insertAll = <Entity extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  rows: QueryDeepPartialEntity<Entity>[],
): Promise<void> => insert(manager, entity, rows, { isPresentKept: false });

/**
 * A batch goes to the database as one JSON text, which it takes apart itself: binding each value of thousands of rows
 * takes the driver longer than the database needs for all of them.
 */
async function insert<Entity extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  rows: QueryDeepPartialEntity<Entity>[],
  { isPresentKept }: { isPresentKept: boolean },
): Promise<void> {
  const { metadata } = manager.getRepository(entity);
  const { driver } = manager.dataSource;
  const columns = metadata.columns.filter(
    (column) => column.isVersion || rows.some((row) => column.getEntityValue(row) !== undefined),
  );
  const names = columns.map(({ databaseName }) => `"${databaseName}"`).join(', ');
  const target = `INTO "${metadata.tableName}" (${names})`;
  const statement =
    driver.options.type === 'postgres'
      ? `INSERT ${target} SELECT ${columns
          .map((column, index) => `(item->>${index})::${driver.normalizeType(column)}`)
          .join(
            ', ',
          )} FROM jsonb_array_elements($1::jsonb) AS item${isPresentKept ? ' ON CONFLICT DO NOTHING' : ''}`
      : `INSERT ${isPresentKept ? 'OR IGNORE ' : ''}${target} SELECT ${columns
          .map((_, index) => `json_extract(value, '$[${index}]')`)
          .join(', ')} FROM json_each(?)`;
  const stored = (row: ObjectLiteral): unknown[] =>
    columns.map((column) => storedValue(manager, column, row));
  for (let start = 0; start < rows.length; start += BATCH)
    await manager.query(statement, [JSON.stringify(rows.slice(start, start + BATCH).map(stored))]);
}

/**
 * Gives each row, found by its id, values of its own: thousands of edits in a few statements. It guards no version: for
 * rows that the caller's unit of work has to itself.
 * @param rows the id, and the same columns in every row
 */
export async function updateEach<Entity extends ObjectLiteral & { id: string }>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  rows: ({ id: string } & QueryDeepPartialEntity<Entity>)[],
): Promise<void> {
  const { metadata } = manager.getRepository(entity);
  const { driver } = manager.dataSource;
  const given = metadata.columns.filter(
    (column) => !column.isPrimary && rows.some((row) => column.getEntityValue(row) !== undefined),
  );
  const id = metadata.columns.find(({ propertyName }) => propertyName === 'id');
  if (!id) throw new Error(`${metadata.tableName} has no id`);
  const columns = [id, ...given];
  const isPostgres = driver.options.type === 'postgres';
  const value = (index: number): string => {
    const column = columns[index] ?? id;
    return isPostgres
      ? `(item.value->>${index})::${driver.normalizeType(column)}`
      : `json_extract(item.value, '$[${index}]')`;
  };
  const assignments = given.map(
    ({ databaseName }, index) => `"${databaseName}" = ${value(index + 1)}`,
  );
  const source = isPostgres ? 'jsonb_array_elements($1::jsonb)' : 'json_each(?)';
  const statement = `UPDATE "${metadata.tableName}" SET ${assignments.join(', ')} FROM ${source} AS item WHERE "${metadata.tableName}"."${id.databaseName}" = ${value(0)}`;
  for (let start = 0; start < rows.length; start += BATCH)
    await manager.query(statement, [
      JSON.stringify(
        rows
          .slice(start, start + BATCH)
          .map((row) => columns.map((column) => storedValue(manager, column, row))),
      ),
    ]);
}

/** As the driver would bind it; a version that is not given begins at 1. */
function storedValue(
  { dataSource }: EntityManager,
  column: EntityMetadata['columns'][number],
  row: ObjectLiteral,
): unknown {
  const value: unknown = column.getEntityValue(row);
  if (value === undefined) return column.isVersion ? 1 : null;
  return dataSource.driver.preparePersistentValue(value, column) as unknown;
}
