import type { EntityManager, EntityTarget, ObjectLiteral, QueryDeepPartialEntity } from 'typeorm';

/** Rows in one statement; SQLite allows 32,766 variables in one. */
const BATCH = 200;

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

/** Inserts any number of rows. */
export async function insertAll<Entity extends ObjectLiteral>(
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
      .updateEntity(false)
      .execute();
}

function* batchesOf<Row>(rows: Row[]): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += BATCH) yield rows.slice(start, start + BATCH);
}
