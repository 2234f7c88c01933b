import type { ScheduledVisit } from '../workforce-consequences.js';
import type {
  ConcernedVisitResponse,
  PositionListResponse,
  PositionResponse,
} from './position.dto.js';
import type { PositionDetail, PositionRow } from './positions.service.js';

export const visitResponse = (visit: ScheduledVisit): ConcernedVisitResponse => ({
  id: visit.inspectionId,
  number: visit.number,
  agency: visit.agencyName,
  startsOn: visit.startsOn,
  endsOn: visit.endsOn,
});

export const positionSummary = (row: PositionRow): PositionListResponse['items'][number] => ({
  id: row.id,
  title: row.title,
  role: row.role,
  homeOffice: row.officeName,
  qualifications: row.qualifications,
  travelWeeksPerQuarter: row.travelWeeksPerQuarter,
  holder: row.holder && { id: row.holder.accountId, name: row.holder.name },
  leaveAhead: row.leaveAhead && {
    firstDay: row.leaveAhead.fromOn,
    lastDay: row.leaveAhead.untilOn,
  },
  sample: row.isSample,
});

export function positionResponse(detail: PositionDetail): PositionResponse {
  const { position, today } = detail;
  return {
    id: position.id,
    title: position.title,
    role: position.role,
    homeOffice: detail.officeName,
    qualifications: position.qualifications,
    travelWeeksPerQuarter: detail.travelWeeksPerQuarter,
    travelWeeksAreDefault: position.travelWeeksPerQuarter === null,
    establishedOn: position.establishedOn,
    abolishedOn: position.abolishedOn,
    holder: today?.holder ? { id: today.holder.accountId, name: today.holder.name } : null,
    holders: detail.holds.map(({ accountId, name, holdsFrom, holdsUntil }) => ({
      person: { id: accountId, name },
      from: holdsFrom,
      until: holdsUntil,
    })),
    concernedVisits: detail.concerned.map(visitResponse),
    sample: position.isSample,
    version: position.version,
  };
}
