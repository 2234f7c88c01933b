import { Injectable } from '@nestjs/common';
import { AuditSubjects, type AuditSubjectType } from '../audit/audit-subjects.js';
import type { Viewer } from '../platform/http/viewer.js';
import { RenewalsService } from './renewals.service.js';

/** Whoever may see a review may see what was done to it. */
@Injectable()
export class RenewalAuditSubject implements AuditSubjectType {
  readonly type = 'renewal-review';

  constructor(
    subjects: AuditSubjects,
    private readonly renewals: RenewalsService,
  ) {
    subjects.register(this);
  }

  async isVisible(id: string, viewer: Viewer): Promise<boolean> {
    return viewer.permissions.has('renewals.read') && this.renewals.isVisible(id, viewer);
  }

  path(id: string): string {
    return `/renewals/${id}`;
  }
}
