import type { SelectQueryBuilder } from 'typeorm';
import type { Day } from '../platform/clock/calendar.js';
import { Agency, Agreement, AgreementPeriod } from '../registry/agreement.entity.js';
import type { RenewalReview, ReviewState } from './renewal.entity.js';
import type { ReviewCause } from './review.rules.js';

/** Still to be decided. */
export const isOpenNow = (state: ReviewState): boolean => state === 'open' || state === 'proposed';

/** What a list of reviews is narrowed to; every value is one that exists. */
export interface ReviewFilter {
  id?: string | undefined;
  number?: string | undefined;
  agreementId?: string | undefined;
  /** Two-letter code of the agency's state. */
  state?: string | undefined;
  officeId?: string | undefined;
  cause?: ReviewCause | undefined;
  /** A state, or `undecided` for open and proposed. */
  reviewState?: ReviewState | 'undecided' | undefined;
}

/** Joins `agreement`, `agency` and the `period` that holds on a day, and narrows a query over `review`. */
export function joinAgreement(
  query: SelectQueryBuilder<RenewalReview>,
  day: Day,
  filter: ReviewFilter,
): void {
  query
    .innerJoin(Agreement, 'agreement', 'agreement.id = review.agreementId')
    .innerJoin(Agency, 'agency', 'agency.id = agreement.agencyId')
    .innerJoin(
      AgreementPeriod,
      'period',
      'period.agreementId = review.agreementId AND period.recordedUntil IS NULL AND period.holdsFrom <= :day AND (period.holdsUntil IS NULL OR period.holdsUntil > :day)',
      { day },
    )
    .where('1 = 1');
  const { id, number, agreementId, state, cause, reviewState } = filter;
  if (id) query.andWhere('review.id = :id', { id });
  if (number) query.andWhere('review.number = :number', { number });
  if (agreementId) query.andWhere('review.agreementId = :agreementId', { agreementId });
  if (state) query.andWhere('agency.state = :agencyState', { agencyState: state });
  if (cause) query.andWhere('review.cause = :cause', { cause });
  if (reviewState)
    query.andWhere('review.state IN (:...reviewStates)', {
      reviewStates: reviewState === 'undecided' ? ['open', 'proposed'] : [reviewState],
    });
}
