import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import { fiscalYearOf, laterOf } from '../platform/clock/calendar.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { newId } from '../platform/db/id.js';
import { nextNumber } from '../platform/installation/installation.js';
import { RenewalProposal, RenewalReview } from './renewal.entity.js';
import type { Cause } from './review.rules.js';

/** A review, as the audit names it. */
export const reviewSubject = ({ id, number }: Pick<RenewalReview, 'id' | 'number'>) => ({
  type: 'renewal-review',
  id,
  label: number,
});

/** How a review begins, and how it ends without a decision. */
@Injectable()
export class ReviewOpening {
  constructor(
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
    private readonly audit: AuditTrail,
  ) {}

  /** Opens a review in the caller's unit of work. */
  async open(
    manager: EntityManager,
    cause: Cause,
    by: { name: string; ownerId: string | null },
  ): Promise<RenewalReview> {
    // An end that passed long ago is decided on in the year in which somebody asks.
    const year = fiscalYearOf(laterOf(cause.dueOn, this.today));
    const number = await nextNumber(manager, `REN-${year}`);
    const id = newId();
    await manager.insert(RenewalReview, {
      id,
      number,
      agreementId: cause.agreementId,
      cause: cause.cause,
      causeKey: cause.key,
      reason: cause.reason,
      openedOn: this.today,
      openedBy: by.name,
      dueOn: cause.dueOn,
      state: 'open',
      ownerId: by.ownerId,
      endedOn: null,
      decision: null,
      outcome: null,
      createdAt: this.clock.moment(),
      version: 1,
    });
    await this.audit.record({
      action: 'renewal-review.opened',
      subject: reviewSubject({ id, number }),
      contextId: cause.agreementId,
      changes: [
        { field: 'cause', before: null, after: cause.cause },
        { field: 'dueOn', before: null, after: cause.dueOn },
      ],
      reason: cause.reason,
    });
    return manager.findOneByOrFail(RenewalReview, { id });
  }

  /** Closes an undecided review whose cause went away; a proposal that waits is withdrawn with it. */
  async close(manager: EntityManager, review: RenewalReview, reason: string): Promise<void> {
    const { id, version, state } = review;
    const { affected } = await manager.update(
      RenewalReview,
      { id, version },
      { state: 'closed', endedOn: this.today, outcome: reason, version: version + 1 },
    );
    if (affected !== 1) return;
    if (state === 'proposed')
      await manager.update(
        RenewalProposal,
        { reviewId: id, state: 'waiting' },
        { state: 'withdrawn', answeredAt: this.clock.moment(), answer: reason },
      );
    await this.audit.record({
      action: 'renewal-review.closed',
      subject: reviewSubject(review),
      contextId: review.agreementId,
      changes: [{ field: 'state', before: state, after: 'closed' }],
      reason,
    });
  }

  private get today(): string {
    return this.clock.today(this.policy.timeZone);
  }
}
