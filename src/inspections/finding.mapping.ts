import type { FindingDetailResponse } from './finding.dto.js';
import type { FindingDetail } from './findings.service.js';

export function findingDetailResponse(detail: FindingDetail): FindingDetailResponse {
  const { finding, raisedBy, action, coverage, repeats } = detail;
  return {
    id: finding.id,
    number: finding.number,
    agreementId: finding.agreementId,
    kind: finding.kind,
    severity: finding.severity,
    side: finding.side,
    status: finding.status,
    requirementCode: finding.requirementCode,
    observation: finding.observation,
    reportedOn: raisedBy.reportedOn,
    actionDueOn: action?.dueOn ?? null,
    actionStatus: action?.status ?? null,
    repeatOf: finding.repeatDecision === 'confirmed' ? (repeats?.number ?? null) : null,
    actionId: action?.id ?? null,
    isRepeated: finding.isRepeated,
    isSample: finding.isSample,
    closedOn: finding.closedOn,
    closedReason: finding.closedReason,
    correctiveAction: action && {
      id: action.id,
      plan: action.plan,
      owner: action.owner,
      dueOn: action.dueOn,
      status: action.status,
      doneOn: action.doneOn,
      note: action.doneNote,
    },
    coveredBy: coverage.map(({ round, basis, visit, outcome }) => ({
      round,
      inspectionId: visit.id,
      number: visit.number,
      kind: visit.kind,
      startsOn: visit.startsOn,
      basis,
      outcome: outcome?.outcome ?? null,
      note: outcome?.note ?? null,
      effectiveOn: outcome?.effectiveOn ?? null,
    })),
  };
}
