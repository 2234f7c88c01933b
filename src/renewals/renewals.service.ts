import { Injectable } from '@nestjs/common';
import { In, type SelectQueryBuilder } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import { Account } from '../identity/account.entity.js';
import { addDays, type Day } from '../platform/clock/calendar.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { isId, newId } from '../platform/db/id.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { type Paged, readPage, type SortKey } from '../platform/http/paging.js';
import { Conflict, InvalidRequest, NotFound, Stale } from '../platform/http/problem.js';
import type { Viewer } from '../platform/http/viewer.js';
import { Doorbell } from '../platform/queue/doorbell.js';
import { isOpenNow, joinAgreement, type ReviewFilter } from './review-filter.js';
import { AgreementsService } from '../registry/agreements.service.js';
import { limitToOffice } from '../registry/office-scope.js';
import { type AgreementOnDay, RegistryReader } from '../registry/registry-reader.js';
import type { Statement } from './evidence-facts.js';
import { EvidenceService } from './evidence.service.js';
import { RenewalProposal, RenewalReview } from './renewal.entity.js';
import { hasEnded } from './review.rules.js';
import { ReviewOpening, reviewSubject } from './review-opening.js';

/** A line of the worklist. */
export interface ReviewRow {
  review: RenewalReview;
  agreement: AgreementOnDay;
  evidence: Statement[];
  /** The proposal that waits, or the one that was approved. */
  proposal: RenewalProposal | null;
  /** Who has it; null = nobody in particular. */
  owner: string | null;
}

export interface ReviewDetail extends ReviewRow {
  /** Every proposal, latest first. */
  proposals: RenewalProposal[];
}

/** What the worklist is sorted by. */
interface SortedReview {
  id: string;
  endsOn: Day | null;
  number: string;
}

/** An end that is not known sorts after all that are. */
const LAST_DAY = '9999-12-31';

const BY_END: SortKey<SortedReview>[] = [
  {
    column: `COALESCE(period.endsOn, '${LAST_DAY}')`,
    direction: 'ASC',
    of: ({ endsOn }) => endsOn ?? LAST_DAY,
  },
  { column: 'review.number', direction: 'ASC', of: ({ number }) => number },
];

