import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AgreementStatus } from '../registry/agreement-status.rules.js';
import { AGREEMENT_STATUSES } from '../registry/agreement-status.rules.js';
import {
  causesOf,
  reconcileReviews,
  suspendedSince,
  type UndecidedReview,
  type WatchedAgreement,
} from './review.rules.js';

const TODAY = '2012-09-26';
const POLICY = { opensDaysBeforeEnd: 180, decideWithinDays: 90 };

const anAgreement = (given: Partial<WatchedAgreement> = {}): WatchedAgreement => ({
  agreementId: 'a',
  status: 'active',
  endsOn: '2012-10-15',
  endsOnBasis: 'stated',
  suspendedSince: null,
  ...given,
});

const aReview = (given: Partial<UndecidedReview> = {}): UndecidedReview => ({
  id: 'r',
  agreementId: 'a',
  cause: 'end',
  causeKey: 'end:2012-10-15',
  ...given,
});

const reconcile = (
  agreement: WatchedAgreement | undefined,
  reviews: UndecidedReview[] = [],
  decided: string[] = [],
) =>
  reconcileReviews(
    new Map(agreement ? [[agreement.agreementId, agreement]] : []),
    reviews,
    new Set(decided),
    POLICY,
    TODAY,
  );

describe('what gives cause for a review', () => {
  it.each([
    ['2013-03-25', 1],
    ['2013-03-26', 0],
    ['2012-09-25', 1],
    ['2009-01-01', 1],
    [null, 0],
  ])('an end on %s: %d', (endsOn, count) => {
    expect(causesOf(anAgreement({ endsOn }), POLICY, TODAY)).toHaveLength(count);
  });

  it('is told in a sentence, with how the end is known', () => {
    const reason = (given: Partial<WatchedAgreement>) =>
      causesOf(anAgreement(given), POLICY, TODAY).map((cause) => cause.reason);
    expect(reason({ endsOnBasis: 'inferred' })).toEqual([
      'The agreement ends on 15 Oct 2012 (inferred).',
    ]);
    expect(reason({ endsOn: '2012-09-01' })).toEqual([
      'The end of 1 Sep 2012 has passed, and no decision is recorded.',
    ]);
  });

  it('is a suspension as well, due by its own day', () => {
    const causes = causesOf(
      anAgreement({ status: 'suspended', suspendedSince: '2012-09-01' }),
      POLICY,
      TODAY,
    );
    expect(causes.map(({ cause, dueOn }) => [cause, dueOn])).toEqual([
      ['end', '2012-10-15'],
      ['suspension', '2012-11-30'],
    ]);
  });

  it.each(['under-notice', 'terminated', 'expired', 'superseded', 'left-list', 'pending'] as const)(
    'is nothing any more for one that is %s',
    (status) => {
      expect(causesOf(anAgreement({ status }), POLICY, TODAY)).toEqual([]);
    },
  );
});

