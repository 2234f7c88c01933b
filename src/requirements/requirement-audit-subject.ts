import { Injectable } from '@nestjs/common';
import { AuditSubjects, type AuditSubjectType } from '../audit/audit-subjects.js';
import type { Viewer } from '../platform/http/viewer.js';
import { CatalogueService, pathOf } from './catalogue.service.js';

/** Whoever may see a requirement may see what was done to it. */
@Injectable()
export class RequirementAuditSubject implements AuditSubjectType {
  readonly type = 'requirement';

  constructor(
    subjects: AuditSubjects,
    private readonly catalogue: CatalogueService,
  ) {
    subjects.register(this);
  }

  async isVisible(code: string, viewer: Viewer): Promise<boolean> {
    return viewer.permissions.has('requirements.read') && this.catalogue.isThere(code);
  }

  path(code: string): string {
    return pathOf(code);
  }
}
