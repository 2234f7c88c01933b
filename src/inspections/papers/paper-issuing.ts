import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Day } from '../../platform/clock/calendar.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/db/id.js';
import { FileStore } from '../../platform/files/file-store.js';
import { AuditTrail } from '../../audit/audit-trail.js';
import type { Viewer } from '../../platform/http/viewer.js';
import type { Inspection } from '../inspection.entity.js';
import { letterOf, reportOf } from './paper-content.rules.js';
import { PaperFactsService } from './paper-facts.js';
import { pdfOf } from './paper-pdf.js';
import { IssuedPaper } from './paper.entity.js';

/** Issues papers: what is said then is kept, with the bytes of its PDF, whatever changes later. */
@Injectable()
export class PaperIssuing {
  constructor(
    private readonly facts: PaperFactsService,
    private readonly files: FileStore,
    private readonly clock: BusinessClock,
    private readonly audit: AuditTrail,
  ) {}

  /** In the transaction of the step that issues it. @param on the day of the step */
  async issue(
    kind: 'letter' | 'report',
    visit: Inspection,
    on: Day,
    manager: EntityManager,
    viewer: Viewer,
  ): Promise<void> {
    const facts = await this.facts.collect(visit);
    const content = kind === 'letter' ? letterOf(facts, false) : reportOf(facts, false);
    const issuedAt = this.clock.moment();
    // A content whose unit is rolled back stays behind unnamed, and does no harm.
    const stored = await this.files.put(await pdfOf(content, issuedAt));
    const paper = {
      id: newId(),
      inspectionId: visit.id,
      kind,
      content,
      ...stored,
      issuedOn: on,
      issuedAt,
      issuedBy: viewer.name,
    };
    await manager.insert(IssuedPaper, paper);
    await this.audit.record({
      action: `inspection.${kind}-issued`,
      subject: { type: 'inspection', id: visit.id, label: visit.number },
      contextId: visit.agreementId,
      details: { paperId: paper.id, ...stored },
    });
  }
}
