import { Injectable } from '@nestjs/common';
import { type Job, JobRegistry, type JobReport } from '../platform/queue/job-registry.js';
import { ObligationsService } from './obligations.service.js';

/** `obligations.reconcile`: which agreements must be inspected in full, and by when. */
@Injectable()
export class ReconcileObligationsJob implements Job {
  readonly name = 'obligations.reconcile';
  readonly description =
    'Makes an inspection obligation for every agreement that the due rules name, and closes those that are met or gone.';
  readonly hasDryRun = true;

  constructor(
    registry: JobRegistry,
    private readonly obligations: ObligationsService,
  ) {
    registry.register(this);
  }

  async run({ isDryRun }: { isDryRun: boolean }): Promise<JobReport> {
    const { create, redate, close } = await this.obligations.reconcile(isDryRun);
    const counts = { created: create.length, redated: redate.length, closed: close.length };
    const total = counts.created + counts.redated + counts.closed;
    return {
      summary:
        total === 0
          ? 'Every obligation is as the rules ask.'
          : `${isDryRun ? 'Would be' : 'Obligations'}: ${counts.created} created, ${counts.redated} redated, ${counts.closed} closed.`,
      result: counts,
      hasChanged: !isDryRun && total > 0,
    };
  }
}
