import { Injectable } from '@nestjs/common';
import { type Job, JobRegistry, type JobReport } from '../../platform/queue/job-registry.js';
import { RUN_STAFFING } from './staffing-run-requests.js';
import { StaffingRuns } from './staffing-runs.service.js';

/** `planning.staffing`: begins with the scenarios and questions that wait, or that a worker left. */
@Injectable()
export class RunStaffingJob implements Job {
  readonly name = RUN_STAFFING;
  readonly description =
    'Plans the year of each staffing scenario that waits, and answers what it would take, one after the other and beside the other jobs.';
  readonly hasDryRun = false;

  constructor(
    registry: JobRegistry,
    private readonly runs: StaffingRuns,
  ) {
    registry.register(this);
  }

  async run(): Promise<JobReport> {
    const kind = await this.runs.begin();
    return {
      summary: kind === null ? 'No scenario waits.' : `Began with one ${kind}.`,
      result: { begun: kind },
      hasChanged: kind !== null,
    };
  }
}
