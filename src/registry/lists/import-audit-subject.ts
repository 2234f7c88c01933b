import { Injectable } from '@nestjs/common';
import { AuditSubjects, type AuditSubjectType } from '../../audit/audit-subjects.js';
import { NotFound } from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { ListImports } from './list-imports.service.js';

/** Whoever sees an import may see what was done to it. */
@Injectable()
export class ImportAuditSubject implements AuditSubjectType {
  readonly type = 'list-import';

  constructor(
    subjects: AuditSubjects,
    private readonly imports: ListImports,
  ) {
    subjects.register(this);
  }

  async isVisible(id: string, viewer: Viewer): Promise<boolean> {
    if (!viewer.permissions.has('imports.read') || viewer.officeId !== null) return false;
    try {
      await this.imports.find(id);
      return true;
    } catch (error) {
      if (error instanceof NotFound) return false;
      throw error;
    }
  }

  path(id: string): string {
    return `/imports/${id}`;
  }
}
