import { statusText, type StatusCounts } from './ledger.rules.js';
import type { RecommendationDocument, RecommendationEvent } from './recommendation.entity.js';
import type { EvidenceRow } from './recommendation-evidence.service.js';
import type {
  LedgerResponse,
  RecommendationDetailResponse,
  RecommendationDocumentResponse,
  RecommendationEventResponse,
  RecommendationEvidenceResponse,
  RecommendationResponse,
  StatusCountsResponse,
} from './recommendation-response.dto.js';
import type { Ledger, LedgerItem, RecommendationDetail } from './recommendations.service.js';
import { stepsFrom } from './steps.rules.js';

export const ledgerResponse = ({
  asOf,
  reports,
  totals,
  earlier,
  items,
}: Ledger): LedgerResponse => ({
  asOf,
  reports: reports.map(({ report, ...counts }) =>
    Object.assign(countsResponse(counts), {
      number: report.number,
      title: report.title,
      issued: report.issued,
    }),
  ),
  totals: countsResponse(totals),
  earlier: countsResponse(earlier),
  items: items.map(recommendationResponse),
});

const countsResponse = (counts: StatusCounts): StatusCountsResponse => ({
  total: counts.total,
  closed: counts.closed,
  resolvedOpen: counts.resolvedOpen,
  unresolvedOpen: counts.unresolvedOpen,
  statusUnknown: counts.statusUnknown,
});

function recommendationResponse({
  recommendation,
  standing,
  clock,
}: LedgerItem): RecommendationResponse {
  return {
    id: recommendation.id,
    report: recommendation.reportNumber,
    number: recommendation.number,
    addressee: recommendation.addressee,
    text: recommendation.text,
    status: standing.status,
    statusText: statusText(standing),
    since: standing.since,
    isDayKnown: standing.isDayKnown,
    concurrence: standing.concurrence,
    correctiveActionPlan: standing.correctiveActionPlan,
    targetDate: standing.targetDate,
    responsibleParties: standing.responsibleParties,
    nextEvidence: standing.nextEvidence,
    responseClock: clock && {
      dueOn: clock.dueOn,
      answeredOn: clock.answeredOn,
      daysLeft: clock.daysLeft,
    },
  };
}

export const recommendationDetailResponse = (
  detail: RecommendationDetail,
  documents: readonly RecommendationDocument[],
  evidence: readonly EvidenceRow[],
): RecommendationDetailResponse =>
  Object.assign(recommendationResponse(detail), {
    steps: stepsFrom(detail.standing.status).map(({ name }) => name),
    history: detail.history.map(eventResponse),
    documents: documents.map(documentResponse),
    evidence: evidence.map(evidenceResponse),
  });

const eventResponse = (event: RecommendationEvent): RecommendationEventResponse => ({
  id: event.id,
  event: event.kind,
  on: event.onDay,
  isDayKnown: event.isDayKnown,
  concurrence: event.concurrence,
  correctiveActionPlan: event.correctiveActionPlan,
  targetDate: event.targetDate,
  responsibleParties: event.responsibleParties,
  response: event.response,
  analysis: event.analysis,
  nextEvidence: event.nextEvidence,
  reason: event.reason,
  source: event.source,
  recordedAt: event.recordedAt,
  recordedBy: event.recordedBy,
  retractedAt: event.retractedAt,
  retractedBy: event.retractedBy,
  retractedBecause: event.retractedBecause,
});

export const documentResponse = (
  document: RecommendationDocument,
): RecommendationDocumentResponse => ({
  id: document.id,
  title: document.title,
  sentOn: document.sentOn,
  sha256: document.sha256,
  byteCount: document.byteCount,
  fileName: document.fileName,
  mediaType: document.mediaType,
  uploadedAt: document.uploadedAt,
  uploadedBy: document.uploadedBy,
  withdrawnAt: document.withdrawnAt,
  withdrawnBy: document.withdrawnBy,
  withdrawnBecause: document.withdrawnBecause,
  contentPath: `/api/v1/recommendations/${document.recommendationId}/documents/${document.id}/content`,
});

const evidenceResponse = ({ link, finding }: EvidenceRow): RecommendationEvidenceResponse => ({
  id: link.id,
  findingId: link.findingId,
  finding: link.findingNumber,
  isThere: finding !== null,
  isSample: finding?.isSample ?? true,
  note: link.note,
  linkedAt: link.linkedAt,
  linkedBy: link.linkedBy,
});
