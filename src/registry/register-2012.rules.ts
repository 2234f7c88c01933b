import { addMonths, type Day } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';
import { isInForce } from './agreement-status.rules.js';
import { type Leaving, leavingOf, type Listing, REASON_NOT_RECORDED } from './listing.rules.js';
import type { EventFacts } from './periods.rules.js';
import { standardTextDay } from './standard-text.rules.js';

/** The last day of the month of which the register of 2012 is: August, when OIG-12-130 counted. */
const REGISTER_ENDS_ON: Day = '2012-08-31';

/** An agreement of `data/register-2012/agreements.csv`. */
export interface RegisteredAgreement {
  /** The earliest model that is known, taken to hold from the signing. */
  model: string;
  modelBasis: string;
  signedOn: Day;
  moaFile: string;
  source: string;
}

/** An event with the interval in which it happened, its reason and where it is known from. */
export interface SourcedEvent extends EventFacts {
  happenedAfter: Day | null;
  reason: string | null;
  source: string;
}

const NOTHING = {
  status: null,
  model: null,
  modelBasis: null,
  signedOn: null,
  effectiveOn: null,
  endsOn: null,
  endsOnBasis: null,
  happenedAfter: null,
  reason: null,
} as const;

/**
 * The events of an agreement of 2012, oldest first: its signing, the standard text if that was signed later, what is
 * known otherwise (`events.csv`), and the leaving that the lists show unless an end is known otherwise: a list may be
 * stale, as that of 1 August 2012 was.
 * @param termMonths the term that is inferred, since no end date of 2012 is known (policy.yaml, `renewals`)
 */
export function eventsOfRegister(
  agreement: RegisteredAgreement,
  listings: readonly Listing[],
  known: readonly SourcedEvent[],
  termMonths: number,
): SourcedEvent[] {
  const textDay = standardTextDay(agreement.moaFile, REGISTER_ENDS_ON);
  const isEnded = known.some((event) => event.status !== null && !isInForce(event.status));
  const leaving = isEnded ? null : leavingOf(listings);
  const events = [
    signing(agreement, termMonths),
    ...(textDay && textDay > agreement.signedOn
      ? [amendment(agreement.moaFile, textDay, termMonths)]
      : []),
    ...known,
    ...(leaving ? [departure(leaving)] : []),
  ];
  return events.sort((a, b) => (a.onDay < b.onDay ? -1 : a.onDay > b.onDay ? 1 : 0));
}

/** An MOA takes effect on the day on which both parties have signed it; no other effective date of 2012 is known. */
function signing(agreement: RegisteredAgreement, termMonths: number): SourcedEvent {
  const { model, modelBasis, signedOn, source } = agreement;
  return {
    ...NOTHING,
    onDay: signedOn,
    event: 'signed',
    status: 'active',
    model,
    modelBasis,
    signedOn,
    effectiveOn: signedOn,
    endsOn: addMonths(signedOn, termMonths),
    endsOnBasis: 'inferred',
    source,
  };
}

/** Signing the standard text (most did on 15 October 2009) amends the same agreement; both dates are kept. */
function amendment(moaFile: string, textDay: Day, termMonths: number): SourcedEvent {
  return {
    ...NOTHING,
    onDay: textDay,
    event: 'amended',
    endsOn: addMonths(textDay, termMonths),
    endsOnBasis: 'inferred',
    reason: `Signed the standard text of ${dayText(textDay)}`,
    source: `The day in the name of the MOA's file, ${moaFile}`,
  };
}

function departure({ on, happenedAfter }: Leaving): SourcedEvent {
  return {
    ...NOTHING,
    onDay: on,
    event: 'left-list',
    status: 'left-list',
    happenedAfter,
    reason: REASON_NOT_RECORDED,
    source: `ICE's list of ${dayText(on)} is the first without it; the list of ${dayText(happenedAfter)} still shows it`,
  };
}
