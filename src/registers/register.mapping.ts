import { standardWords } from '../requirements/standard.rules.js';
import type { AgreementLimits } from './limits.service.js';
import type {
  AgreementLimitsResponse,
  RegisterEntryDetailResponse,
  RegisterEntryResponse,
} from './register.dto.js';
import { entryLabel, registerOf } from './registers.rules.js';
import type { EntryDetail, EntryRow } from './registers.service.js';

/** Said of a requirement for whose limit there are no facts. */
export const NO_REGISTER = 'No register holds this.';

export const entryResponse = ({ entry, agreement }: EntryRow): RegisterEntryResponse => ({
  id: entry.id,
  register: entry.register,
  label: entryLabel(registerOf(entry.register), entry.facts),
  agreement: {
    id: agreement.agreementId,
    agency: agreement.agencyName,
    state: agreement.state,
    model: agreement.model,
    fieldOffice: agreement.officeName,
  },
  facts: entry.facts,
  source: entry.source,
  sample: entry.isSample,
  recordedAt: entry.recordedAt,
  recordedBy: entry.recordedBy,
  withdrawn:
    entry.withdrawnAt === null
      ? null
      : {
          at: entry.withdrawnAt,
          by: entry.withdrawnBy ?? '',
          reason: entry.withdrawnBecause ?? '',
        },
  version: entry.version,
});

export const entryDetailResponse = (detail: EntryDetail): RegisterEntryDetailResponse =>
  Object.assign(entryResponse(detail), {
    corrections: detail.corrections.map((correction) => ({
      before: correction.factsBefore,
      after: correction.factsAfter,
      reason: correction.reason,
      correctedAt: correction.correctedAt,
      correctedBy: correction.correctedBy,
    })),
  });

export const limitsResponse = (
  { asOf, template, requirements, training }: AgreementLimits,
  annualTrainingMonths: number,
): AgreementLimitsResponse => ({
  asOf,
  template: template.code,
  templateBasis: template.why,
  requirements: requirements.map(({ requirement, standard, source, limits }) => ({
    code: requirement.code,
    standard: standardWords(standard),
    register: source?.register ?? null,
    reason: source?.reason ?? NO_REGISTER,
    limits: limits.map((limit) => ({
      subject: limit.subject,
      entryId: limit.entryId,
      from: limit.from,
      until: limit.until,
      dueOn: limit.dueOn,
      status: limit.status,
      note: limit.note ?? null,
      sample: limit.isSample,
    })),
  })),
  annualTrainingMonths,
  annualTraining: training.map(({ isSample, ...officer }) => ({ ...officer, sample: isSample })),
});
