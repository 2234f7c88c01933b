import type { MeasurabilityResponse, TemplateReportResponse } from './measurability.dto.js';
import type { TemplateAssessment } from './measurability.rules.js';
import type { RequirementDetail, RequirementOnDay } from './catalogue.service.js';
import type {
  NewVersionRequest,
  RequirementDetailResponse,
  RequirementResponse,
  RequirementVersionResponse,
  StandardRequest,
  StandardResponse,
} from './requirement.dto.js';
import type { RequirementVersion } from './requirement.entity.js';
import type { NewVersion } from './requirement-versions.service.js';
import { isMeasurable, type Standard, standardWords } from './standard.rules.js';
import { MISSING_TEXTS } from './templates.rules.js';

function standardResponse(standard: Standard): StandardResponse {
  return {
    kind: standard.kind,
    isMeasurable: isMeasurable(standard),
    words: standardWords(standard),
    what: standard.what,
    per: standard.per,
    bound: standard.bound,
    amount: standard.amount,
    unit: standard.unit,
    weekends: standard.weekends,
    inference: standard.inference,
  };
}

function versionResponse(version: RequirementVersion): RequirementVersionResponse {
  return {
    holdsFrom: version.holdsFrom,
    holdsUntil: version.holdsUntil,
    text: version.text,
    clause: version.clause,
    models: [...version.models],
    templates: [...version.templates],
    standard: standardResponse(version.standard),
    deviations: version.deviations.map(({ template, standard }) => ({
      template,
      standard: standardResponse(standard),
    })),
    source: version.source,
    reason: version.reason,
    recordedAt: version.recordedAt,
    recordedBy: version.recordedBy,
  };
}

export function requirementResponse(row: RequirementOnDay): RequirementResponse {
  const { code, category, version } = row;
  return Object.assign(versionResponse(version), { code, category });
}

export function requirementDetailResponse(detail: RequirementDetail): RequirementDetailResponse {
  const versions = detail.versions.map(versionResponse);
  return Object.assign(requirementResponse(detail), { versions });
}

export function measurabilityResponse(
  asOf: string,
  assessments: readonly TemplateAssessment[],
): MeasurabilityResponse {
  return { asOf, templates: assessments.map(templateReport), notFound: MISSING_TEXTS };
}

function templateReport(assessment: TemplateAssessment): TemplateReportResponse {
  const { template, requirements, notMeasurable, byKind, inferred } = assessment;
  return {
    template: template.code,
    name: template.name,
    model: template.model,
    requirements: requirements.length,
    measurable: requirements.length - notMeasurable.length,
    measurableBy: {
      limit: byKind.limit,
      share: byKind.share,
      yesNo: byKind['yes-no'],
      document: byKind.document,
    },
    inferred,
    notMeasurable: notMeasurable.map(({ entry, standard }) => ({
      code: entry.code,
      category: entry.category,
      text: entry.version.text,
      clause: entry.version.clause,
      why: standard.what,
      standard: standardResponse(standard),
    })),
  };
}

export function newVersion(request: NewVersionRequest): NewVersion {
  return {
    holdsFrom: request.holdsFrom,
    text: request.text,
    clause: request.clause,
    models: request.models,
    templates: request.templates,
    standard: standardOf(request.standard),
    deviations: (request.deviations ?? []).map(({ template, standard }) => ({
      template,
      standard: standardOf(standard),
    })),
    source: request.source,
    reason: request.reason,
  };
}

const standardOf = (request: StandardRequest): Standard => ({
  kind: request.kind,
  what: request.what,
  per: request.per ?? null,
  bound: request.bound ?? null,
  amount: request.amount ?? null,
  unit: request.unit ?? null,
  weekends: request.weekends ?? null,
  inference: request.inference ?? null,
});
