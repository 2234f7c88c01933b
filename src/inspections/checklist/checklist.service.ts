import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import type { Day } from '../../platform/clock/calendar.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { Policy } from '../../platform/config/policy.js';
import { isId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { FileStore } from '../../platform/files/file-store.js';
import type { KeptFile } from '../../platform/http/attachment.js';
import {
  Conflict,
  InvalidRequest,
  NotAllowed,
  NotFound,
  problemItem,
  Stale,
} from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { Inspection } from '../inspection.entity.js';
import { limitToOwnVisits, limitVisits } from '../inspection-scope.js';
import { isChecklistOpen } from '../life-cycle/life-cycle.rules.js';
import { ReportFindings } from '../life-cycle/report-findings.js';
import { ChecklistEvidence, ChecklistItem } from './checklist.entity.js';
import {
  computeRating,
  objectionsToMeasurement,
  RATINGS,
  type Rating,
  ratingOf,
} from './rating.rules.js';
import type { Side } from './side.rules.js';

export interface Checklist {
  visit: Inspection;
  items: ChecklistItem[];
  evidence: ChecklistEvidence[];
  /** Whether the viewer may fill it in now. */
  mayEdit: boolean;
}

/** What is put down of an item; what is absent stays as it is. */
export interface ItemChange {
  rating?: Rating | null | undefined;
  side?: Side | undefined;
  observation?: string | undefined;
  reason?: string | undefined;
  sampleSize?: number | null | undefined;
  metCount?: number | null | undefined;
  measured?: number | null | undefined;
}

/** The checklists of visits: read by the inspection's people, filled in by the visit's team. */
@Injectable()
export class ChecklistService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly files: FileStore,
    private readonly findings: ReportFindings,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NotFound also when the visit lies outside what the viewer may see */
  async find(inspectionId: string, viewer: Viewer): Promise<Checklist> {
    const manager = this.unitOfWork.reading();
    const visit = await this.findVisit(inspectionId, viewer);
    return {
      visit,
      items: await manager.find(ChecklistItem, {
        where: { inspectionId },
        order: { category: 'ASC', itemKey: 'ASC' },
      }),
      evidence: await manager.find(ChecklistEvidence, {
        where: { inspectionId },
        order: { uploadedAt: 'ASC', id: 'ASC' },
      }),
      mayEdit: isChecklistOpen(visit.status) && (await this.takesPart(visit, viewer)),
    };
  }

  /** The evidence of one item, the oldest first. */
  evidenceOf({ id }: ChecklistItem): Promise<ChecklistEvidence[]> {
    return this.unitOfWork.reading().find(ChecklistEvidence, {
      where: { itemId: id },
      order: { uploadedAt: 'ASC', id: 'ASC' },
    });
  }

  /** Whether the viewer may see a visit's checklist, and what was done to it. */
  async isVisible(inspectionId: string, viewer: Viewer): Promise<boolean> {
    if (!viewer.permissions.has('checklist.read') || !isId(inspectionId)) return false;
    return (await this.visible(inspectionId, viewer).getOne()) !== null;
  }

  /**
   * Puts something down of an item. The rating is computed where the numbers allow it, and holds unless somebody chose another.
   * While the report is a draft, its findings follow.
   * @param version the version of the item that the caller saw
   * @throws NotFound, NotAllowed (403) outside the team, Conflict (409) while the checklist is not open, Stale (412) with what
   *   is there now, InvalidRequest (400)
   */
  async saveItem(
    inspectionId: string,
    itemId: string,
    change: ItemChange,
    version: number,
    viewer: Viewer,
  ): Promise<ChecklistItem> {
    return this.unitOfWork.run(async (manager) => {
      const { visit, item } = await this.findEditable(manager, inspectionId, itemId, viewer);
      if (item.version !== version) throw new Stale(factsOf(item));
      const changed = {
        rating: change.rating === undefined ? item.rating : change.rating,
        side: change.side ?? item.side,
        observation: change.observation ?? item.observation,
        reason: change.reason ?? item.reason,
        sampleSize: change.sampleSize === undefined ? item.sampleSize : change.sampleSize,
        metCount: change.metCount === undefined ? item.metCount : change.metCount,
        measured: change.measured === undefined ? item.measured : change.measured,
      };
      const objections = objectionsToMeasurement(changed);
      if (objections.length > 0) throw new InvalidRequest(objections.map(problemItem));
      const stored = {
        ...changed,
        computedRating: computeRating(item.standard, changed)?.rating ?? null,
        changedAt: this.clock.moment(),
        changedBy: viewer.name,
        version: version + 1,
      };
      const { affected } = await manager.update(ChecklistItem, { id: itemId, version }, stored);
      if (affected !== 1) throw new Stale(factsOf(item));
      const after = Object.assign(new ChecklistItem(), item, stored);
      await this.recordChange(visit, item, after);
      if (visit.status === 'draft-report') await this.findings.raise(visit, manager);
      return after;
    });
  }

  private async recordChange(
    visit: Inspection,
    before: ChecklistItem,
    after: ChecklistItem,
  ): Promise<void> {
    const [old, present] = [factsOf(before), factsOf(after)];
    await this.audit.record({
      action: 'checklist.item-saved',
      subject: { type: 'checklist', id: visit.id, label: `${visit.number}, checklist` },
      contextId: visit.agreementId,
      changes: Object.keys(old)
        .filter((field) => field !== 'version' && old[field] !== present[field])
        .map((field) => ({
          field: `${before.itemKey} ${field}`,
          before: old[field],
          after: present[field],
        })),
    });
  }

  /**
   * An item that the viewer may fill in now.
   * @throws NotFound, NotAllowed (403), Conflict (409)
   */
  async findEditable(
    manager: EntityManager,
    inspectionId: string,
    itemId: string,
    viewer: Viewer,
  ): Promise<{ visit: Inspection; item: ChecklistItem }> {
    const visit = await this.findVisit(inspectionId, viewer);
    const item = isId(itemId)
      ? await manager.findOneBy(ChecklistItem, { id: itemId, inspectionId })
      : null;
    if (!item) throw new NotFound('The item of the checklist');
    if (!(await this.takesPart(visit, viewer)))
      throw new NotAllowed('Only the team of the visit fills in its checklist.');
    if (!isChecklistOpen(visit.status))
      throw new Conflict(
        'checklist-closed',
        `The checklist of ${visit.number} is open from the notification until the draft report is final.`,
      );
    return { visit, item };
  }

  /** A piece of evidence with its content, which fails rather than arrive damaged. @throws NotFound */
  async readEvidence(id: string, viewer: Viewer): Promise<KeptFile> {
    const evidence = isId(id)
      ? await this.unitOfWork.reading().findOneBy(ChecklistEvidence, { id })
      : null;
    if (!evidence || !(await this.isVisible(evidence.inspectionId, viewer)))
      throw new NotFound('The evidence');
    return { file: evidence, content: await this.files.read(evidence.sha256) };
  }

  private async findVisit(id: string, viewer: Viewer): Promise<Inspection> {
    const visit = isId(id) ? await this.visible(id, viewer).getOne() : null;
    if (!visit) throw new NotFound('The inspection');
    return visit;
  }

  private async takesPart(visit: Inspection, viewer: Viewer): Promise<boolean> {
    if (!viewer.permissions.has('checklist.edit')) return false;
    const query = this.visible(visit.id, viewer);
    limitToOwnVisits(query, viewer, this.today());
    return query.getExists();
  }

  private visible(id: string, viewer: Viewer): SelectQueryBuilder<Inspection> {
    const query = this.unitOfWork
      .reading()
      .createQueryBuilder(Inspection, 'inspection')
      .where('inspection.id = :id', { id });
    limitVisits(query, viewer, this.today());
    return query;
  }

  private today(): Day {
    return this.clock.today(this.policy.timeZone);
  }
}

/** What one may compare after a 412. */
export const factsOf = (item: ChecklistItem): Record<string, unknown> => ({
  rating: item.rating,
  side: item.side,
  observation: item.observation,
  reason: item.reason,
  sampleSize: item.sampleSize,
  metCount: item.metCount,
  measured: item.measured,
  changedBy: item.changedBy,
  version: item.version,
});

/** How far a checklist is. */
export interface Progress {
  items: number;
  rated: number;
  byRating: Record<Rating, number>;
}

export function progressOf(items: readonly ChecklistItem[]): Progress {
  const count = (rating: Rating): number =>
    items.filter((item) => ratingOf(item) === rating).length;
  return {
    items: items.length,
    rated: items.filter((item) => ratingOf(item) !== null).length,
    byRating: Object.fromEntries(RATINGS.map((rating) => [rating, count(rating)])) as Record<
      Rating,
      number
    >,
  };
}
