import type { AgreementStatus } from '../agreement-status.rules.js';
import type { AgreementEventKind } from '../agreement.entity.js';
import type { FieldName } from './fields.rules.js';

/** What follows, as the API and the address of a page name it: a status, or an event where the status stays as it is. */
export const TRANSITION_NAMES = [
  'active',
  'suspended',
  'under-notice',
  'notice-given',
  'notice-withdrawn',
  'terminated',
  'expired',
  'superseded',
  'model-changed',
  'amended',
  're-signed',
  'extended',
] as const;

export type TransitionName = (typeof TRANSITION_NAMES)[number];

/** A field that a transition asks for besides the day and the reason. */
export interface Asked {
  field: FieldName;
  isRequired: boolean;
  /** Only where the agreement's model asks for written notice before either side ends it. */
  onlyWithWrittenNotice?: true;
}

/** One way on from a status. */
export interface Transition {
  to: TransitionName;
  from: readonly AgreementStatus[];
  /** The status that follows; null = it stays. */
  status: AgreementStatus | null;
  event: AgreementEventKind;
  /** Whether a notice of termination must have been given, or must not; absent = either. */
  notice?: 'stands' | 'none';
  /** An end may be announced; whatever else is recorded has happened. */
  mayLieAhead: boolean;
  asks: readonly Asked[];
  words: {
    /** As a link and the page's title. */
    title: string;
    onLabel: string;
    button: string;
    follows: string;
  };
}
