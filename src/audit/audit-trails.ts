import { Injectable } from '@nestjs/common';
import type { Paged } from '../platform/http/paging.js';
import { NotFound } from '../platform/http/problem.js';
import type { Viewer } from '../platform/http/viewer.js';
import { storableText } from './audit-chain.rules.js';
import type { AuditEntry } from './audit-entry.entity.js';
import { type AuditedThing, AuditLog } from './audit-log.js';
import { AuditSubjects, mayReadAll } from './audit-subjects.js';

/** What was done to one thing, for whoever may see that thing. */
@Injectable()
export class AuditTrails {
  constructor(
    private readonly log: AuditLog,
    private readonly subjects: AuditSubjects,
  ) {}

  /**
   * Entries about things that belong to it are shown as far as the viewer may see those things.
   * @throws NotFound when the viewer may not see the thing, or there is none
   */
  async find(
    asked: AuditedThing,
    page: { limit: number; cursor?: string },
    viewer: Viewer,
  ): Promise<Paged<AuditEntry>> {
    // An address may name anything: what no column can hold is looked for all the same, and not found.
    const thing = { type: storableText(asked.type), id: storableText(asked.id) };
    const readsAll = mayReadAll(viewer);
    const isVisible = await this.subjects.isVisible(thing, viewer);
    if (!isVisible && !readsAll) throw new NotFound('The thing');
    const parts = readsAll ? 'all' : await this.visibleParts(thing, viewer);
    const trail = await this.log.findTrail(thing, parts, page);
    if (!isVisible && trail.total === 0) throw new NotFound('The thing');
    return trail;
  }

  private async visibleParts(thing: AuditedThing, viewer: Viewer): Promise<AuditedThing[]> {
    const visible: AuditedThing[] = [];
    for (const part of await this.log.findParts(thing))
      if (await this.subjects.isVisible(part, viewer)) visible.push(part);
    return visible;
  }
}
