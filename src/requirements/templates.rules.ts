import type { Day } from '../platform/clock/calendar.js';

/** A text of the MOA that was found. */
export interface Template {
  code: string;
  name: string;
  /** The program model whose agreements carry it. */
  model: string;
  /** The first day of signing for which it is known, or taken, to be the text. */
  signedFrom: Day;
  /** The first day for which that is not known any more; null = no later text was found. */
  signedUntil: Day | null;
  /** Why those days. */
  basis: string;
}

/** The day of the revision that the task force text of 2025 prints on itself. */
const REVISION_OF_2025: Day = '2025-02-12';

/** The texts behind data/requirements/moa-requirements.csv, oldest first. The days come from its column `source`. */
export const TEMPLATES: readonly Template[] = [
  {
    code: 'WSO 2019',
    name: 'Warrant service officer, text of 2019',
    model: 'WARRANT_SERVICE_OFFICER',
    signedFrom: '2019-01-01',
    signedUntil: REVISION_OF_2025,
    basis:
      'Inferred: only the year of this text is known, and no other was found until ICE revised a text on 12 Feb 2025.',
  },
  {
    code: 'JEM 2020',
    name: 'Jail enforcement, text of 2020',
    model: 'DETENTION',
    signedFrom: '2020-06-30',
    signedUntil: REVISION_OF_2025,
    basis:
      'Inferred: the oldest agreement found with this text is of 30 Jun 2020, and no other text was found until ICE revised one on 12 Feb 2025.',
  },
  {
    code: 'TFM 2025',
    name: 'Task force, text of 2025',
    model: 'TASK_FORCE',
    signedFrom: REVISION_OF_2025,
    signedUntil: null,
    basis: 'Inferred: the text says “Revised 02/12/2025”, and no later one was found.',
  },
  {
    code: 'WSO 2025',
    name: 'Warrant service officer, text of 2025',
    model: 'WARRANT_SERVICE_OFFICER',
    signedFrom: '2025-02-20',
    signedUntil: null,
    basis:
      'Inferred: the oldest agreement found with this text is of 20 Feb 2025, and no later text was found.',
  },
];

export const TEMPLATE_CODES = TEMPLATES.map(({ code }) => code);

/** Said where a text is missing that the register would need. */
export const MISSING_TEXTS =
  'The text of the 2009 template was not found, nor a text of the jail enforcement model of 2025.';

/** The template that an agreement falls under; null = not known. `why` says it in a sentence either way. */
export interface TemplateAnswer {
  template: Template | null;
  why: string;
}

/**
 * The template of an agreement, only as far as it is known.
 * @param signedOn the day on which it was signed; null when that is not known
 */
export function templateOf(model: string, signedOn: Day | null): TemplateAnswer {
  const ofModel = TEMPLATES.filter((template) => template.model === model);
  if (ofModel.length === 0)
    return { template: null, why: 'Not known: no text of this model was found.' };
  if (signedOn === null)
    return { template: null, why: 'Not known: the day of the signing is not on record.' };
  const template = ofModel.find(
    ({ signedFrom, signedUntil }) =>
      signedFrom <= signedOn && (signedUntil === null || signedOn < signedUntil),
  );
  return template
    ? { template, why: template.basis }
    : { template: null, why: 'Not known: no text of this model was found for its day of signing.' };
}
