import { Injectable } from '@nestjs/common';
import { AuditSubjects, type AuditSubjectType } from '../audit/audit-subjects.js';
import type { Viewer } from '../platform/http/viewer.js';
import { AgreementsService } from './agreements.service.js';

/** Whoever sees an agreement today may see what was done to it. */
@Injectable()
export class AgreementAuditSubject implements AuditSubjectType {
  readonly type = 'agreement';

  constructor(
    subjects: AuditSubjects,
    private readonly agreements: AgreementsService,
  ) {
    subjects.register(this);
  }

  isVisible(id: string, viewer: Viewer): Promise<boolean> {
    return this.agreements.isVisible(id, viewer);
  }

  path(id: string): string {
    return `/agreements/${id}`;
  }
}
