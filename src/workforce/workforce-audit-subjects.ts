import { Injectable } from '@nestjs/common';
import { AuditSubjects } from '../audit/audit-subjects.js';
import { NotFound } from '../platform/http/problem.js';
import type { Viewer } from '../platform/http/viewer.js';
import { RECORD_KINDS, type RecordKind } from './people/record-kinds.js';
import { RecordChanges } from './people/record-changes.js';
import { PositionsService } from './positions/positions.service.js';

/** Whoever may see a position, or a fact of somebody's service, may see what was done to it; all may see their own. */
@Injectable()
export class WorkforceAuditSubjects {
  constructor(
    subjects: AuditSubjects,
    private readonly positions: PositionsService,
    private readonly records: RecordChanges,
  ) {
    subjects.register({
      type: 'position',
      isVisible: (id, viewer) => this.isPositionVisible(id, viewer),
      path: (id) => `/workforce/positions/${id}`,
    });
    for (const kind of Object.keys(RECORD_KINDS) as RecordKind[])
      subjects.register({
        type: RECORD_KINDS[kind].subject,
        isVisible: (id, viewer) => this.isRecordVisible(kind, id, viewer),
        path: (id, viewer) =>
          viewer.permissions.has('workforce.read') ? `/workforce/records/${kind}/${id}` : null,
      });
  }

  private async isPositionVisible(id: string, viewer: Viewer): Promise<boolean> {
    return viewer.permissions.has('workforce.read') && isFound(this.positions.require(id, viewer));
  }

  private async isRecordVisible(kind: RecordKind, id: string, viewer: Viewer): Promise<boolean> {
    const mayRead = viewer.permissions.has('workforce.read');
    if (!mayRead && !viewer.permissions.has('workforce.own')) return false;
    const find = this.records.find(kind, id, viewer);
    if (!(await isFound(find))) return false;
    return mayRead || (await find).accountId === viewer.accountId;
  }
}

async function isFound(search: Promise<unknown>): Promise<boolean> {
  try {
    await search;
    return true;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}