describe('the reviews', () => {
  it('are opened once', () => {
    expect(reconcile(anAgreement()).open).toHaveLength(1);
    expect(reconcile(anAgreement(), [aReview()])).toEqual({ open: [], close: [] });
    expect(reconcile(anAgreement(), [], ['a/end:2012-10-15']).open).toEqual([]);
  });

  it.each<[Partial<WatchedAgreement>, string]>([
    [{ endsOn: '2015-10-15' }, 'The end moved to 15 Oct 2015.'],
    [{ endsOn: null }, 'The agreement has no end any more.'],
    [{ status: 'terminated' }, 'The agreement was terminated.'],
    [{ status: 'expired' }, 'The agreement expired.'],
    [{ status: 'superseded' }, 'Another agreement superseded it.'],
    [{ status: 'left-list' }, 'The agreement left the official list.'],
    [{ status: 'under-notice' }, 'Notice of termination was given.'],
  ])('of an end are closed when %j: %s', (given, reason) => {
    expect(reconcile(anAgreement(given), [aReview()])).toEqual({
      open: [],
      close: [{ review: aReview(), reason }],
    });
  });

  it('of an end that moved by little are closed, and one of the new end opens', () => {
    const { open, close } = reconcile(anAgreement({ endsOn: '2012-11-15' }), [aReview()]);
    expect(close).toHaveLength(1);
    expect(open.map(({ key }) => key)).toEqual(['end:2012-11-15']);
  });

  it('of a suspension are closed when it is vacated, not while a list leaves it open', () => {
    const review = aReview({ cause: 'suspension', causeKey: 'suspension:2012-09-01' });
    const after = (given: Partial<WatchedAgreement>) =>
      reconcile(anAgreement({ endsOn: null, ...given }), [review]).close.map(
        ({ reason }) => reason,
      );
    expect(after({})).toEqual(['The suspension was vacated.']);
    expect(after({ status: 'absent' })).toEqual([]);
    expect(after({ status: 'suspended', suspendedSince: '2012-09-01' })).toEqual([]);
    expect(after({ status: 'suspended', suspendedSince: '2012-09-20' })).toEqual([
      'The agreement was suspended anew on 20 Sep 2012.',
    ]);
  });

  it('by hand stay until somebody decides or the agreement ends', () => {
    const review = aReview({ cause: 'by-hand', causeKey: 'by-hand:1' });
    expect(reconcile(anAgreement({ endsOn: null }), [review]).close).toEqual([]);
    expect(reconcile(anAgreement({ status: 'under-notice' }), [review]).close).toEqual([]);
    expect(reconcile(undefined, [review]).close).toHaveLength(1);
  });

  it('are what the rules ask for after one run, whatever they were before', () => {
    const day = fc.constantFrom(null, '2012-08-01', '2012-10-15', '2013-01-15', '2014-01-15');
    const agreement = fc.record({
      agreementId: fc.constantFrom('a', 'b', 'c'),
      status: fc.constantFrom(...AGREEMENT_STATUSES),
      endsOn: day,
      endsOnBasis: fc.constant('stated' as const),
    });
    const before = fc.uniqueArray(
      fc.record({
        agreementId: fc.constantFrom('a', 'b', 'c'),
        cause: fc.constantFrom('end' as const, 'suspension' as const),
        causeKey: fc.constantFrom('end:2012-10-15', 'end:2013-01-15', 'suspension:2012-09-01'),
      }),
      { selector: ({ agreementId, cause }) => `${agreementId}/${cause}` },
    );
    fc.assert(
      fc.property(fc.array(agreement), before, (agreements, reviews) => {
        const watched = new Map(
          agreements.map((one) => [
            one.agreementId,
            { ...one, suspendedSince: one.status === 'suspended' ? '2012-09-01' : null },
          ]),
        );
        const present = reviews.map((review, index) => ({ ...review, id: String(index) }));
        const { open, close } = reconcileReviews(watched, present, new Set(), POLICY, TODAY);
        const closed = new Set(close.map(({ review }) => review.id));
        const after = [
          ...present.filter(({ id }) => !closed.has(id)),
          ...open.map(({ agreementId, cause, key }) => ({
            ...{ id: key, agreementId, cause, causeKey: key },
          })),
        ];
        expect(new Set(after.map(({ agreementId, cause }) => `${agreementId}/${cause}`)).size).toBe(
          after.length,
        );
        expect(reconcileReviews(watched, after, new Set(), POLICY, TODAY)).toEqual({
          open: [],
          close: [],
        });
      }),
    );
  });
});

describe('the day since which an agreement is suspended', () => {
  const periods = (...statuses: AgreementStatus[]) =>
    statuses.map((status, index) => ({ status, holdsFrom: `2012-0${index + 1}-01` }));

  it('is the first of the latest run of suspended periods', () => {
    expect(suspendedSince(periods('active', 'suspended', 'suspended'))).toBe('2012-02-01');
    expect(suspendedSince(periods('suspended', 'active', 'suspended'))).toBe('2012-03-01');
    expect(suspendedSince(periods('suspended', 'active'))).toBeNull();
  });
});
