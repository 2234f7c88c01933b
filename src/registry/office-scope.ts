import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { type DatedAssignment, seenUntil } from '../offices/assignment.rules.js';
import { OfficeAssignment } from '../offices/office.entity.js';
import type { Day } from '../platform/clock/calendar.js';
import { Agreement } from './agreement.entity.js';
import { holdsOn } from './agreements-on-day.js';

/**
 * Limits a query to what concerns the agreements that a field office answered for on a day. Who may see is what the
 * register says now, whatever it knew at the moment that is asked about.
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
      .andWhere(
        `(${[':scopeDay', ...(ownDay ? [ownDay] : [])].map((on) => holdsOn('scope', on)).join(' OR ')})`,
      );
    return `EXISTS ${assigned.getQuery()}`;
  });
  query.setParameters({ scopeOffice: officeId, scopeDay: day });
}

/**
 * Limits a query to the agencies that a field office answered for on a day, by the agency's own id: they are found once
 * and not for each row.
 * @param column the query's column that holds the agency's id
 * @param officeId null = no limit
 */
export function limitToAgenciesOf<Entity extends ObjectLiteral>(
  query: SelectQueryBuilder<Entity>,
  column: string,
  officeId: string | null,
  day: Day,
): void {
  if (officeId === null) return;
  const assigned = query
    .subQuery()
    .select('scope.agencyId')
    .from(OfficeAssignment, 'scope')
    .where('scope.officeId = :scopeOffice')
    .andWhere('scope.supersededAt IS NULL')
    .andWhere(holdsOn('scope', ':scopeDay'));
  query.andWhere(`${column} IN ${assigned.getQuery()}`, { scopeOffice: officeId, scopeDay: day });
}

/**
 * Which days of an agency a field office sees when it looks as of `asOf`: one that gave the agency away sees of it what
 * lies in its own time.
 * @param officeId null = no limit
 * @param assignments all of the agency's, as the register has them now
 */
export function seenDays(
  officeId: string | null,
  assignments: DatedAssignment[],
  asOf: Day,
  today: Day,
): (day: Day) => boolean {
  if (officeId === null) return () => true;
  const until = seenUntil(assignments, officeId, asOf, today);
  return (day) => until === null || (until !== undefined && day < until);
}
