import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import { AccountsService } from '../identity/accounts/accounts.service.js';
import {
  type HandOver,
  type WorkItem,
  type WorkItemSource,
  WorkItemSources,
} from '../identity/hand-over/work-items.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { dayText } from '../platform/clock/day-text.js';
import { Policy } from '../platform/config/policy.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { RegistryReader } from '../registry/registry-reader.js';
import { RenewalReview } from './renewal.entity.js';
import { reviewSubject } from './review-opening.js';

/** The undecided reviews that somebody has: another program manager takes them, or nobody in particular does. */
@Injectable()
export class RenewalWork implements WorkItemSource {
  readonly kind = 'renewal-reviews';
  readonly title = 'Renewal reviews';
  readonly order = 35;
  readonly isTiedToRole = true;

  constructor(
    sources: WorkItemSources,
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: RegistryReader,
    private readonly accounts: AccountsService,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
    private readonly audit: AuditTrail,
  ) {
    sources.register(this);
  }

  async openWorkOf(accountId: string): Promise<WorkItem[]> {
    const reviews = await this.reviewsOf(accountId);
    if (reviews.length === 0) return [];
    const agreements = await this.registry.findByIds(
      reviews.map(({ agreementId }) => agreementId),
      this.clock.today(this.policy.timeZone),
    );
    const managers = await this.accounts.findRecipients({ role: 'program-manager' });
    return reviews.map((review) => {
      const agreement = agreements.get(review.agreementId);
      return {
        id: review.id,
        label: review.number,
        path: `/renewals/${review.id}`,
        summary: `Review of ${agreement?.agencyName ?? 'an agreement'} (${agreement?.state ?? ''}), to be decided by ${dayText(review.dueOn)}`,
        candidates: managers
          .filter((manager) => manager.accountId !== accountId)
          .map((manager) => ({
            accountId: manager.accountId,
            name: manager.name,
            isAble: true,
            why: 'program manager',
          })),
        alternative: 'leave it to all program managers',
        follows: null,
        blocked: null,
      };
    });
  }

  async handOver(from: string, items: HandOver[], reason: string): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const reviews = new Map((await this.reviewsOf(from)).map((review) => [review.id, review]));
      const names = new Map(
        (await this.accounts.list()).map(({ id, displayName }) => [id, displayName]),
      );
      for (const { itemId, to } of items) {
        const review = reviews.get(itemId);
        if (!review) continue;
        const { id, version } = review;
        await manager.update(RenewalReview, { id, version }, { ownerId: to, version: version + 1 });
        await this.audit.record({
          action: 'renewal-review.handed-over',
          subject: reviewSubject(review),
          contextId: review.agreementId,
          changes: [
            {
              field: 'owner',
              before: names.get(from) ?? null,
              after: to === null ? null : (names.get(to) ?? null),
            },
          ],
          reason,
        });
      }
    });
  }

  private reviewsOf(ownerId: string): Promise<RenewalReview[]> {
    return this.unitOfWork.reading().find(RenewalReview, {
      where: { ownerId, state: In(['open', 'proposed']) },
      order: { number: 'ASC' },
    });
  }
}
