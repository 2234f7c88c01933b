import { Injectable } from '@nestjs/common';
import { counted } from '../../platform/counted.js';
import { type Job, JobRegistry, type JobReport } from '../../platform/queue/job-registry.js';
import { PlanUpkeep } from './plan-upkeep.service.js';

/** `planning.check`: whether the approved plans still hold. */
@Injectable()
export class CheckPlansJob implements Job {
  readonly name = 'planning.check';
  readonly description =
    'Holds the approved plans against people, agreements, findings and visits as they are, and notes what broke.';
  readonly hasDryRun = true;

  constructor(
    registry: JobRegistry,
    private readonly upkeep: PlanUpkeep,
  ) {
    registry.register(this);
  }

  async run({ isDryRun }: { isDryRun: boolean }): Promise<JobReport> {
    const reports = await this.upkeep.check(isDryRun);
    const hasChanged = !isDryRun && reports.some(({ found, gone }) => found.length + gone > 0);
    const sentences = reports.map(
      ({ number, found, gone }) =>
        `${number}: ${counted(found.length, 'new difference')}, ${gone} settled.`,
    );
    return {
      summary: sentences.length === 0 ? 'No year has an approved plan.' : sentences.join(' '),
      result: { plans: reports },
      hasChanged,
    };
  }
}
