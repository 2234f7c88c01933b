import { type RequirementContent, requirementsFor, standardUnder } from './catalogue.rules.js';
import {
  isMeasurable,
  type Standard,
  STANDARD_KINDS,
  type StandardKind,
} from './standard.rules.js';
import { type Template, TEMPLATES } from './templates.rules.js';

/** A requirement of the catalogue, as it holds on a day. */
export interface CatalogueEntry {
  code: string;
  category: string;
  version: RequirementContent;
}

/** A requirement as one template asks it. */
export interface AssessedRequirement {
  entry: CatalogueEntry;
  standard: Standard;
}

/** What can and what cannot be measured of a template. */
export interface TemplateAssessment {
  template: Template;
  /** Every requirement that the template carries. */
  requirements: AssessedRequirement[];
  notMeasurable: AssessedRequirement[];
  /** How many of each kind of standard. */
  byKind: Record<StandardKind, number>;
  /** How many of the standards go beyond the text. */
  inferred: number;
}

/**
 * Which requirements cannot be measured, by template: what OIG-11-119 recommendation 8 asked for.
 * @param only one template; all of them if undefined
 */
export function assessTemplates(
  catalogue: readonly CatalogueEntry[],
  only?: string,
): TemplateAssessment[] {
  return TEMPLATES.filter(({ code }) => only === undefined || code === only).map((template) =>
    assessTemplate(catalogue, template),
  );
}

function assessTemplate(
  catalogue: readonly CatalogueEntry[],
  template: Template,
): TemplateAssessment {
  const carried = new Set(
    requirementsFor(
      catalogue.map(({ version }) => version),
      { template: template.code },
    ),
  );
  const requirements = catalogue
    .filter(({ version }) => carried.has(version))
    .map((entry) => ({ entry, standard: standardUnder(entry.version, template.code) }));
  const ofKind = (kind: StandardKind): number =>
    requirements.filter(({ standard }) => standard.kind === kind).length;
  return {
    template,
    requirements,
    notMeasurable: requirements.filter(({ standard }) => !isMeasurable(standard)),
    byKind: Object.fromEntries(STANDARD_KINDS.map((kind) => [kind, ofKind(kind)])) as Record<
      StandardKind,
      number
    >,
    inferred: requirements.filter(({ standard }) => standard.inference !== null).length,
  };
}
