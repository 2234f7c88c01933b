import { Injectable } from '@nestjs/common';
import { AuditSubjects } from '../audit/audit-subjects.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { ChecklistService } from './checklist/checklist.service.js';
import { AgreementsService } from '../registry/agreements.service.js';
import { FindingsService } from './findings.service.js';
import { InspectionObligation } from './inspection-obligation.entity.js';
import { InspectionsService } from './inspections.service.js';

/** Whoever sees an inspection, a finding or the agreement that must be inspected may see what was done to it. */
@Injectable()
export class InspectionAuditSubjects {
  constructor(
    subjects: AuditSubjects,
    inspections: InspectionsService,
    findings: FindingsService,
    checklists: ChecklistService,
    agreements: AgreementsService,
    unitOfWork: UnitOfWork,
  ) {
    subjects.register({
      type: 'inspection',
      isVisible: (id, viewer) => inspections.isVisible(id, viewer),
      path: (id) => `/inspections/${id}`,
    });
    subjects.register({
      type: 'checklist',
      isVisible: (id, viewer) => checklists.isVisible(id, viewer),
      path: (id) => `/inspections/${id}/checklist`,
    });
    subjects.register({
      type: 'finding',
      isVisible: (id, viewer) => findings.isVisible(id, viewer),
      path: (id) => `/findings/${id}`,
    });
    subjects.register({
      type: 'obligation',
      isVisible: async (id, viewer) => {
        const obligation = await unitOfWork.reading().findOneBy(InspectionObligation, { id });
        return obligation !== null && agreements.isVisible(obligation.agreementId, viewer);
      },
      path: () => null,
    });
  }
}
