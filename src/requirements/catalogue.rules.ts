import {
  isMeasurable,
  type Objection,
  objectionsToStandard,
  type Standard,
} from './standard.rules.js';
import { TEMPLATE_CODES, TEMPLATES } from './templates.rules.js';

/** Stands for every model, or every template, also one that comes later. */
export const ALL = 'all';

/** Some codes, or `all` alone. */
export type Codes = readonly string[];

/** What a template asks differently from the others. */
export interface Deviation {
  template: string;
  standard: Standard;
}

/** What a version of a requirement says. */
export interface RequirementContent {
  text: string;
  /** Where the MOAs have it: `JEM IV.C; WSO IV.C`. */
  clause: string;
  models: Codes;
  templates: Codes;
  standard: Standard;
  deviations: Deviation[];
  source: string;
}

type Reach = Pick<RequirementContent, 'models' | 'templates'>;
type Judged = Pick<RequirementContent, 'templates' | 'standard' | 'deviations'>;

export const covers = (codes: Codes, code: string): boolean =>
  codes.includes(ALL) || codes.includes(code);

/** The templates that carry a requirement, as far as templates are known. */
export const templatesOf = ({ templates }: Pick<Reach, 'templates'>): string[] =>
  TEMPLATE_CODES.filter((code) => covers(templates, code));

/**
 * The requirements that hold for an agreement. Where its template is not known, all that any text of its model carries.
 * @param of `template`: undefined or null when it is not known
 */
export function requirementsFor<Requirement extends Reach>(
  catalogue: readonly Requirement[],
  of: { model?: string | undefined; template?: string | null | undefined },
): Requirement[] {
  const { model, template } = of;
  return catalogue.filter(
    (requirement) =>
      (model === undefined || covers(requirement.models, model)) &&
      (template == null || covers(requirement.templates, template)),
  );
}

/** The standard that a template sets; null = whichever text it is, where that is not known. */
export const standardUnder = (
  { standard, deviations }: Pick<Judged, 'standard' | 'deviations'>,
  template: string | null,
): Standard =>
  deviations.find((deviation) => deviation.template === template)?.standard ?? standard;

/** Whether it can be measured under a template; undefined = under each that carries it. */
export function isMeasurableUnder(requirement: Judged, template: string | undefined): boolean {
  const asked = template === undefined ? templatesOf(requirement) : [template];
  return asked.every((code) => isMeasurable(standardUnder(requirement, code)));
}

/** What keeps a content from being a version of a requirement, by field. */
export function objectionsToContent(
  content: RequirementContent,
  knownModels: readonly string[],
): Objection[] {
  return [
    ...(['text', 'clause', 'source'] as const)
      .filter((field) => content[field] === '')
      .map((field) => ({ field, detail: `${field} is missing` })),
    ...objectionsToCodes('models', content.models, knownModels),
    ...objectionsToCodes('templates', content.templates, TEMPLATE_CODES),
    ...objectionsToReach(content),
    ...objectionsToStandard(content.standard),
    ...content.deviations.flatMap((deviation) => objectionsToDeviation(content, deviation)),
  ];
}

function objectionsToCodes(field: string, codes: Codes, known: readonly string[]): Objection[] {
  const detail = `${field} must be some of ${known.join(', ')}, or ${ALL} alone`;
  const isWhole = codes.length === 1 && codes[0] === ALL;
  const areKnown = codes.length > 0 && codes.every((code) => known.includes(code));
  return isWhole || areKnown ? [] : [{ field, detail }];
}

/** A text of a model that the requirement does not hold for would be a slip. */
function objectionsToReach({ models, templates }: Reach): Objection[] {
  return TEMPLATES.filter(
    ({ code, model }) => templates.includes(code) && !covers(models, model),
  ).map(({ code, model }) => ({
    field: 'models',
    detail: `models must hold ${model}, because templates hold ${code}`,
  }));
}

function objectionsToDeviation({ templates }: Reach, deviation: Deviation): Objection[] {
  const { template, standard } = deviation;
  const foreign = TEMPLATE_CODES.includes(template) && covers(templates, template);
  return [
    ...(foreign
      ? []
      : [{ field: 'deviations', detail: `deviations name ${template}, which templates do not` }]),
    ...objectionsToStandard(standard).map(({ detail }) => ({
      field: 'deviations',
      detail: `deviations, ${template}: ${detail}`,
    })),
  ];
}
