import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import { planYearOf } from '../../platform/clock/calendar.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { nextNumber } from '../../platform/installation/installation.js';
import { Finding, FindingCoverage } from '../finding.entity.js';
import { Inspection, InspectionEvent } from '../inspection.entity.js';
import type { FollowUp } from './focus-review.rules.js';

/** What a focus review is made from. */
export type FocusReviewOrder = Pick<
  FollowUp,
  'agreementId' | 'findingIds' | 'dueOn' | 'releaseOn' | 'basis'
>;

/** Creates focus reviews, and hands findings to the visits that verify them. */
@Injectable()
export class FollowUpOrder {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: BusinessClock,
    private readonly audit: AuditTrail,
  ) {}

  /** The visit verifies the findings in a new round. */
  async order(followUp: FollowUp): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const inspectionId =
        followUp.by === 'full-inspection'
          ? followUp.inspectionId
          : await this.createFocusReview(manager, followUp, 'the focus-review rule');
      for (const { id: findingId, number } of await manager.findBy(Finding, {
        id: In(followUp.findingIds),
      })) {
        const earlier = await manager.countBy(FindingCoverage, { findingId });
        const finding = { id: findingId, number, agreementId: followUp.agreementId };
        await this.cover(manager, finding, earlier + 1, inspectionId, followUp.basis);
      }
    });
  }

  /** Hands a finding to a visit, for a round in which none has it yet. */
  async cover(
    manager: EntityManager,
    finding: Pick<Finding, 'id' | 'number' | 'agreementId'>,
    round: number,
    inspectionId: string,
    basis: string,
  ): Promise<void> {
    await manager.insert(FindingCoverage, {
      ...{ id: newId(), findingId: finding.id, round, inspectionId, basis },
    });
    await this.audit.record({
      action: 'finding.follow-up-ordered',
      subject: { type: 'finding', id: finding.id, label: finding.number },
      contextId: finding.agreementId,
      changes: [{ field: 'round', before: round - 1, after: round }],
      reason: basis,
      details: { inspectionId },
    });
  }

  /** A focus review that waits for its week and team. @returns its id */
  async createFocusReview(
    manager: EntityManager,
    followUp: FocusReviewOrder,
    orderedBy: string,
  ): Promise<string> {
    const fiscalYear = planYearOf(followUp.dueOn);
    const id = newId();
    const number = await nextNumber(manager, `FR-${fiscalYear}`);
    const isSample = await manager.existsBy(Finding, {
      id: In(followUp.findingIds),
      isSample: true,
    });
    await manager.insert(Inspection, {
      id,
      number,
      kind: 'focus',
      agreementId: followUp.agreementId,
      obligationId: null,
      fiscalYear,
      dueOn: followUp.dueOn,
      startsOn: null,
      endsOn: null,
      releaseOn: followUp.releaseOn,
      status: 'unscheduled',
      reportedOn: null,
      reason: followUp.basis,
      isSample,
      createdAt: this.clock.moment(),
      version: 1,
    });
    await manager.insert(InspectionEvent, {
      id: newId(),
      inspectionId: id,
      event: 'ordered',
      from: null,
      to: followUp.dueOn,
      reason: followUp.basis,
      recordedAt: this.clock.moment(),
      recordedBy: orderedBy,
    });
    await this.audit.record({
      action: 'inspection.ordered',
      subject: { type: 'inspection', id, label: number },
      contextId: followUp.agreementId,
      changes: [{ field: 'dueOn', before: null, after: followUp.dueOn }],
      reason: followUp.basis,
    });
    return id;
  }
}