/** The reviews, as a viewer may see them; opening one by hand and saying who has it. */
@Injectable()
export class RenewalsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: RegistryReader,
    private readonly agreements: AgreementsService,
    private readonly evidence: EvidenceService,
    private readonly opening: ReviewOpening,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
    private readonly audit: AuditTrail,
    private readonly doorbell: Doorbell,
  ) {}

  today(): Day {
    return this.clock.today(this.policy.timeZone);
  }

  /** One page of the reviews by the day of the agreement's end, within the viewer's field office. */
  async findPage(
    filter: ReviewFilter,
    page: { limit: number; cursor?: string },
    viewer: Viewer,
  ): Promise<Paged<ReviewRow>> {
    const found = await readPage(this.visibleTo(viewer, filter), BY_END, page, (query) =>
      query
        .select('review.id', 'id')
        .addSelect('review.number', 'number')
        .addSelect('period.endsOn', 'endsOn')
        .getRawMany<SortedReview>(),
    );
    return { ...found, items: await this.describe(found.items.map(({ id }) => id)) };
  }

  /** All that a filter shows, for export. */
  async findAll(filter: ReviewFilter, viewer: Viewer): Promise<ReviewRow[]> {
    const rows = await this.visibleTo(viewer, filter)
      .select('review.id', 'id')
      .orderBy(`COALESCE(period.endsOn, '${LAST_DAY}')`)
      .addOrderBy('review.number')
      .getRawMany<{ id: string }>();
    return this.describe(rows.map(({ id }) => id));
  }

  /** The states that have a review which the viewer may see. */
  async findStates(viewer: Viewer): Promise<string[]> {
    const rows = await this.visibleTo(viewer, {})
      .select('agency.state', 'state')
      .distinct(true)
      .orderBy('agency.state')
      .getRawMany<{ state: string }>();
    return rows.map(({ state }) => state);
  }

  /** The reviews of one agreement that the viewer may see, latest first. */
  async findOfAgreement(agreementId: string, viewer: Viewer): Promise<ReviewRow[]> {
    return (await this.findAll({ agreementId }, viewer)).sort((a, b) =>
      b.review.createdAt.localeCompare(a.review.createdAt),
    );
  }

  /** @throws NotFound also when it lies outside the viewer's field office */
  async find(id: string, viewer: Viewer): Promise<ReviewDetail> {
    const isThere = isId(id) && (await this.visibleTo(viewer, { id }).getExists());
    const [row] = isThere ? await this.describe([id]) : [];
    if (!row) throw new NotFound('The review');
    const proposals = await this.unitOfWork.reading().find(RenewalProposal, {
      where: { reviewId: id },
      order: { id: 'DESC' },
    });
    return { ...row, proposals };
  }

  async isVisible(id: string, viewer: Viewer): Promise<boolean> {
    return isId(id) && this.visibleTo(viewer, { id }).getExists();
  }

  /** Where a number such as `REN-2013-0007` is shown; undefined when there is none that the viewer may see. */
  async pathOfNumber(number: string, viewer: Viewer): Promise<string | undefined> {
    const review = await this.visibleTo(viewer, { number: number.toUpperCase() }).getOne();
    return review ? `/renewals/${review.id}` : undefined;
  }

  /**
   * Opens a review for a reason that no rule knows.
   * @throws NotFound, Conflict (409) when the agreement has ended or a review by hand is open already
   */
  async openByHand(agreementId: string, reason: string, viewer: Viewer): Promise<RenewalReview> {
    return this.unitOfWork.run(async (manager) => {
      const agreement = (await this.agreements.isVisible(agreementId, viewer))
        ? await this.registry.describeAgreement(agreementId, this.today())
        : undefined;
      if (!agreement) throw new NotFound('The agreement');
      if (hasEnded(agreement.status))
        throw new Conflict(
          'agreement-ended',
          `The agreement with ${agreement.agencyName} is ${agreement.status}: there is nothing left to decide.`,
        );
      const open = await manager.findOneBy(RenewalReview, {
        agreementId,
        cause: 'by-hand',
        state: In(['open', 'proposed']),
      });
      if (open)
        throw new Conflict('review-open', `${open.number} is open for this agreement already.`);
      const dueOn = addDays(this.today(), this.policy.renewals.decideWithinDays);
      const review = await this.opening.open(
        manager,
        { agreementId, cause: 'by-hand', key: `by-hand:${newId()}`, dueOn, reason },
        { name: viewer.name, ownerId: viewer.accountId },
      );
      this.doorbell.ring('reminders.plan');
      return review;
    });
  }

  /**
   * Says who has a review: an active program manager, or nobody in particular.
   * @throws Stale (412), Conflict (409) when it is not open any more, InvalidRequest (400) for anybody else
   */
  async assign(id: string, ownerId: string | null, version: number, viewer: Viewer): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const { review, owner } = await this.find(id, viewer);
      mustBePresent(review, version);
      if (!isOpenNow(review.state)) throw notOpen(review);
      const person = ownerId === null ? null : await this.findManager(ownerId);
      const { affected } = await manager.update(
        RenewalReview,
        { id, version },
        { ownerId: person?.id ?? null, version: version + 1 },
      );
      if (affected !== 1) throw new Stale(publicFacts(review));
      await this.audit.record({
        action: 'renewal-review.assigned',
        subject: reviewSubject(review),
        contextId: review.agreementId,
        changes: [{ field: 'owner', before: owner, after: person?.displayName ?? null }],
      });
      this.doorbell.ring('reminders.plan');
    });
  }

  private async findManager(accountId: string): Promise<Account> {
    const person = isId(accountId)
      ? await this.unitOfWork.reading().findOneBy(Account, {
          ...{ id: accountId, kind: 'person', isActive: true, role: 'program-manager' },
        })
      : null;
    if (person) return person;
    throw new InvalidRequest([
      {
        pointer: '/owner',
        parameter: 'owner',
        detail: 'owner must be the account of an active program manager',
      },
    ]);
  }

  /** Reviews with what is known of their agreements today, in the order of the ids. */
  private async describe(ids: string[]): Promise<ReviewRow[]> {
    const manager = this.unitOfWork.reading();
    const reviews = new Map(
      (await manager.findBy(RenewalReview, { id: In(ids) })).map((review) => [review.id, review]),
    );
    const agreements = await this.registry.findByIds(
      [...reviews.values()].map(({ agreementId }) => agreementId),
      this.today(),
    );
    const evidence = await this.evidence.about([...agreements.values()]);
    const proposals = await manager.findBy(RenewalProposal, {
      reviewId: In(ids),
      state: In(['waiting', 'approved']),
    });
    const owners = await this.namesOf([...reviews.values()]);
    return ids.flatMap((id) => {
      const review = reviews.get(id);
      const agreement = review && agreements.get(review.agreementId);
      if (!review || !agreement) return [];
      return [
        {
          review,
          agreement,
          evidence: evidence.get(review.agreementId) ?? [],
          proposal: proposals.find(({ reviewId }) => reviewId === id) ?? null,
          owner: owners.get(review.ownerId ?? '') ?? null,
        },
      ];
    });
  }

  /** Names of the accounts that have reviews and are active. */
  private async namesOf(reviews: RenewalReview[]): Promise<Map<string, string>> {
    const ids = reviews.flatMap(({ ownerId }) => ownerId ?? []);
    const accounts = await this.unitOfWork
      .reading()
      .findBy(Account, { id: In([...new Set(ids)]), isActive: true });
    return new Map(accounts.map(({ id, displayName }) => [id, displayName]));
  }

  private visibleTo(viewer: Viewer, filter: ReviewFilter): SelectQueryBuilder<RenewalReview> {
    const query = this.unitOfWork.reading().createQueryBuilder(RenewalReview, 'review');
    joinAgreement(query, this.today(), filter);
    limitToOffice(
      query,
      'review.agreementId',
      viewer.officeId ?? filter.officeId ?? null,
      this.today(),
    );
    if (
      viewer.officeId !== null &&
      filter.officeId !== undefined &&
      filter.officeId !== viewer.officeId
    )
      query.andWhere('1 = 0');
    return query;
  }
}

/** @throws Stale (412) when the review is not the version that the caller saw */
export function mustBePresent(review: RenewalReview, version: number): void {
  if (review.version !== version) throw new Stale(publicFacts(review));
}

export const notOpen = (review: RenewalReview): Conflict =>
  new Conflict('review-not-open', `${review.number} is ${review.state}: ${review.outcome ?? ''}`);

export const publicFacts = (review: RenewalReview): Record<string, unknown> => ({
  state: review.state,
  dueOn: review.dueOn,
  outcome: review.outcome,
  version: review.version,
});
