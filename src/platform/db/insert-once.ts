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
  const columns = metadata.columns.filter(
    (column) => column.isVersion || rows.some((row) => column.getEntityValue(row) !== undefined),
  );
  const names = columns.map(({ databaseName }) => `"${databaseName}"`).join(', ');
  const target = `INTO "${metadata.tableName}" (${names})`;
  const { source, valueOf } = jsonRows(manager);
  const values = columns.map(valueOf).join(', ');
  const select = `SELECT ${values} FROM ${source}`;
  const statement =
    manager.dataSource.driver.options.type === 'postgres'
      ? `INSERT ${target} ${select}${isPresentKept ? ' ON CONFLICT DO NOTHING' : ''}`
      : `INSERT ${isPresentKept ? 'OR IGNORE ' : ''}${target} ${select}`;
  await inBatches(manager, statement, columns, rows);
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
  const given = metadata.columns.filter(
    (column) => !column.isPrimary && rows.some((row) => column.getEntityValue(row) !== undefined),
  );
  const [id] = metadata.primaryColumns;
  if (!id) throw new Error(`${metadata.tableName} has no id`);
  const { source, valueOf } = jsonRows(manager);
  const assignments = given.map(
    (column, index) => `"${column.databaseName}" = ${valueOf(column, index + 1)}`,
  );
  const statement = `UPDATE "${metadata.tableName}" SET ${assignments.join(', ')} FROM ${source} WHERE "${metadata.tableName}"."${id.databaseName}" = ${valueOf(id, 0)}`;
  await inBatches(manager, statement, [id, ...given], rows);
}

type ColumnMetadata = EntityMetadata['columns'][number];

/** Rows that come as one JSON text, an array of arrays, and how a statement asks for a value of one. */
function jsonRows({ dataSource: { driver } }: EntityManager): {
  source: string;
  valueOf: (column: ColumnMetadata, index: number) => string;
} {
  return driver.options.type === 'postgres'
    ? {
        source: 'jsonb_array_elements($1::jsonb) AS item',
        valueOf: (column, index) => `(item.value->>${index})::${driver.normalizeType(column)}`,
      }
    : {
        source: 'json_each(?) AS item',
        valueOf: (_, index) => `json_extract(item.value, '$[${index}]')`,
      };
}

async function inBatches(
  manager: EntityManager,
  statement: string,
  columns: readonly ColumnMetadata[],
  rows: readonly ObjectLiteral[],
): Promise<void> {
  const stored = (row: ObjectLiteral): unknown[] =>
    columns.map((column) => storedValue(manager, column, row));
  for (let start = 0; start < rows.length; start += BATCH)
    await manager.query(statement, [JSON.stringify(rows.slice(start, start + BATCH).map(stored))]);
}

/** As the driver would bind it; a version that is not given begins at 1. */
function storedValue(
  { dataSource }: EntityManager,
  column: ColumnMetadata,
  row: ObjectLiteral,
): unknown {
  const value: unknown = column.getEntityValue(row);
  if (value === undefined) return column.isVersion ? 1 : null;
  return dataSource.driver.preparePersistentValue(value, column) as unknown;
}
