import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { InspectionObligation } from '../../inspections/inspection-obligation.entity.js';
import { Inspection } from '../../inspections/inspection.entity.js';
import { type VisitPlace, VisitScheduling } from '../../inspections/visit-scheduling.service.js';
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
    for (const item of content.items) {
      const task = tasks.get(item.taskId);
      if (!task || item.fixedBecause !== null || task.fixedBecause !== null) continue;
      const place = placeOf(item, content);
      if (!place) await this.leaveOut(manager, item, task, content, by, done);
      else if (task.visit) await this.place(task.visit, task, item, place, by, done);
      else {
        const obligation = {
          id: item.obligationId ?? item.taskId,
          agreementId: item.agreementId,
          dueOn: item.dueOn,
        };
        const visit = await this.visits.createInspection(obligation, place, {
          by,
          isSample: place.team.some(({ positionId }) => isSample.has(positionId)),
        });
        await manager.update(PlanItem, { id: item.id }, { inspectionId: visit.id });
        done.created++;
      }
    }
    await this.noteVersions(manager, content);
    return done;
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
    item: PlannedItem,
    { visit, standing }: PlannedTask,
    { plan }: PlanContent,
    by: string,
    done: CarriedOut,
  ): Promise<void> {
    const reason = `Not placed by ${plan.number}: ${item.reason ?? 'no reason was given.'}`;
    if (visit && standing) {
      await this.visits.postpone(visit, reason, by);
      done.postponed++;
    } else if (!visit && item.obligationId !== null)
      await manager.update(
        InspectionObligation,
        { id: item.obligationId },
        { unscheduledReason: reason },
      );
    else if (visit?.status === 'unscheduled' && visit.reason !== reason)
      await manager.update(
        Inspection,
        { id: visit.id, version: visit.version },
        { reason, version: visit.version + 1 },
      );
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
    for (const { id, inspectionId, inspectionVersion } of items) {
      const version = versions.get(inspectionId ?? '');
      if (version !== undefined && version !== inspectionVersion)
        await manager.update(PlanItem, { id }, { inspectionVersion: version });
    }
  }
}

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
