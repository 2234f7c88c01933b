import { addDays, type Day } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';
import type { RenewalPolicy } from '../platform/config/policy.js';
import type { AgreementStatus } from '../registry/agreement-status.rules.js';

export const REVIEW_CAUSES = ['end', 'suspension', 'by-hand'] as const;
export type ReviewCause = (typeof REVIEW_CAUSES)[number];

type ReviewPolicy = Pick<RenewalPolicy, 'opensDaysBeforeEnd' | 'decideWithinDays'>;

/** An agreement as of today, as far as it gives cause for a review. */
export interface WatchedAgreement {
  agreementId: string;
  status: AgreementStatus;
  endsOn: Day | null;
  endsOnBasis: 'stated' | 'inferred' | null;
  /** The day since which it is suspended; null when it is not. */
  suspendedSince: Day | null;
}

/** Something for which there should be a review. */
export interface Cause {
  agreementId: string;
  cause: ReviewCause;
  key: string;
  dueOn: Day;
  reason: string;
}

export interface UndecidedReview {
  id: string;
  agreementId: string;
  cause: ReviewCause;
  causeKey: string;
}

export interface ReviewChanges<Review extends UndecidedReview> {
  open: Cause[];
  close: { review: Review; reason: string }[];
}

/** What an agreement is in when there is nothing left to decide. */
const ENDED: Partial<Record<AgreementStatus, string>> = {
  terminated: 'The agreement was terminated.',
  expired: 'The agreement expired.',
  superseded: 'Another agreement superseded it.',
  'left-list': 'The agreement left the official list.',
};

/** While an agreement is one of these, somebody may still decide whether to keep it. */
const UNDECIDED: readonly AgreementStatus[] = ['active', 'suspended', 'absent'];

export const hasEnded = (status: AgreementStatus): boolean => ENDED[status] !== undefined;

/**
 * What must change so that each agreement has exactly the reviews that its end and its suspension ask for.
 * @param agreements those with a cause and those with an undecided review, by id
 * @param decided `agreementId/key` of what was decided for good: it is not asked again
 */
export function reconcileReviews<Review extends UndecidedReview>(
  agreements: ReadonlyMap<string, WatchedAgreement>,
  undecided: readonly Review[],
  decided: ReadonlySet<string>,
  policy: ReviewPolicy,
  today: Day,
): ReviewChanges<Review> {
  const close = undecided.flatMap((review) => {
    const reason = whyClosed(review, agreements.get(review.agreementId));
    return reason ? [{ review, reason }] : [];
  });
  const gone = new Set(close.map(({ review }) => review.id));
  const kept = new Set(
    undecided
      .filter(({ id }) => !gone.has(id))
      .map(({ agreementId, cause }) => `${agreementId}/${cause}`),
  );
  const open = [...agreements.values()]
    .flatMap((agreement) => causesOf(agreement, policy, today))
    .filter(
      ({ agreementId, cause, key }) =>
        !kept.has(`${agreementId}/${cause}`) && !decided.has(`${agreementId}/${key}`),
    );
  return { open, close };
}

/** What gives cause to review an agreement today. Under notice the decision has been made. */
export function causesOf(agreement: WatchedAgreement, policy: ReviewPolicy, today: Day): Cause[] {
  const { agreementId, status, endsOn, suspendedSince } = agreement;
  if (!UNDECIDED.includes(status)) return [];
  const causes: Cause[] = [];
  // Setting `renewals.opensDaysBeforeEnd`; a passed end changes no status, so that it asks all the more.
  if (endsOn !== null && endsOn <= addDays(today, policy.opensDaysBeforeEnd))
    causes.push({
      agreementId,
      cause: 'end',
      key: endKey(endsOn),
      dueOn: endsOn,
      reason: endReason(agreement, endsOn, today),
    });
  if (suspendedSince !== null)
    causes.push({
      agreementId,
      cause: 'suspension',
      key: `suspension:${suspendedSince}`,
      dueOn: addDays(suspendedSince, policy.decideWithinDays),
      reason: `The agreement is suspended since ${dayText(suspendedSince)}.`,
    });
  return causes;
}

const endKey = (endsOn: Day): string => `end:${endsOn}`;

function endReason({ endsOnBasis }: WatchedAgreement, endsOn: Day, today: Day): string {
  const end = `${dayText(endsOn)}${endsOnBasis === 'inferred' ? ' (inferred)' : ''}`;
  return endsOn < today
    ? `The end of ${end} has passed, and no decision is recorded.`
    : `The agreement ends on ${end}.`;
}

/** Why a review is not needed any more; undefined while it is. */
function whyClosed(
  review: UndecidedReview,
  agreement: WatchedAgreement | undefined,
): string | undefined {
  if (!agreement) return 'The agreement is not in the register any more.';
  const ended = ENDED[agreement.status];
  if (ended) return ended;
  if (review.cause === 'by-hand') return undefined;
  if (agreement.status === 'under-notice') return 'Notice of termination was given.';
  if (review.cause === 'end') return whyEndIsSettled(review, agreement.endsOn);
  // While a list leaves it open whether the agreement still exists, nobody has vacated the suspension.
  if (agreement.suspendedSince === null)
    return agreement.status === 'absent' ? undefined : 'The suspension was vacated.';
  return review.causeKey === `suspension:${agreement.suspendedSince}`
    ? undefined
    : `The agreement was suspended anew on ${dayText(agreement.suspendedSince)}.`;
}

function whyEndIsSettled({ causeKey }: UndecidedReview, endsOn: Day | null): string | undefined {
  if (endsOn === null) return 'The agreement has no end any more.';
  return causeKey === endKey(endsOn) ? undefined : `The end moved to ${dayText(endsOn)}.`;
}

/** The first day of the suspension that holds: the latest run of suspended periods, oldest period first. */
export function suspendedSince(
  periods: readonly { status: AgreementStatus; holdsFrom: Day }[],
): Day | null {
  let since: Day | null = null;
  for (const { status, holdsFrom } of periods)
    since = status === 'suspended' ? (since ?? holdsFrom) : null;
  return since;
}
