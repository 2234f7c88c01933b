import { Injectable } from '@nestjs/common';
import { AuditSubjects, type AuditSubjectType } from '../../audit/audit-subjects.js';
import { isId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { StaffingScenario } from './staffing.entity.js';
import { scenarioPath } from './staffing-subject.js';

/** Whoever may see scenarios may see what was done to them. */
@Injectable()
export class StaffingAuditSubject implements AuditSubjectType {
  readonly type = 'staffing-scenario';

  constructor(
    subjects: AuditSubjects,
    private readonly unitOfWork: UnitOfWork,
  ) {
    subjects.register(this);
  }

  async isVisible(id: string, viewer: Viewer): Promise<boolean> {
    return (
      viewer.permissions.has('staffing.read') &&
      isId(id) &&
      (await this.unitOfWork.reading().existsBy(StaffingScenario, { id }))
    );
  }

  path(id: string): string {
    return scenarioPath(id);
  }
}
