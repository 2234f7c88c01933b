import type { ProposalResponse, RenewalDetailResponse, RenewalResponse } from './renewal.dto.js';
import { indication, weighing } from './evidence.rules.js';
import { termsWords } from './proposal.rules.js';
import type { RenewalProposal } from './renewal.entity.js';
import type { ReviewDetail, ReviewRow } from './renewals.service.js';

type ModelName = (code: string) => string;

export function renewalResponse(row: ReviewRow, modelName: ModelName): RenewalResponse {
  const { review, agreement, evidence, proposal, owner } = row;
  return {
    id: review.id,
    number: review.number,
    agreementId: review.agreementId,
    agency: agreement.agencyName,
    state: agreement.state,
    fieldOffice: agreement.officeName,
    cause: review.cause,
    reason: review.reason,
    reviewState: review.state,
    openedOn: review.openedOn,
    dueOn: review.dueOn,
    endsOn: agreement.endsOn,
    owner,
    indication: indication(evidence),
    against: weighing(evidence, 'against').length,
    for: weighing(evidence, 'for').length,
    proposed: proposal && termsWords(proposal.terms, modelName),
    endedOn: review.endedOn,
    outcome: review.outcome,
  };
}

export function renewalDetailResponse(
  detail: ReviewDetail,
  modelName: ModelName,
): RenewalDetailResponse {
  return Object.assign(renewalResponse(detail, modelName), {
    evidence: detail.evidence.map(({ topic, weight, words, setting, isSample }) => ({
      topic,
      weight,
      words,
      setting,
      isSample,
    })),
    proposals: detail.proposals.map((proposal) => proposalResponse(proposal, modelName)),
  });
}

const proposalResponse = (proposal: RenewalProposal, modelName: ModelName): ProposalResponse => ({
  decision: proposal.terms.decision,
  words: termsWords(proposal.terms, modelName),
  reason: proposal.reason,
  state: proposal.state,
  proposedAt: proposal.proposedAt,
  proposedBy: proposal.proposedBy,
  answeredAt: proposal.answeredAt,
  answeredBy: proposal.answeredBy,
  answer: proposal.answer,
});
