import { Injectable } from '@nestjs/common';
import { AuditSubjects, type AuditSubjectType } from '../../audit/audit-subjects.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { AgenciesService } from './agencies.service.js';

/** An agency, as the audit names it. */
export const agencySubject = ({
  id,
  name,
  state,
}: {
  id: string;
  name: string;
  state: string;
}) => ({
  type: 'agency',
  id,
  label: `${name}, ${state}`,
});

/** Whoever sees an agency today may see what was done to it. */
@Injectable()
export class AgencyAuditSubject implements AuditSubjectType {
  readonly type = 'agency';

  constructor(
    subjects: AuditSubjects,
    private readonly agencies: AgenciesService,
  ) {
    subjects.register(this);
  }

  isVisible(id: string, viewer: Viewer): Promise<boolean> {
    return this.agencies.isVisible(id, viewer);
  }

  path(id: string): string {
    return `/agencies/${id}`;
  }
}
