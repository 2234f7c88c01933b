import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import type { Day } from '../platform/clock/calendar.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { Conflict } from '../platform/http/problem.js';
import type { ActionActor } from './corrective-actions/action-record.js';
import { findingsToVerify } from './covered-findings.js';
import { Finding, FindingCoverage } from './finding.entity.js';
import { canBeSpared } from './focus-reviews/visit-standing.rules.js';
import { InspectionCancellation } from './inspection-cancellation.js';
import { Inspection } from './inspection.entity.js';

/** Closes findings, and spares the focus reviews that have nothing left to verify. */
@Injectable()
export class FindingClosing {
  constructor(
    private readonly cancellation: InspectionCancellation,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws Conflict (409) when somebody closed it meanwhile */
  async close(
    manager: EntityManager,
    finding: Finding,
    reason: string,
    actor: ActionActor,
    closedOn: Day = this.clock.today(this.policy.timeZone),
  ): Promise<void> {
    const { affected } = await manager.update(
      Finding,
      { id: finding.id, status: 'open' },
      { status: 'closed', closedOn, closedReason: reason },
    );
    if (affected !== 1) throw new Conflict('not-open', `${finding.number} is not open any more.`);
    await this.audit.record({
      action: 'finding.closed',
      subject: { type: 'finding', id: finding.id, label: finding.number },
      contextId: finding.agreementId,
      changes: [
        { field: 'status', before: finding.status, after: 'closed' },
        { field: 'closedOn', before: finding.closedOn, after: closedOn },
      ],
      reason,
    });
    const visits = await manager
      .createQueryBuilder(Inspection, 'visit')
      .innerJoin(FindingCoverage, 'coverage', 'coverage.inspectionId = visit.id')
      .where('coverage.findingId = :id', { id: finding.id })
      .getMany();
    for (const visit of visits) await this.spare(manager, visit, actor);
  }

  /** Cancels a focus review that nobody has begun, when nothing is left for it to verify. */
  async spare(manager: EntityManager, visit: Inspection, actor: ActionActor): Promise<void> {
    if (!canBeSpared(visit, this.clock.today(this.policy.timeZone))) return;
    if ((await findingsToVerify(visit, manager)).length > 0) return;
    await this.cancellation.cancel(visit, 'Nothing is left for it to verify.', actor.name);
  }
}
