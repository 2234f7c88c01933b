import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import {
  type InstallationStep,
  InstallationSteps,
} from '../../platform/installation/installation-steps.js';
import { Plan, PlanBasis, PlanItem, PlanItemMember, PlanNote, PlanSolve } from './plan.entity.js';

/** Plans that rest on sample positions leave with them. None comes with the demonstration: making one is the first thing to try. */
@Injectable()
export class SamplePlans implements InstallationStep {
  readonly phase = 'sample';
  readonly name = 'sample-plans';
  readonly version = '1';
  readonly order = 90;

  constructor(
    steps: InstallationSteps,
    private readonly unitOfWork: UnitOfWork,
  ) {
    steps.register(this);
  }

  install(): Promise<void> {
    return Promise.resolve();
  }

  async remove(): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const samples = await manager.findBy(Plan, { isSample: true });
      const planId = In(samples.map(({ id }) => id));
      for (const part of [PlanItemMember, PlanItem, PlanBasis, PlanSolve, PlanNote])
        await manager.delete(part, { planId });
      const basedOnId = planId;
      await manager.update(Plan, { basedOnId }, { basedOnId: null });
      await manager.delete(Plan, { isSample: true });
    });
  }
}
