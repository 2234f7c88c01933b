import type { Finding } from './finding.entity.js';
import type {
  FindingReferenceResponse,
  InspectionDetailResponse,
  InspectionResponse,
} from './inspection.dto.js';
import type { YearItem } from './inspection-year.service.js';
import type { InspectionDetail } from './inspections.service.js';

export function itemResponse(item: YearItem): InspectionResponse {
  const { agreement } = item;
  return {
    id: item.id,
    number: item.number,
    kind: item.kind,
    agreementId: agreement.agreementId,
    agency: { id: agreement.agencyId, name: agreement.agencyName, state: agreement.state },
    model: agreement.model,
    fieldOffice: agreement.officeName,
    dueOn: item.dueOn,
    startsOn: item.startsOn,
    endsOn: item.endsOn,
    status: item.status,
    team: item.team,
    findings: item.findings,
    reason: item.reason,
    isSample: item.isSample,
  };
}

export function detailResponse(detail: InspectionDetail): InspectionDetailResponse {
  const { inspection, agreement, team, covers, raised, events } = detail;
  const item = itemResponse({
    id: inspection.id,
    number: inspection.number,
    kind: inspection.kind,
    dueOn: inspection.dueOn,
    startsOn: inspection.startsOn,
    endsOn: inspection.endsOn,
    status: inspection.status,
    reason: inspection.reason,
    isSample: inspection.isSample,
    agreement,
    team,
    findings: covers,
  });
  return Object.assign(item, {
    fiscalYear: inspection.fiscalYear,
    reportedOn: inspection.reportedOn,
    raised: raised.map(findingReference),
    history: events.map(({ event, onDay, from, to, reason, recordedAt, recordedBy }) => ({
      event,
      on: onDay,
      from,
      to,
      reason,
      recordedAt,
      recordedBy,
    })),
  });
}

const findingReference = ({ id, number, severity, status }: Finding): FindingReferenceResponse => ({
  id,
  number,
  severity,
  status,
});
