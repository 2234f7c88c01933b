import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { isId } from '../../platform/db/id.js';
import { insertAll } from '../../platform/db/insert-once.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { grouped } from '../../platform/grouped.js';
import { NotFound, Stale } from '../../platform/http/problem.js';
import { RegistryReader } from '../../registry/registry-reader.js';
import { Plan, PlanBasis, PlanItem, PlanItemMember } from './plan.entity.js';
import type { PlanContent, PlannedItem } from './planned-items.rules.js';

/** Reads and writes what a version says. Who may do so, and when, is for the services beside it. */
@Injectable()
export class PlanContents {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: RegistryReader,
  ) {}

  /** @throws NotFound */
  async findPlan(id: string): Promise<Plan> {
    const plan = isId(id) ? await this.unitOfWork.reading().findOneBy(Plan, { id }) : null;
    if (!plan) throw new NotFound('The plan');
    return plan;
  }

  /** @throws NotFound */
  async read(id: string): Promise<PlanContent> {
    const plan = await this.findPlan(id);
    const manager = this.unitOfWork.reading();
    const { instance, positions, assumptions, keep } = await manager.findOneByOrFail(PlanBasis, {
      planId: id,
    });
    const items = await manager.findBy(PlanItem, { planId: id });
    const members = await manager.find(PlanItemMember, {
      where: { planId: id },
      order: { positionId: 'ASC' },
    });
    const teams = grouped(
      members,
      ({ itemId }) => itemId,
      ({ positionId }) => positionId,
    );
    const agreements = await this.registry.findByIds(
      items.map(({ agreementId }) => agreementId),
      plan.plannedFrom,
    );
    const placeOf = ({ startsOn, dueOn, agreementId, taskId }: PlanItem): string =>
      [startsOn ?? `9${dueOn}`, agreements.get(agreementId)?.agencyName ?? '', taskId].join('|');
    return {
      plan,
      instance,
      positions,
      assumptions,
      keep,
      items: items
        .map((item) => ({ item, place: placeOf(item) }))
        .sort((a, b) => (a.place < b.place ? -1 : 1))
        .map(({ item }) => Object.assign(item, { inspectors: teams.get(item.id) ?? [] })),
      agreements,
    };
  }

  /** Inserts items that are not there yet, thousands at once. */
  async addItems(manager: EntityManager, items: readonly PlannedItem[]): Promise<void> {
    await insertAll(manager, PlanItem, [...items]);
    await insertAll(
      manager,
      PlanItemMember,
      items.flatMap(({ id, planId, inspectors }) =>
        inspectors.map((positionId) => ({ itemId: id, planId, positionId })),
      ),
    );
  }

  /** Puts these items in place of those that a version has. */
  async replaceItems(
    manager: EntityManager,
    planId: string,
    items: readonly PlannedItem[],
  ): Promise<void> {
    await manager.delete(PlanItemMember, { planId });
    await manager.delete(PlanItem, { planId });
    await this.addItems(manager, items);
  }

  /** @throws Stale (412) when the version changed meanwhile */
  async change(manager: EntityManager, plan: Plan, change: Partial<Plan>): Promise<void> {
    const { id, version } = plan;
    const { affected } = await manager.update(
      Plan,
      { id, version },
      { ...change, version: version + 1 },
    );
    if (affected !== 1) throw new Stale(publicFacts(plan));
  }
}

/** What one may compare after a 412. */
export const publicFacts = (plan: Plan): Record<string, unknown> => ({
  number: plan.number,
  name: plan.name,
  status: plan.status,
  lateness: plan.lateness,
  travelKm: plan.travelKm,
  unscheduled: plan.unscheduledCount,
  version: plan.version,
});
