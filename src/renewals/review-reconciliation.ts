import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThanOrEqual } from 'typeorm';
import { addDays } from '../platform/clock/calendar.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { Doorbell } from '../platform/queue/doorbell.js';
import { AgreementPeriod } from '../registry/agreement.entity.js';
import {
  type AgreementOnDay,
  agreementsOn,
  fetchAgreements,
} from '../registry/agreements-on-day.js';
import { RegistryReader } from '../registry/registry-reader.js';
import { RenewalReview } from './renewal.entity.js';
import { ReviewOpening } from './review-opening.js';
import {
  reconcileReviews,
  type ReviewChanges,
  suspendedSince,
  type WatchedAgreement,
} from './review.rules.js';

/** Who opened a review that nobody opened by hand. */
const BY_RULE = 'the renewal rule';

/** Holds the reviews against the ends and suspensions of today. */
@Injectable()
export class ReviewReconciliation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: RegistryReader,
    private readonly opening: ReviewOpening,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
    private readonly doorbell: Doorbell,
  ) {}

  /** Opens and closes reviews until they are what the rules ask for. @returns what changed, or would */
  async reconcile(isDryRun: boolean): Promise<ReviewChanges<RenewalReview>> {
    return this.unitOfWork.run(async (manager) => {
      const changes = await this.findChanges();
      if (isDryRun) return changes;
      // A review of the old end is closed before one of the new end opens: of each cause there is one.
      for (const { review, reason } of changes.close)
        await this.opening.close(manager, review, reason);
      for (const cause of changes.open)
        await this.opening.open(manager, cause, { name: BY_RULE, ownerId: null });
      if (changes.open.length + changes.close.length > 0) this.doorbell.ring('reminders.plan');
      return changes;
    });
  }

  private async findChanges(): Promise<ReviewChanges<RenewalReview>> {
    const manager = this.unitOfWork.reading();
    const today = this.clock.today(this.policy.timeZone);
    const undecided = await manager.find(RenewalReview, {
      where: { state: In(['open', 'proposed']) },
      order: { number: 'ASC' },
    });
    const agreements = await this.findWatched(
      undecided.map(({ agreementId }) => agreementId),
      today,
    );
    return reconcileReviews(
      await this.watch(agreements, today),
      undecided,
      await this.findSettled(),
      this.policy.renewals,
      today,
    );
  }

  /** Those that may give cause, and those of the reviews; soonest end first, which is the order of the numbers. */
  private async findWatched(reviewed: string[], today: string): Promise<AgreementOnDay[]> {
    const limit = addDays(today, this.policy.renewals.opensDaysBeforeEnd);
    const giving = await fetchAgreements(
      agreementsOn(this.unitOfWork.reading(), today).andWhere(
        "(period.status = 'suspended' OR (period.status IN ('active', 'absent') AND period.endsOn <= :limit))",
        { limit },
      ),
    );
    const others = await this.registry.findByIds(reviewed, today);
    const all = new Map([...others, ...giving.map((row) => [row.agreementId, row] as const)]);
    const order = ({ endsOn, state, agencyNormalizedName }: AgreementOnDay): string =>
      `${endsOn ?? '9'} ${state} ${agencyNormalizedName}`;
    return [...all.values()].sort((a, b) => order(a).localeCompare(order(b)));
  }

  private async watch(
    agreements: AgreementOnDay[],
    today: string,
  ): Promise<Map<string, WatchedAgreement>> {
    const suspended = agreements.filter(({ status }) => status === 'suspended');
    const periods = await this.unitOfWork.reading().find(AgreementPeriod, {
      where: {
        agreementId: In(suspended.map(({ agreementId }) => agreementId)),
        holdsFrom: LessThanOrEqual(today),
        recordedUntil: IsNull(),
      },
      order: { holdsFrom: 'ASC' },
    });
    return new Map(
      agreements.map(({ agreementId, status, endsOn, endsOnBasis }) => [
        agreementId,
        {
          ...{ agreementId, status, endsOn, endsOnBasis },
          suspendedSince: suspendedSince(
            periods.filter((period) => period.agreementId === agreementId),
          ),
        },
      ]),
    );
  }

  /** What was decided for good: after an extension or a modification the register itself says what is still to be asked. */
  private async findSettled(): Promise<Set<string>> {
    const settled = await this.unitOfWork.reading().find(RenewalReview, {
      select: { id: true, agreementId: true, causeKey: true },
      where: { state: 'decided', decision: In(['lapse', 'give-notice', 'terminate']) },
    });
    return new Set(settled.map(({ agreementId, causeKey }) => `${agreementId}/${causeKey}`));
  }
}
