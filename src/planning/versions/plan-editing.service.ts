import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { FieldChange } from '../../audit/audit-chain.rules.js';
import { AuditTrail } from '../../audit/audit-trail.js';
import { insertAll } from '../../platform/db/insert-once.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Conflict, NotFound, Problem } from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { type BrokenLimit, YearLoad } from './limits.rules.js';
import { gapOf } from './plan-cost.rules.js';
import { PlanItem, PlanItemMember } from './plan.entity.js';
import { PlanContents } from './plan-contents.js';
import { mustBeDraft, mustBePresent } from './plan-standing.js';
import { planSubject } from './plan-subject.js';
import {
  assignmentsOf,
  namesOf,
  type PlanContent,
  type PlannedItem,
} from './planned-items.rules.js';
import { SolutionWriting, totalsOf, withReasons } from './solution-writing.js';
import { SolveRequests } from './solve-requests.js';

/** A week and team that somebody wants for a task. */
export interface WantedPlace {
  week: number;
  /** Position ids. */
  leader: string;
  inspectors: string[];
}

/** A move that would break hard limits: each is said. They are never broken, whoever asks. */
export class LimitsBroken extends Problem {
  constructor(
    what: string,
    readonly limits: BrokenLimit[],
  ) {
    super(
      409,
      'limits-broken',
      'This is not possible',
      `${what} cannot be there: ${limits.map(({ words }) => words).join('; ')}.`,
      limits.map(({ words }) => ({ detail: words })),
      { limits },
    );
  }
}

/** Where a changed item stands in the audit. */
interface Edit {
  action: string;
  item: PlannedItem;
  changes: FieldChange[];
  reason?: string;
}

/** What people change of a draft by hand. Every change is a new version of it; hard limits hold for all. */
@Injectable()
export class PlanEditing {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly contents: PlanContents,
    private readonly writing: SolutionWriting,
    private readonly solves: SolveRequests,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Keeps a task where it is, whatever else is planned.
   * @throws NotFound, Stale (412), Conflict (409) when it is no draft, is being solved, or the task has no week
   */
  lockItem(id: string, taskId: string, version: number): Promise<void> {
    return this.edit(id, taskId, version, ({ item, name }) => {
      if (item.week === null)
        throw new Conflict('no-week', `${name} has no week that could be kept.`);
      return {
        action: 'plan.item-locked',
        item: { ...item, isLocked: true },
        changes: [{ field: 'isLocked', before: item.isLocked, after: true }],
      };
    });
  }

  /** Lets a task move again. @throws as `lockItem` */
  unlockItem(id: string, taskId: string, version: number): Promise<void> {
    return this.edit(id, taskId, version, ({ item }) => ({
      action: 'plan.item-unlocked',
      item: { ...item, isLocked: false },
      changes: [{ field: 'isLocked', before: item.isLocked, after: false }],
    }));
  }

  /**
   * Gives a task another week or team, and keeps it there.
   * @throws as `lockItem`, and LimitsBroken (409) with every limit in words
   */
  moveItem(
    id: string,
    taskId: string,
    { week, leader, inspectors }: WantedPlace,
    version: number,
    viewer: Viewer,
  ): Promise<void> {
    return this.edit(id, taskId, version, ({ content, item, name }) => {
      const names = namesOf(content);
      const wanted = { task: taskId, week, leader, inspectors };
      const others = assignmentsOf(content.items).filter(({ task }) => task !== taskId);
      const broken = new YearLoad(content.instance, others, names).brokenBy(wanted);
      if (broken.length > 0) throw new LimitsBroken(name, broken);
      const team = (of: Pick<PlannedItem, 'leaderId' | 'inspectors'>): string | null =>
        of.leaderId === null ? null : [of.leaderId, ...of.inspectors].map(names.person).join(', ');
      const moved = { ...item, week, leaderId: leader, inspectors, isLocked: true };
      return {
        action: 'plan.item-moved',
        item: { ...moved, reason: `Placed by hand by ${viewer.name}.` },
        changes: [
          { field: 'week', before: item.week, after: week },
          { field: 'team', before: team(item), after: team(moved) },
        ],
      };
    });
  }

  /** Takes a task's week from it. @throws as `lockItem` */
  unscheduleItem(
    id: string,
    taskId: string,
    reason: string,
    version: number,
    viewer: Viewer,
  ): Promise<void> {
    return this.edit(id, taskId, version, ({ item }) => ({
      action: 'plan.item-unscheduled',
      item: {
        ...item,
        ...{ week: null, leaderId: null, inspectors: [], isLocked: false },
        reason: `Taken out by hand by ${viewer.name}: ${reason}`,
      },
      changes: [{ field: 'week', before: item.week, after: null }],
      reason,
    }));
  }

  private async edit(
    id: string,
    taskId: string,
    version: number,
    make: (of: { content: PlanContent; item: PlannedItem; name: string }) => Edit,
  ): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const content = await this.contents.read(id);
      mustBePresent(content.plan, version);
      mustBeDraft(content.plan);
      await this.solves.mustBeAtRest(content.plan);
      const item = content.items.find((one) => one.taskId === taskId);
      if (!item) throw new NotFound('The visit');
      const name = namesOf(content).task(taskId);
      if (item.fixedBecause !== null)
        throw new Conflict('fixed', `${name} stays where it is: ${item.fixedBecause}.`);
      const edit = make({ content, item, name });
      await this.write(manager, content, edit.item);
      await this.audit.record({
        action: edit.action,
        subject: planSubject(content.plan),
        changes: edit.changes,
        details: { task: taskId, agreement: name },
        ...(edit.reason !== undefined && { reason: edit.reason }),
      });
    });
  }

  /** The changed item, and those whose days or reasons follow from it. */
  private async write(
    manager: EntityManager,
    content: PlanContent,
    edited: PlannedItem,
  ): Promise<void> {
    const { plan } = content;
    const before = new Map(content.items.map((item) => [item.taskId, item]));
    const placed = await this.writing.dated(
      content,
      content.items.map((item) => (item.taskId === edited.taskId ? edited : item)),
    );
    const explained = withReasons({ ...content, items: placed }).map((item) =>
      item.taskId === edited.taskId ? withHandsWord(item, edited.reason) : item,
    );
    for (const item of explained) {
      const was = before.get(item.taskId);
      if (item.taskId !== edited.taskId && was && isSame(was, item)) continue;
      const { inspectors, ...columns } = item;
      await manager.update(PlanItem, { id: item.id }, columns);
      if (item.taskId !== edited.taskId) continue;
      await manager.delete(PlanItemMember, { itemId: item.id });
      await insertAll(
        manager,
        PlanItemMember,
        inspectors.map((positionId) => ({ itemId: item.id, planId: plan.id, positionId })),
      );
    }
    const isLoosened = before.get(edited.taskId)?.isLocked === true && !edited.isLocked;
    const totals = totalsOf(content, explained);
    // A bound that was found with a lock says nothing of the year without it.
    const bound = isLoosened ? null : plan.bound;
    await this.contents.change(manager, plan, {
      ...totals,
      bound,
      gap: gapOf(totals.lateness, bound),
    });
  }
}

const isSame = (a: PlannedItem, b: PlannedItem): boolean =>
  a.startsOn === b.startsOn && a.endsOn === b.endsOn && a.reason === b.reason;

/** Who placed it by hand, before what can be said of the place itself. */
const withHandsWord = (item: PlannedItem, word: string | null): PlannedItem =>
  item.week === null || !word?.startsWith('Placed by hand')
    ? item
    : { ...item, reason: `${word} ${item.reason ?? ''}`.trim() };
