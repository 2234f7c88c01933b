import { Injectable } from '@nestjs/common';
import { AuditSubjects, type AuditSubjectType } from '../../audit/audit-subjects.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { PlansService } from './plans.service.js';

/** Whoever may see plans may see what was done to them. */
@Injectable()
export class PlanAuditSubject implements AuditSubjectType {
  readonly type = 'plan';

  constructor(
    subjects: AuditSubjects,
    private readonly plans: PlansService,
  ) {
    subjects.register(this);
  }

  async isVisible(id: string, viewer: Viewer): Promise<boolean> {
    return viewer.permissions.has('plans.read') && (await this.plans.isVisible(id));
  }

  path(id: string): string {
    return `/plans/${id}`;
  }
}
