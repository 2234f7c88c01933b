import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { OfficeAssignment } from '../offices/office.entity.js';
import type { Day } from '../platform/clock/calendar.js';
import { Agreement } from './agreement.entity.js';

/**
 * Limits a query to what concerns the agreements that a field office answered for on a day.
 * @param column the query's column that holds the agreement's id
 * @param officeId null = no limit
 */
export function limitToOffice<Entity extends ObjectLiteral>(
  query: SelectQueryBuilder<Entity>,
  column: string,
  officeId: string | null,
  day: Day,
): void {
  if (officeId === null) return;
  query.andWhere((outer) => {
    const assigned = outer
      .subQuery()
      .select('1')
      .from(OfficeAssignment, 'scope')
      .innerJoin(Agreement, 'scoped', 'scoped.agencyId = scope.agencyId')
      .where(`scoped.id = ${column}`)
      .andWhere('scope.officeId = :scopeOffice')
      .andWhere('scope.holdsFrom <= :scopeDay')
      .andWhere('(scope.holdsUntil IS NULL OR scope.holdsUntil > :scopeDay)');
    return `EXISTS ${assigned.getQuery()}`;
  });
  query.setParameters({ scopeOffice: officeId, scopeDay: day });
}
