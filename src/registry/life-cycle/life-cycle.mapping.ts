import { FIELDS } from './fields.rules.js';
import type { AskedFieldResponse, TransitionsResponse } from './life-cycle.dto.js';
import type { LifeCycleFacts } from './life-cycle-facts.rules.js';
import type { Ways } from './life-cycle.service.js';
import { isAsked } from './objections.rules.js';
import type { Transition } from './transition.js';

export const transitionsResponse = ({ facts, transitions }: Ways): TransitionsResponse => ({
  status: facts.status,
  noticeGivenOn: facts.notice?.givenOn ?? null,
  transitions: transitions.map((transition) => ({
    to: transition.to,
    title: transition.words.title,
    follows: transition.words.follows,
    event: transition.event,
    status: transition.status,
    mayLieAhead: transition.mayLieAhead,
    asks: askedFields(transition, facts),
  })),
});

/** What a transition asks of this agreement, in the order of its form. */
export const askedFields = (transition: Transition, facts: LifeCycleFacts): AskedFieldResponse[] =>
  transition.asks
    .filter((asked) => isAsked(asked, facts))
    .map(({ field, isRequired }) => {
      const { label, hint, kind } = FIELDS[field];
      return { field, label, hint: hint ?? null, kind, isRequired };
    });
