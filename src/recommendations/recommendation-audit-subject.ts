import { Injectable } from '@nestjs/common';
import { AuditSubjects, type AuditSubjectType } from '../audit/audit-subjects.js';
import type { Viewer } from '../platform/http/viewer.js';
import { RecommendationsService } from './recommendations.service.js';

/** Whoever may see the ledger may see what was done to it. */
@Injectable()
export class RecommendationAuditSubject implements AuditSubjectType {
  readonly type = 'recommendation';

  constructor(
    subjects: AuditSubjects,
    private readonly recommendations: RecommendationsService,
  ) {
    subjects.register(this);
  }

  async isVisible(id: string, viewer: Viewer): Promise<boolean> {
    return viewer.permissions.has('recommendations.read') && this.recommendations.isThere(id);
  }

  path(id: string): string {
    return `/recommendations/${id}`;
  }
}
