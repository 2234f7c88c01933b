import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import { type Day, isDay } from '../../platform/clock/calendar.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { dayText } from '../../platform/clock/day-text.js';
import { Policy } from '../../platform/config/policy.js';
import { isId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Conflict, InvalidRequest, NotFound, problemItem } from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { Doorbell } from '../../platform/queue/doorbell.js';
import { AgreementsService } from '../../registry/agreements.service.js';
import { isInForce } from '../../registry/agreement-status.rules.js';
import { type AgreementOnDay, RegistryReader } from '../../registry/registry-reader.js';
import { Finding, FindingCoverage } from '../finding.entity.js';
import { FindingClosing } from '../finding-closing.js';
import { Inspection } from '../inspection.entity.js';
import { FollowUpOrder } from './follow-up-order.js';
import { hasBegun, isBeforeReport } from './visit-standing.rules.js';

/** What is typed to order a focus review by hand. */
export interface FocusReviewRequest {
  agreementId: string;
  findingIds: readonly string[];
  dueOn: string;
  reason: string;
}

/** A finding, and the visit that is to verify it as things stand. */
export interface OrderableFinding {
  finding: Finding;
  coverage: { row: FindingCoverage; visit: Inspection } | null;
  /** Why it cannot be handed to another visit now; null when it can. */
  obstacle: string | null;
}

/** Focus reviews that a leader orders, for a reason that no rule knows. */
@Injectable()
export class FocusReviewOrders {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agreements: AgreementsService,
    private readonly registry: RegistryReader,
    private readonly orders: FollowUpOrder,
    private readonly closing: FindingClosing,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
    private readonly audit: AuditTrail,
    private readonly doorbell: Doorbell,
  ) {}

  today(): Day {
    return this.clock.today(this.policy.timeZone);
  }

  /** The open findings of an agreement in force. @throws NotFound (404), Conflict (409) when it is not in force */
  async findOrderable(
    agreementId: string,
    viewer: Viewer,
  ): Promise<{ agreement: AgreementOnDay; findings: OrderableFinding[] }> {
    const agreement =
      isId(agreementId) && (await this.agreements.isVisible(agreementId, viewer))
        ? await this.registry.describeAgreement(agreementId, this.today())
        : undefined;
    if (!agreement) throw new NotFound('The agreement');
    if (!isInForce(agreement.status))
      throw new Conflict(
        'not-in-force',
        `The agreement with ${agreement.agencyName} is ${agreement.status}: nobody visits it.`,
      );
    const manager = this.unitOfWork.reading();
    const findings = await manager.find(Finding, {
      where: { agreementId, status: 'open' },
      order: { number: 'ASC' },
    });
    const orderable: OrderableFinding[] = [];
    for (const finding of findings) {
      const coverage = await this.coverageOf(manager, finding.id);
      orderable.push({ finding, coverage, obstacle: this.obstacleTo(coverage?.visit) });
    }
    return { agreement, findings: orderable };
  }

  /**
   * Orders a focus review of some open findings. One that a visit which nobody has begun was to verify goes over to it,
   * and a focus review that has nothing left is cancelled.
   * @returns the new visit
   * @throws NotFound (404), Conflict (409), InvalidRequest (400) by field
   */
  async orderByHand(request: FocusReviewRequest, viewer: Viewer): Promise<Inspection> {
    return this.unitOfWork.run(async (manager) => {
      const { findings } = await this.findOrderable(request.agreementId, viewer);
      const chosen = findings.filter(({ finding }) => request.findingIds.includes(finding.id));
      const objections = this.objectionsTo(request, chosen);
      if (objections.length > 0) throw new InvalidRequest(objections.map(problemItem));
      const basis = `Ordered by ${viewer.name}: ${request.reason.trim()}`;
      const inspectionId = await this.orders.createFocusReview(
        manager,
        {
          agreementId: request.agreementId,
          findingIds: chosen.map(({ finding }) => finding.id),
          dueOn: request.dueOn,
          releaseOn: this.today(),
          basis,
        },
        viewer.name,
      );
      for (const { finding, coverage } of chosen)
        await this.handOver(manager, finding, coverage, inspectionId, basis);
      const left = new Map(
        chosen.flatMap(({ coverage }) => (coverage ? [[coverage.visit.id, coverage.visit]] : [])),
      );
      for (const visit of left.values()) await this.closing.spare(manager, visit, viewer);
      this.doorbell.ring('focus-reviews.schedule');
      return manager.findOneByOrFail(Inspection, { id: inspectionId });
    });
  }

  /** A round stays one round: who verifies it changes. What no visit has in hand begins a new one. */
  private async handOver(
    manager: EntityManager,
    finding: Finding,
    coverage: OrderableFinding['coverage'],
    inspectionId: string,
    basis: string,
  ): Promise<void> {
    if (!coverage) {
      const earlier = await manager.countBy(FindingCoverage, { findingId: finding.id });
      await this.orders.cover(manager, finding, earlier + 1, inspectionId, basis);
      return;
    }
    await manager.update(FindingCoverage, { id: coverage.row.id }, { inspectionId, basis });
    await this.audit.record({
      action: 'finding.follow-up-moved',
      subject: { type: 'finding', id: finding.id, label: finding.number },
      contextId: finding.agreementId,
      changes: [{ field: 'visit', before: coverage.visit.id, after: inspectionId }],
      reason: basis,
      details: { round: coverage.row.round },
    });
  }

  private objectionsTo(
    { findingIds, dueOn, reason }: FocusReviewRequest,
    chosen: OrderableFinding[],
  ): { field: string; detail: string }[] {
    const blocked = chosen.flatMap(({ finding, obstacle }) =>
      obstacle ? [`${finding.number}: ${obstacle}`] : [],
    );
    return [
      ...(findingIds.length === 0
        ? [{ field: 'findingIds', detail: 'Choose at least one open finding.' }]
        : chosen.length < new Set(findingIds).size
          ? [{ field: 'findingIds', detail: 'Choose open findings of this agreement only.' }]
          : blocked.map((detail) => ({ field: 'findingIds', detail }))),
      ...(!isDay(dueOn) || dueOn < this.today()
        ? [
            {
              field: 'dueOn',
              detail: `dueOn must be a day of the calendar, not before today, ${dayText(this.today())}.`,
            },
          ]
        : []),
      ...(reason.trim() === ''
        ? [{ field: 'reason', detail: 'reason must say why the review is ordered.' }]
        : []),
    ];
  }

  private obstacleTo(visit: Inspection | undefined): string | null {
    return visit && hasBegun(visit, this.today())
      ? `${visit.number} has begun, and verifies it.`
      : null;
  }

  /** Who verifies a finding as things stand. */
  private async coverageOf(
    manager: EntityManager,
    findingId: string,
  ): Promise<OrderableFinding['coverage']> {
    const rows = await manager.find(FindingCoverage, {
      where: { findingId },
      order: { round: 'DESC' },
    });
    const visits = await manager.findBy(Inspection, {
      id: In(rows.map(({ inspectionId }) => inspectionId)),
    });
    for (const row of rows) {
      const visit = visits.find(({ id }) => id === row.inspectionId);
      if (visit && isBeforeReport(visit.status)) return { row, visit };
    }
    return null;
  }
}
