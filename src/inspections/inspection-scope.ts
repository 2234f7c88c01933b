import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Day } from '../platform/clock/calendar.js';
import type { Viewer } from '../platform/http/viewer.js';
import { limitToOffice } from '../registry/office-scope.js';
import { Occupancy } from '../workforce/position.entity.js';
import { FindingCoverage } from './finding.entity.js';
import { Inspection, InspectionTeamMember } from './inspection.entity.js';

/**
 * Limits a query over `inspection` to what its viewer may see: a field office the visits of the agreements that it
 * answers for, today or on the day of the visit; an inspector the visits that they take part in.
 */
export function limitVisits<Entity extends ObjectLiteral>(
  query: SelectQueryBuilder<Entity>,
  viewer: Viewer,
  today: Day,
): void {
  limitToOffice(query, 'inspection.agreementId', viewer.officeId, today, DAY_OF_VISIT);
  if (viewer.scope === 'own-visits')
    query.andWhere(takesPartIn(query, 'inspection', viewer, today));
}

/**
 * The same for a query over `finding`, joined with the `inspection` that raised it. An inspector also sees what their
 * visits are to verify.
 */
export function limitFindings<Entity extends ObjectLiteral>(
  query: SelectQueryBuilder<Entity>,
  viewer: Viewer,
  today: Day,
): void {
  limitToOffice(query, 'finding.agreementId', viewer.officeId, today, DAY_OF_VISIT);
  // A draft is the inspection's own until its report is final.
  if (!viewer.permissions.has('checklist.read'))
    query.andWhere('finding.status <> :draft', { draft: 'draft' });
  if (viewer.scope !== 'own-visits') return;
  const verified = query
    .subQuery()
    .select('1')
    .from(FindingCoverage, 'own_coverage')
    .innerJoin(Inspection, 'verifying', 'verifying.id = own_coverage.inspectionId')
    .where('own_coverage.findingId = finding.id')
    .andWhere(takesPartIn(query, 'verifying', viewer, today));
  query.andWhere(
    `(${takesPartIn(query, 'inspection', viewer, today)} OR EXISTS ${verified.getQuery()})`,
  );
}

/** Limits a query over `inspection` to the visits that the viewer takes part in, whatever else they may see. */
export function limitToOwnVisits<Entity extends ObjectLiteral>(
  query: SelectQueryBuilder<Entity>,
  viewer: Viewer,
  today: Day,
): void {
  query.andWhere(takesPartIn(query, 'inspection', viewer, today));
}

/** What has no date yet belongs to the day by which it is due. */
const DAY_OF_VISIT = 'COALESCE(inspection.startsOn, inspection.dueOn)';

/** A condition: the viewer holds, on the day of the visit, a position on its team. */
function takesPartIn<Entity extends ObjectLiteral>(
  query: SelectQueryBuilder<Entity>,
  visit: string,
  viewer: Viewer,
  today: Day,
): string {
  const day = `COALESCE(${visit}.startsOn, :ownToday)`;
  const membership = query
    .subQuery()
    .select('1')
    .from(InspectionTeamMember, `${visit}_member`)
    .innerJoin(
      Occupancy,
      `${visit}_holder`,
      `${visit}_holder.positionId = ${visit}_member.positionId`,
    )
    .where(`${visit}_member.inspectionId = ${visit}.id`)
    .andWhere(`${visit}_holder.accountId = :ownAccount`)
    .andWhere(`${visit}_holder.holdsFrom <= ${day}`)
    .andWhere(`(${visit}_holder.holdsUntil IS NULL OR ${visit}_holder.holdsUntil > ${day})`);
  query.setParameters({ ownAccount: viewer.accountId, ownToday: today });
  return `EXISTS ${membership.getQuery()}`;
}
