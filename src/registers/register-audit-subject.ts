import { Injectable } from '@nestjs/common';
import { AuditSubjects, type AuditSubjectType } from '../audit/audit-subjects.js';
import type { Viewer } from '../platform/http/viewer.js';
import { RegistersService } from './registers.service.js';

/** Whoever may see an entry may see what was done to it. */
@Injectable()
export class RegisterAuditSubject implements AuditSubjectType {
  readonly type = 'register-entry';

  constructor(
    subjects: AuditSubjects,
    private readonly registers: RegistersService,
  ) {
    subjects.register(this);
  }

  async isVisible(id: string, viewer: Viewer): Promise<boolean> {
    return viewer.permissions.has('registers.read') && this.registers.isVisible(id, viewer);
  }

  path(id: string): string {
    return `/register-entries/${id}`;
  }
}
