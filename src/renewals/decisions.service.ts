import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import { Account } from '../identity/account.entity.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { newId } from '../platform/db/id.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import {
  Conflict,
  InvalidRequest,
  NotAllowed,
  problemItem,
  Stale,
} from '../platform/http/problem.js';
import type { Viewer } from '../platform/http/viewer.js';
import { Doorbell } from '../platform/queue/doorbell.js';
import { ProgramModels } from '../registry/program-models.js';
import { DecisionExecution } from './decision-execution.js';
import {
  type Decision,
  type DecisionBasis,
  type DecisionTerms,
  readTerms,
  termsWords,
  type TypedDecision,
} from './proposal.rules.js';
import { RenewalProposal, RenewalReview } from './renewal.entity.js';
import {
  mustBePresent,
  notOpen,
  publicFacts,
  RenewalsService,
  type ReviewDetail,
} from './renewals.service.js';
import { reviewSubject } from './review-opening.js';

/** What becomes of an agreement: one person proposes, a second one approves or sends back. */
@Injectable()
export class DecisionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly renewals: RenewalsService,
    private readonly execution: DecisionExecution,
    private readonly models: ProgramModels,
    private readonly clock: BusinessClock,
    private readonly audit: AuditTrail,
    private readonly doorbell: Doorbell,
  ) {}

  /** The decisions that the register lets follow today. */
  openFor(agreementId: string, viewer: Viewer): Promise<Decision[]> {
    return this.execution.openFor(agreementId, viewer);
  }

  /**
   * Proposes a decision. Whoever proposes has the review from then on, if nobody had it.
   * @throws Stale (412), Conflict (409) when it is not open or a proposal waits, InvalidRequest (400) naming the fields
   */
  async propose(
    id: string,
    typed: TypedDecision & { reason: string },
    version: number,
    viewer: Viewer,
  ): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const { review } = await this.renewals.find(id, viewer);
      mustBePresent(review, version);
      if (review.state === 'proposed')
        throw new Conflict('proposal-waits', `A proposal for ${review.number} waits for approval.`);
      if (review.state !== 'open') throw notOpen(review);
      const terms = await this.termsOf(review, typed, viewer);
      const isPerson = await this.isPerson(viewer);
      await this.change(manager, review, {
        state: 'proposed',
        ownerId: review.ownerId ?? (isPerson ? viewer.accountId : null),
      });
      await manager.insert(RenewalProposal, {
        ...{ id: newId(), reviewId: id, terms, reason: typed.reason, state: 'waiting' as const },
        proposedAt: this.clock.moment(),
        proposedById: viewer.accountId,
        proposedBy: viewer.name,
        ...{ answeredAt: null, answeredById: null, answeredBy: null, answer: null },
      });
      await this.audit.record({
        action: 'renewal-review.proposed',
        subject: reviewSubject(review),
        contextId: review.agreementId,
        changes: [{ field: 'decision', before: null, after: await this.wordsOf(terms) }],
        reason: typed.reason,
      });
    });
  }

  /**
   * Approves what somebody else proposed, and does it: the review is decided and the agreement changed in one unit of work.
   * @throws Stale (412), NotAllowed (403) for whoever proposed it, Conflict (409) and InvalidRequest (400) when nothing
   *   is proposed or the register does not allow it any more
   */
  async approve(id: string, answer: string, version: number, viewer: Viewer): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const { review, proposal } = await this.waiting(id, version, viewer);
      if (proposal.proposedById === viewer.accountId)
        throw new NotAllowed('You proposed this yourself: a second program manager approves it.');
      if (!(await this.isPerson(viewer)))
        throw new NotAllowed('A person approves a decision, not a program.');
      const { terms } = proposal;
      const words = await this.wordsOf(terms);
      await this.change(manager, review, {
        state: 'decided',
        decision: terms.decision,
        outcome: words,
        endedOn: this.renewals.today(),
      });
      await this.answer(manager, proposal, 'approved', answer, viewer);
      const basis = basisOf(review, proposal.reason, [proposal.proposedBy, viewer.name]);
      await this.execution.carryOut(review.agreementId, terms, basis, viewer);
      await this.audit.record({
        action: 'renewal-review.approved',
        subject: reviewSubject(review),
        contextId: review.agreementId,
        changes: [
          { field: 'state', before: review.state, after: 'decided' },
          { field: 'decision', before: null, after: words },
        ],
        reason: answer,
        details: { proposedBy: proposal.proposedBy },
      });
      this.doorbell.ring('reminders.plan');
    });
  }

  /**
   * Sends a proposal back; whoever made it takes it back with the same. The review is open again.
   * @throws Stale (412), Conflict (409) when nothing is proposed
   */
  async sendBack(id: string, answer: string, version: number, viewer: Viewer): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const { review, proposal } = await this.waiting(id, version, viewer);
      const isOwn = proposal.proposedById === viewer.accountId;
      await this.change(manager, review, { state: 'open' });
      await this.answer(manager, proposal, isOwn ? 'withdrawn' : 'returned', answer, viewer);
      await this.audit.record({
        action: isOwn ? 'renewal-review.withdrawn' : 'renewal-review.returned',
        subject: reviewSubject(review),
        contextId: review.agreementId,
        changes: [{ field: 'state', before: review.state, after: 'open' }],
        reason: answer,
      });
    });
  }

  private async waiting(
    id: string,
    version: number,
    viewer: Viewer,
  ): Promise<ReviewDetail & { proposal: RenewalProposal }> {
    const detail = await this.renewals.find(id, viewer);
    const { review, proposal } = detail;
    mustBePresent(review, version);
    if (review.state === 'open')
      throw new Conflict('nothing-proposed', `Nothing is proposed for ${review.number}.`);
    if (review.state !== 'proposed' || !proposal) throw notOpen(review);
    return { ...detail, proposal };
  }

  /** What is missing is told first, then what the register would say against it. */
  private async termsOf(
    review: RenewalReview,
    typed: TypedDecision & { reason: string },
    viewer: Viewer,
  ): Promise<DecisionTerms> {
    const terms = readTerms(typed);
    const objections = Array.isArray(terms)
      ? terms
      : await this.execution.objectionsTo(
          review.agreementId,
          terms,
          basisOf(review, typed.reason, [viewer.name]),
          viewer,
        );
    if (!Array.isArray(terms) && objections.length === 0) return terms;
    throw new InvalidRequest(objections.map(problemItem));
  }

  private async wordsOf(terms: DecisionTerms): Promise<string> {
    const models = await this.models.all();
    return termsWords(terms, (code) => models.find((model) => model.code === code)?.name ?? code);
  }

  private async change(
    manager: EntityManager,
    review: RenewalReview,
    change: Partial<RenewalReview>,
  ): Promise<void> {
    const { id, version } = review;
    const { affected } = await manager.update(
      RenewalReview,
      { id, version },
      { ...change, version: version + 1 },
    );
    if (affected !== 1) throw new Stale(publicFacts(review));
  }

  private async answer(
    manager: EntityManager,
    { id }: RenewalProposal,
    state: 'approved' | 'returned' | 'withdrawn',
    answer: string,
    viewer: Viewer,
  ): Promise<void> {
    await manager.update(
      RenewalProposal,
      { id, state: 'waiting' },
      {
        ...{ state, answer },
        answeredAt: this.clock.moment(),
        answeredById: viewer.accountId,
        answeredBy: viewer.name,
      },
    );
  }

  private async isPerson({ accountId }: Viewer): Promise<boolean> {
    const account = await this.unitOfWork.reading().findOneBy(Account, { id: accountId });
    return account?.kind === 'person';
  }
}

/** What the agreement's history says of why it changed, and on whose word. */
const basisOf = (review: RenewalReview, reason: string, people: string[]): DecisionBasis => ({
  reason,
  source: `Review ${review.number}, ${people[0]} proposed${people[1] ? `, ${people[1]} approved` : ''}`,
});
