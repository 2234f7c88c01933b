import { Injectable } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import { BusinessClock } from '../../platform/clock/clock.js';
import { Policy } from '../../platform/config/policy.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { Day } from '../../platform/clock/calendar.js';
import { RegistryReader } from '../../registry/registry-reader.js';
import { CorrectiveAction } from '../corrective-actions/corrective-action.entity.js';
import { Finding, FindingCoverage } from '../finding.entity.js';
import { Inspection } from '../inspection.entity.js';
import { AWAITED } from '../life-cycle/life-cycle.rules.js';
import { FindingOutcome } from './finding-outcome.entity.js';
import {
  type ComingInspection,
  countedFrom,
  type FollowUp,
  followUps,
  type OpenFinding,
} from './focus-review.rules.js';
import { FollowUpOrder } from './follow-up-order.js';

/** Makes sure that every open finding has a visit that will verify it. */
@Injectable()
export class FocusReviewsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: RegistryReader,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
    private readonly orders: FollowUpOrder,
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
      if (!isDryRun) for (const followUp of ordered) await this.orders.order(followUp);
      return ordered;
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
    const uncovered = rows.filter((finding) => inForce.has(finding.agreementId));
    const reports = await this.findLastReports(uncovered.map(({ id }) => id));
    return uncovered.map((finding) => countedFrom(finding, reports.get(finding.id) ?? null));
  }

  /** The report of the last visit that looked at each finding; none for what no visit has verified yet. */
  private async findLastReports(findingIds: string[]): Promise<Map<string, Day>> {
    const outcomes = await this.unitOfWork.reading().find(FindingOutcome, {
      where: { findingId: In(findingIds), effectiveOn: Not(IsNull()) },
      order: { round: 'ASC' },
    });
    return new Map(
      outcomes.flatMap(({ findingId, effectiveOn }) =>
        effectiveOn === null ? [] : [[findingId, effectiveOn]],
      ),
    );
  }

  private async findComing(today: string): Promise<ComingInspection[]> {
    const visits = await this.unitOfWork
      .reading()
      .createQueryBuilder(Inspection, 'visit')
      .where('visit.kind = :full', { full: 'full' })
      .andWhere('visit.status IN (:...coming)', { coming: ['scheduled', 'notified'] })
      .getMany();
    return visits.flatMap(({ id, number, agreementId, startsOn }) =>
      startsOn && startsOn >= today ? [{ id, number, agreementId, startsOn }] : [],
    );
  }
}
