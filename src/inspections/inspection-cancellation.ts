import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { newId } from '../platform/db/id.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { Doorbell } from '../platform/queue/doorbell.js';
import { Inspection, InspectionEvent } from './inspection.entity.js';
import { BEFORE_FIELD_WORK } from './life-cycle/life-cycle.rules.js';
import { VisitConsequences } from './life-cycle/visit-consequences.js';

/** Takes planned visits back when what they were planned for is gone. */
@Injectable()
export class InspectionCancellation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: BusinessClock,
    private readonly doorbell: Doorbell,
    private readonly audit: AuditTrail,
    private readonly consequences: VisitConsequences,
    private readonly policy: Policy,
  ) {}

  /** Cancels the visit that was to meet an obligation, unless somebody has been there. */
  async cancelForObligation(obligationId: string, reason: string): Promise<void> {
    const visit = await this.unitOfWork
      .reading()
      .findOneBy(Inspection, { obligationId, status: In([...BEFORE_FIELD_WORK]) });
    if (visit) await this.cancel(visit, reason);
  }

  async cancel(
    visit: Inspection,
    reason: string,
    recordedBy = 'the obligations job',
  ): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const { affected } = await manager.update(
        Inspection,
        { id: visit.id, version: visit.version },
        { status: 'cancelled', reason, version: visit.version + 1 },
      );
      if (affected !== 1) return;
      await manager.insert(InspectionEvent, {
        id: newId(),
        inspectionId: visit.id,
        event: 'cancelled',
        onDay: this.clock.today(this.policy.timeZone),
        from: visit.status,
        to: 'cancelled',
        reason,
        recordedAt: this.clock.moment(),
        recordedBy,
      });
      await this.audit.record({
        action: 'inspection.cancelled',
        subject: { type: 'inspection', id: visit.id, label: visit.number },
        contextId: visit.agreementId,
        changes: [{ field: 'status', before: visit.status, after: 'cancelled' }],
        reason,
      });
      await this.consequences.follow(
        Object.assign(new Inspection(), visit, { status: 'cancelled' }),
        'cancelled',
        manager,
      );
      this.doorbell.ring('reminders.plan');
    });
  }
}
