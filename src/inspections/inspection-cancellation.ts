import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { newId } from '../platform/db/id.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { Doorbell } from '../platform/queue/doorbell.js';
import { Inspection, InspectionEvent } from './inspection.entity.js';

/** Takes planned visits back when what they were planned for is gone. */
@Injectable()
export class InspectionCancellation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: BusinessClock,
    private readonly doorbell: Doorbell,
    private readonly audit: AuditTrail,
  ) {}

  /** Cancels the visit that was to meet an obligation, unless it is over. */
  async cancelForObligation(obligationId: string, reason: string): Promise<void> {
    const visit = await this.unitOfWork
      .reading()
      .findOneBy(Inspection, { obligationId, status: 'scheduled' });
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
        from: visit.startsOn,
        to: null,
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
      this.doorbell.ring('reminders.plan');
    });
  }
}
