import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { OfficeAssignment } from '../offices/office.entity.js';
import type { Day } from '../platform/clock/calendar.js';
import { Agreement } from './agreement.entity.js';

/**
 * Limits a query to what concerns the agreements that a field office answered for on a day.
 * @param column the query's column that holds the agreement's id
 * @param officeId null = no limit
 * @param ownDay the query's expression for the day of the thing itself, where it has one: an inspection of the time in
 *   which the office answered stays its own, and everything goes with the agreement to the office that answers on `day`
 */
export function limitToOffice<Entity extends ObjectLiteral>(
  query: SelectQueryBuilder<Entity>,
  column: string,
  officeId: string | null,
  day: Day,
  ownDay?: string,
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
      .andWhere('scope.supersededAt IS NULL')
      .andWhere(`(${[':scopeDay', ...(ownDay ? [ownDay] : [])].map(holdsOn).join(' OR ')})`);
    return `EXISTS ${assigned.getQuery()}`;
  });
  query.setParameters({ scopeOffice: officeId, scopeDay: day });
}

const holdsOn = (day: string): string =>
  `(scope.holdsFrom <= ${day} AND (scope.holdsUntil IS NULL OR scope.holdsUntil > ${day}))`;
