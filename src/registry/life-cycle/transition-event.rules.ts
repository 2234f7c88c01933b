import type { NewEvent } from '../agreement-events.js';
import { FIELD_NAMES, type FieldName, lengthOf } from './fields.rules.js';
import type { TransitionRequest } from './objections.rules.js';
import type { Transition } from './transition.js';

/** What a transition states that has no column of its own. */
const DETAILS: readonly FieldName[] = FIELD_NAMES.filter(
  (name) => !['signedOn', 'endsOn', 'model'].includes(name),
);

export type EventFacts = Omit<NewEvent, 'agreementId' | 'recordedAt' | 'recordedBy'>;

/**
 * The event that records a transition to which nothing was objected.
 * @param recorder who records it: the source, where none was named
 * @param successorName of the agreement that replaces this one
 */
export function eventOf(
  transition: Transition,
  request: TransitionRequest,
  recorder: string,
  successorName?: string,
): EventFacts {
  const source = request.source?.trim() || `Recorded by ${recorder}`;
  const { on, endsOn } = request;
  return {
    onDay: on,
    event: transition.event,
    status: transition.status,
    reason: request.reason.trim(),
    source,
    details: detailsOf(request, successorName),
    ...(endsOn && { endsOn, endsOnBasis: 'stated' as const }),
    ...(transition.event === 'signed' && { signedOn: request.signedOn ?? null, effectiveOn: on }),
    ...(transition.to === 're-signed' && { signedOn: on }),
    ...(request.model && { model: request.model, modelBasis: source }),
  };
}

function detailsOf(
  request: TransitionRequest,
  successorName: string | undefined,
): Record<string, string> | null {
  const details = DETAILS.flatMap((name): [string, string][] => {
    const text = request[name]?.trim() ?? '';
    if (text === '') return [];
    return [[name, name === 'length' ? (lengthOf(text) ?? text) : text]];
  });
  if (successorName !== undefined) details.push(['successorName', successorName]);
  return details.length > 0 ? Object.fromEntries(details) : null;
}
