import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import {
  type InstallationStep,
  InstallationSteps,
} from '../../platform/installation/installation-steps.js';
import { StaffingAdvice, StaffingBasis, StaffingRun, StaffingScenario } from './staffing.entity.js';

/** Scenarios and answers that rest on sample positions leave with them. */
@Injectable()
export class SampleStaffing implements InstallationStep {
  readonly phase = 'sample';
  readonly name = 'sample-staffing';
  readonly version = '1';
  readonly order = 91;

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
      const bases = await manager.findBy(StaffingBasis, { isSample: true });
      const basisId = In(bases.map(({ id }) => id));
      const scenarios = await manager.findBy(StaffingScenario, { basisId });
      const answers = await manager.findBy(StaffingAdvice, { isSample: true });
      await manager.delete(StaffingRun, {
        subjectId: In([...scenarios, ...answers].map(({ id }) => id)),
      });
      await manager.delete(StaffingAdvice, { isSample: true });
      await manager.delete(StaffingScenario, { basisId });
      await manager.delete(StaffingBasis, { isSample: true });
    });
  }
}
