import type { Day } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';
import type { AgreementFacts, Statement } from './evidence-facts.js';
import { against, neither } from './statement.rules.js';

/** What the register itself says: is it on the list, is it suspended, has its end passed? */
export function statusEvidence(facts: AgreementFacts, today: Day): Statement[] {
  return [...statusStatements(facts), ...endStatements(facts, today)];
}

function statusStatements({ status, agreementId }: AgreementFacts): Statement[] {
  const path = `/agreements/${agreementId}`;
  switch (status) {
    case 'absent':
      return [
        against('list', {
          short: 'absent from the official list',
          words: 'The latest official list does not show it, and nobody has said why.',
          path,
        }),
      ];
    case 'suspended':
      return [against('status', { short: 'suspended', words: 'It is suspended.', path })];
    case 'under-notice':
      return [
        against('status', {
          short: 'under notice',
          words: 'Notice of termination was given.',
          path,
        }),
      ];
    default:
      return [];
  }
}

/**
 * A passed end changes no status by itself (DOMAIN.md): so somebody has to be told of it. One that was inferred says
 * nothing of the agreement: no end date of 2012 is known.
 */
function endStatements({ agreementId, endsOn, endsOnBasis }: AgreementFacts, today: Day) {
  const path = `/agreements/${agreementId}`;
  if (endsOn === null)
    return [neither('end', { short: 'no end', words: 'It has no end: it runs on.', path })];
  const isInferred = endsOnBasis === 'inferred';
  const end = `${dayText(endsOn)}${isInferred ? ' (inferred)' : ''}`;
  if (endsOn >= today)
    return [neither('end', { short: `ends on ${end}`, words: `It ends on ${end}.`, path })];
  const said = {
    short: 'end passed without a decision',
    words: `Its end of ${end} has passed, and no decision is recorded.`,
    path,
  };
  return [isInferred ? neither('end', said) : against('end', said)];
}
