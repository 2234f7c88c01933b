import { Injectable } from '@nestjs/common';
import { type Job, JobRegistry, type JobReport } from '../../platform/queue/job-registry.js';
import { SOLVE_PLANS } from '../versions/solve-requests.js';
import { PlanSolving } from './plan-solving.service.js';

/** `planning.solve`: begins with the plans that wait, or that a worker left half solved. */
@Injectable()
export class SolvePlansJob implements Job {
  readonly name = SOLVE_PLANS;
  readonly description =
    'Looks for weeks and teams of the plans that wait, beside the other jobs; a plan that a worker left is gone on with.';
  readonly hasDryRun = false;

  constructor(
    registry: JobRegistry,
    private readonly solving: PlanSolving,
  ) {
    registry.register(this);
  }

  async run(): Promise<JobReport> {
    const number = await this.solving.begin();
    return {
      summary: number === null ? 'No plan waits to be solved.' : `Began with ${number}.`,
      result: { begun: number },
      hasChanged: number !== null,
    };
  }
}
