import type {
  AgreementDetailResponse,
  AgreementResponse,
  HistoryResponse,
} from './agreement.dto.js';
import type { AgreementOnDay } from './agreements-on-day.js';
import type { AgreementDetail } from './agreements.service.js';

export function agreementResponse(agreement: AgreementOnDay): AgreementResponse {
  return {
    id: agreement.agreementId,
    agency: {
      id: agreement.agencyId,
      name: agreement.agencyName,
      state: agreement.state,
      county: agreement.county,
      type: agreement.agencyType,
    },
    model: agreement.model,
    modelBasis: agreement.modelBasis,
    status: agreement.status,
    signedOn: agreement.signedOn,
    effectiveOn: agreement.effectiveOn,
    endsOn: agreement.endsOn,
    endsOnBasis: agreement.endsOnBasis,
    fieldOffice: agreement.officeName,
    source: agreement.source,
  };
}

export function agreementDetailResponse(detail: AgreementDetail): AgreementDetailResponse {
  const { asOf, knownAt, agreement, history } = detail;
  return Object.assign(agreementResponse(agreement), {
    asOf,
    knownAt: knownAt ?? null,
    history: history.map(historyResponse),
  });
}

const historyResponse = (row: AgreementDetail['history'][number]): HistoryResponse => ({
  id: row.id,
  on: row.onDay,
  event: row.event,
  from: row.from,
  to: row.to,
  happenedAfter: row.happenedAfter,
  reason: row.reason,
  details: row.details,
  source: row.source,
  recordedAt: row.recordedAt,
  recordedBy: row.recordedBy,
  corrected: row.corrected.map((former) => ({
    id: former.id,
    on: former.onDay,
    event: former.event,
    reason: former.reason,
    source: former.source,
    recordedAt: former.recordedAt,
    recordedBy: former.recordedBy,
  })),
});
