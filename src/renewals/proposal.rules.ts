import type { Day } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';
import type { AgreementStatus } from '../registry/agreement-status.rules.js';
import { type Side, SIDES } from '../registry/life-cycle/fields.rules.js';
import type { Objection, TransitionRequest } from '../registry/life-cycle/objections.rules.js';
import type { TransitionName } from '../registry/life-cycle/transitions.rules.js';

export const DECISIONS = ['extend', 'modify', 'lapse', 'give-notice', 'terminate'] as const;
export type Decision = (typeof DECISIONS)[number];

/** What is to happen with an agreement once it is approved. */
export type DecisionTerms =
  | { decision: 'extend'; endsOn: Day }
  /** A partial termination is a change of the model. At least one of model and amendment is given. */
  | { decision: 'modify'; model: string | null; amendment: string | null; endsOn: Day | null }
  | { decision: 'lapse'; on: Day }
  | { decision: 'give-notice'; givenBy: Side; noticeEndsOn: Day; data: string | null }
  | { decision: 'terminate'; on: Day; exigency: string | null };

/** The fields of a decision, as the register's transitions name them. */
export const DECISION_FIELDS = [
  'endsOn',
  'model',
  'amendment',
  'on',
  'givenBy',
  'noticeEndsOn',
  'data',
  'exigency',
] as const;
export type DecisionField = (typeof DECISION_FIELDS)[number];

/** A decision as it was typed: of the fields only those of its kind count. */
export type TypedDecision = { decision: Decision } & Partial<
  Record<DecisionField, string | undefined>
>;

export interface TermsObjection {
  field: DecisionField | Objection['field'] | 'decision';
  detail: string;
}

/** The terms of a typed decision, or what is missing. What the register says against it, its life cycle knows. */
export function readTerms(typed: TypedDecision): DecisionTerms | TermsObjection[] {
  const textOf = (field: DecisionField): string | null => typed[field]?.trim() || null;
  const { decision } = typed;
  const on = textOf('on');
  const endsOn = textOf('endsOn');
  switch (decision) {
    case 'extend':
      return endsOn ? { decision, endsOn } : missing('endsOn', 'Say until when it is extended.');
    case 'modify': {
      const [model, amendment] = [textOf('model'), textOf('amendment')];
      if (model === null && amendment === null)
        return missing('amendment', 'Choose another model, or say what is amended.');
      if (endsOn !== null && amendment === null)
        return missing('amendment', 'Say what is amended, where the end moves with it.');
      return { decision, model, amendment, endsOn };
    }
    case 'lapse':
      return on ? { decision, on } : missing('on', 'Say on which day it lapses.');
    case 'give-notice': {
      const noticeEndsOn = textOf('noticeEndsOn');
      return noticeEndsOn
        ? {
            ...{ decision, noticeEndsOn, data: textOf('data') },
            givenBy: textOf('givenBy') === 'agency' ? 'agency' : 'ice',
          }
        : missing('noticeEndsOn', 'Say when the notice runs out.');
    }
    default:
      return on
        ? { decision: 'terminate', on, exigency: textOf('exigency') }
        : missing('on', 'Say from which day it is terminated.');
  }
}

const missing = (field: DecisionField, detail: string): TermsObjection[] => [{ field, detail }];

/** Why and by which review a decision is carried out. */
export interface DecisionBasis {
  reason: string;
  source: string;
}

/**
 * What the register has to record for a decision, in order.
 * @param today the day on which it is carried out: a notice is given and a change holds from then on
 */
export function transitionsFor(
  terms: DecisionTerms,
  status: AgreementStatus,
  basis: DecisionBasis,
  today: Day,
): TransitionRequest[] {
  switch (terms.decision) {
    case 'extend':
      return [{ ...basis, to: 'extended', on: today, endsOn: terms.endsOn }];
    case 'modify': {
      const { model, amendment, endsOn } = terms;
      return [
        ...(model ? [{ ...basis, to: 'model-changed', on: today, model }] : []),
        ...(amendment
          ? [
              {
                ...basis,
                to: 'amended',
                on: today,
                reason: `${amendment} ${basis.reason}`,
                ...(endsOn && { endsOn }),
              },
            ]
          : []),
      ];
    }
    case 'lapse':
      return [{ ...basis, to: 'expired', on: terms.on }];
    case 'give-notice': {
      const { givenBy, noticeEndsOn, data } = terms;
      const to = noticeFrom(status);
      return [{ ...basis, to, on: today, givenBy, noticeEndsOn, ...(data && { data }) }];
    }
    default: {
      const { on, exigency } = terms;
      return [{ ...basis, to: 'terminated', on, ...(exigency && { exigency }) }];
    }
  }
}

/** A suspended agreement under notice stays suspended. */
const noticeFrom = (status: AgreementStatus): TransitionName =>
  status === 'suspended' ? 'notice-given' : 'under-notice';

/**
 * The decisions that the register lets follow.
 * @param ways the names of the transitions that lead on from where the agreement stands, with their events
 */
export function openDecisions(ways: readonly { to: string; event: string }[]): Decision[] {
  const hasEvent = (event: string): boolean => ways.some((way) => way.event === event);
  const isOpen: Record<Decision, boolean> = {
    extend: hasEvent('extended'),
    modify: hasEvent('amended'),
    lapse: hasEvent('expired'),
    'give-notice': hasEvent('notice-given'),
    terminate: hasEvent('terminated'),
  };
  return DECISIONS.filter((decision) => isOpen[decision]);
}

/** What a decision says, in a sentence. */
export function termsWords(terms: DecisionTerms, modelName: (code: string) => string): string {
  switch (terms.decision) {
    case 'extend':
      return `Extend it to ${dayText(terms.endsOn)}.`;
    case 'modify':
      return [
        terms.model && `Change the model to ${modelName(terms.model)}.`,
        terms.amendment && `Amend it: ${terms.amendment}`,
        terms.endsOn && `It then ends on ${dayText(terms.endsOn)}.`,
      ]
        .filter(Boolean)
        .join(' ');
    case 'lapse':
      return `Let it lapse on ${dayText(terms.on)}.`;
    case 'give-notice':
      return `Give notice of termination by ${SIDES[terms.givenBy]}, running out on ${dayText(terms.noticeEndsOn)}.`;
    default:
      return `Terminate it from ${dayText(terms.on)}.`;
  }
}
