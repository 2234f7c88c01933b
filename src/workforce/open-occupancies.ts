import type { EntityManager } from 'typeorm';
import type { Day } from '../platform/clock/calendar.js';
import { Occupancy } from './position.entity.js';

/** The occupancies that hold on a day or later, of one account or all, the earliest first. */
export async function openOccupancies(
  manager: EntityManager,
  day: Day,
  accountId?: string,
): Promise<Occupancy[]> {
  const query = manager
    .createQueryBuilder(Occupancy, 'occupancy')
    .where('(occupancy.holdsUntil IS NULL OR occupancy.holdsUntil > :day)', { day })
    .andWhere('(occupancy.holdsUntil IS NULL OR occupancy.holdsUntil > occupancy.holdsFrom)');
  if (accountId !== undefined) query.andWhere('occupancy.accountId = :accountId', { accountId });
  return query.orderBy('occupancy.holdsFrom').addOrderBy('occupancy.id').getMany();
}
