import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Plan, PlanItem } from './plan.entity.js';

/** The plan that a year goes by. */
export interface ApprovedPlan {
  number: string;
  fiscalYear: number;
  /** Its tasks: those that it gave a week, and those that it left out. */
  tasks: ReadonlyMap<string, 'placed' | 'left-out'>;
}

/** Which years go by an approved plan. */
@Injectable()
export class ApprovedPlans {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async find(fiscalYear: number): Promise<ApprovedPlan | null> {
    const manager = this.unitOfWork.reading();
    const plan = await manager.findOneBy(Plan, { fiscalYear, status: 'approved' });
    if (!plan) return null;
    const items = await manager.find(PlanItem, {
      where: { planId: plan.id },
      select: { taskId: true, week: true },
    });
    return {
      number: plan.number,
      fiscalYear,
      tasks: new Map(
        items.map(({ taskId, week }) => [taskId, week === null ? 'left-out' : 'placed']),
      ),
    };
  }
}
