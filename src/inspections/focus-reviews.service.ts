import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { newId } from '../platform/db/id.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { nextNumber } from '../platform/installation/installation.js';
import { planYearOf } from '../platform/clock/calendar.js';
import { RegistryReader } from '../registry/registry-reader.js';
import { CorrectiveAction, Finding, FindingCoverage } from './finding.entity.js';
import {
  type ComingInspection,
  type FollowUp,
  followUps,
  type OpenFinding,
} from './focus-review.rules.js';
import { Inspection, InspectionEvent } from './inspection.entity.js';
import { AWAITED } from './life-cycle/life-cycle.rules.js';

/** Makes sure that every open finding has a visit that will verify it. */
@Injectable()
export class FocusReviewsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: RegistryReader,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Creates a focus review, not yet dated, for each agreement with open findings that no visit covers, or hands the findings to
   * the full inspection that absorbs them. @returns what was ordered, or would be
   */
  async orderByRule(isDryRun: boolean): Promise<FollowUp[]> {
    return this.unitOfWork.run(async () => {
      const today = this.clock.today(this.policy.timeZone);
      const ordered = followUps(
        await this.findUncovered(),
        await this.findComing(today),
        this.policy,
        today,
      );
      if (!isDryRun) for (const followUp of ordered) await this.order(followUp);
      return ordered;
    });
  }

  private async order(followUp: FollowUp): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const inspectionId =
        followUp.by === 'full-inspection'
          ? followUp.inspectionId
          : await this.createFocusReview(followUp);
      for (const { id: findingId, number } of await manager.findBy(Finding, {
        id: In(followUp.findingIds),
      })) {
        const earlier = await manager.countBy(FindingCoverage, { findingId });
        await manager.insert(FindingCoverage, {
          id: newId(),
          findingId,
          round: earlier + 1,
          inspectionId,
          basis: followUp.basis,
        });
        await this.audit.record({
          action: 'finding.follow-up-ordered',
          subject: { type: 'finding', id: findingId, label: number },
          contextId: followUp.agreementId,
          changes: [{ field: 'round', before: earlier, after: earlier + 1 }],
          reason: followUp.basis,
          details: { inspectionId },
        });
      }
    });
  }

  private async createFocusReview(followUp: FollowUp): Promise<string> {
    return this.unitOfWork.run(async (manager) => {
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
        recordedBy: 'the focus-review rule',
      });
      await this.audit.record({
        action: 'inspection.ordered',
        subject: { type: 'inspection', id, label: number },
        contextId: followUp.agreementId,
        changes: [{ field: 'dueOn', before: null, after: followUp.dueOn }],
        reason: followUp.basis,
      });
      return id;
    });
  }

  /** Open findings of agreements in force that no visit is going to verify: never covered, or its visit was cancelled. */
  private async findUncovered(): Promise<OpenFinding[]> {
    const manager = this.unitOfWork.reading();
    const today = this.clock.today(this.policy.timeZone);
    const inForce = new Set(
      (await this.registry.findInForce(today)).map((agreement) => agreement.agreementId),
    );
    const rows = await manager
      .createQueryBuilder(Finding, 'finding')
      .innerJoin(Inspection, 'inspection', 'inspection.id = finding.inspectionId')
      .leftJoin(CorrectiveAction, 'action', 'action.findingId = finding.id')
      .select('finding.id', 'id')
      .addSelect('finding.number', 'number')
      .addSelect('finding.agreementId', 'agreementId')
      .addSelect('finding.severity', 'severity')
      .addSelect('inspection.reportedOn', 'reportedOn')
      .addSelect('action.dueOn', 'actionDueOn')
      .where('finding.status = :open', { open: 'open' })
      .andWhere('inspection.reportedOn IS NOT NULL')
      .andWhere((query) => {
        const covered = query
          .subQuery()
          .select('1')
          .from(FindingCoverage, 'coverage')
          .innerJoin(Inspection, 'visit', 'visit.id = coverage.inspectionId')
          .where('coverage.findingId = finding.id')
          .andWhere('visit.status IN (:...live)');
        return `NOT EXISTS ${covered.getQuery()}`;
      })
      .setParameter('live', AWAITED)
      .orderBy('finding.number')
      .getRawMany<OpenFinding>();
    return rows.filter((finding) => inForce.has(finding.agreementId));
  }

  private async findComing(today: string): Promise<ComingInspection[]> {
    const visits = await this.unitOfWork
      .reading()
      .find(Inspection, { where: { kind: 'full', status: In(['scheduled', 'notified']) } });
    return visits.flatMap(({ id, number, agreementId, startsOn }) =>
      startsOn && startsOn >= today ? [{ id, number, agreementId, startsOn }] : [],
    );
  }
}
