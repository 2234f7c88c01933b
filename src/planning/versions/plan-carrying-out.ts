import { setImmediate as letOthersRun } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { InspectionObligation } from '../../inspections/inspection-obligation.entity.js';
import { Inspection } from '../../inspections/inspection.entity.js';
import { updateEach } from '../../platform/db/insert-once.js';
import {
  type InspectionOrder,
  type VisitPlace,
  VisitScheduling,
} from '../../inspections/visit-scheduling.service.js';
import type { PlannedTask, YearInstance } from '../instance/year-instance.js';
import { isMoved } from './move-reasons.rules.js';
import { PlanItem } from './plan.entity.js';
import { assignmentsOf, type PlanContent, type PlannedItem } from './planned-items.rules.js';

/** What an approval did to the visits of a year. */
export interface CarriedOut {
  created: number;
  dated: number;
  moved: number;
  handedOver: number;
  postponed: number;
  kept: number;
}

/** Makes the visits of a year what a plan says: in the caller's unit of work, all of them or none. */
@Injectable()
export class PlanCarryingOut {
  constructor(private readonly visits: VisitScheduling) {}

  /** @param by who approved it: stands in the history of every visit */
  async carryOut(
    manager: EntityManager,
    content: PlanContent,
    now: YearInstance,
    by: string,
  ): Promise<CarriedOut> {
    const done: CarriedOut = {
      ...{ created: 0, dated: 0, moved: 0, handedOver: 0, postponed: 0, kept: 0 },
    };
    const tasks = new Map(now.tasks.map((task) => [task.id, task]));
    const isSample = new Set(
      content.positions.filter((position) => position.isSample).map(({ id }) => id),
    );
    const orders: (InspectionOrder & { item: PlannedItem })[] = [];
    const leftOut: { item: PlannedItem; task: PlannedTask }[] = [];
    for (const [index, item] of content.items.entries()) {
      if (index % CHANGED_IN_A_TURN === 0) await letOthersRun();
      const task = tasks.get(item.taskId);
      if (!task || item.fixedBecause !== null || task.fixedBecause !== null) continue;
      const place = placeOf(item, content);
      if (!place) leftOut.push({ item, task });
      else if (task.visit) await this.place(task.visit, task, item, place, by, done);
      else
        orders.push({
          item,
          obligation: {
            id: item.obligationId ?? item.taskId,
            agreementId: item.agreementId,
            dueOn: item.dueOn,
          },
          place,
          isSample: place.team.some(({ positionId }) => isSample.has(positionId)),
        });
    }
    await this.leaveOut(manager, leftOut, content, by, done);
    await this.create(manager, orders, by, done);
    await this.noteVersions(manager, content);
    return done;
  }

  /** What has no visit yet gets one: all of them at once, and a turn of the process for everybody else in between. */
  private async create(
    manager: EntityManager,
    orders: readonly (InspectionOrder & { item: PlannedItem })[],
    by: string,
    done: CarriedOut,
  ): Promise<void> {
    for (let start = 0; start < orders.length; start += AT_ONCE) {
      const some = orders.slice(start, start + AT_ONCE);
      const visits = await this.visits.createInspections(some, by);
      await updateEach(
        manager,
        PlanItem,
        some.flatMap(({ item: { id } }, index) => {
          const visit = visits[index];
          return visit ? [{ id, inspectionId: visit.id }] : [];
        }),
      );
      done.created += visits.length;
      await letOthersRun();
    }
  }

  /** A visit that is there gets its days or team, where they differ. */
  private async place(
    visit: Inspection,
    { standing }: PlannedTask,
    item: PlannedItem,
    place: VisitPlace,
    by: string,
    done: CarriedOut,
  ): Promise<void> {
    const assignment = assignmentsOf([item])[0];
    if (!standing || !assignment) {
      await this.visits.giveDates(visit, place, by);
      done.dated++;
      return;
    }
    const hasOtherTeam = isMoved({ ...standing, week: 0 }, { ...assignment, week: 0 });
    const hasOtherDays = standing.startsOn !== place.startsOn || standing.endsOn !== place.endsOn;
    if (hasOtherTeam) {
      await this.visits.changeTeam(visit, place, by);
      done.handedOver++;
    }
    if (hasOtherDays) {
      const version = visit.version + (hasOtherTeam ? 1 : 0);
      await this.visits.move(Object.assign(new Inspection(), visit, { version }), place, by);
      done.moved++;
    }
    if (!hasOtherTeam && !hasOtherDays) done.kept++;
  }

  /** What has no week in the plan keeps none: its reason is told where people look for it. */
  private async leaveOut(
    manager: EntityManager,
    leftOut: readonly { item: PlannedItem; task: PlannedTask }[],
    { plan }: PlanContent,
    by: string,
    done: CarriedOut,
  ): Promise<void> {
    const waiting: { id: string; unscheduledReason: string }[] = [];
    for (const [index, { item, task }] of leftOut.entries()) {
      if (index % CHANGED_IN_A_TURN === 0) await letOthersRun();
      const { visit, standing } = task;
      const reason = `Not placed by ${plan.number}: ${item.reason ?? 'no reason was given.'}`;
      if (visit && standing) {
        await this.visits.postpone(visit, reason, by);
        done.postponed++;
      } else if (!visit && item.obligationId !== null)
        waiting.push({ id: item.obligationId, unscheduledReason: reason });
      else if (visit?.status === 'unscheduled' && visit.reason !== reason)
        await manager.update(
          Inspection,
          { id: visit.id, version: visit.version },
          { reason, version: visit.version + 1 },
        );
    }
    await updateEach(manager, InspectionObligation, waiting);
  }

  /** From here on the plan knows its visits as they are now: what is done to them later is a deviation. */
  private async noteVersions(manager: EntityManager, { plan }: PlanContent): Promise<void> {
    const items = await manager.findBy(PlanItem, { planId: plan.id });
    const ids = items.flatMap(({ inspectionId }) => inspectionId ?? []);
    const versions = new Map(
      (
        await manager.find(Inspection, {
          select: { id: true, version: true },
          where: { id: In(ids) },
        })
      ).map(({ id, version }) => [id, version]),
    );
    await updateEach(
      manager,
      PlanItem,
      items.flatMap(({ id, inspectionId, inspectionVersion }) => {
        const version = versions.get(inspectionId ?? '');
        return version === undefined || version === inspectionVersion
          ? []
          : [{ id, inspectionVersion: version }];
      }),
    );
  }
}

/** Visits that are made before others get a turn: some ten milliseconds. */
const AT_ONCE = 100;

/**
 * Visits that are changed before others get one. With a turn after each the transaction, and on SQLite everybody's writing,
 * waits for a page of somebody else every time.
 */
const CHANGED_IN_A_TURN = 20;

/** When it is and who goes, as visits are told; null when the plan has no week for it. */
function placeOf(item: PlannedItem, { plan }: PlanContent): VisitPlace | null {
  const { startsOn, endsOn, leaderId, inspectors, reason } = item;
  if (startsOn === null || endsOn === null || leaderId === null) return null;
  return {
    startsOn,
    endsOn,
    team: [
      { positionId: leaderId, role: 'leader' },
      ...inspectors.map((positionId) => ({ positionId, role: 'inspector' as const })),
    ],
    reason: `${plan.number}: ${item.movedBecause ?? reason ?? 'as planned.'}`,
  };
}
