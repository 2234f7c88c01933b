import { Injectable } from '@nestjs/common';
import { type Job, JobRegistry, type JobReport } from '../platform/queue/job-registry.js';
import { ReviewReconciliation } from './review-reconciliation.js';

/** `renewals.reconcile`: of which agreements must somebody decide whether to keep them? */
@Injectable()
export class ReconcileRenewalsJob implements Job {
  readonly name = 'renewals.reconcile';
  readonly description =
    'Opens a renewal review for every agreement whose end comes near or has passed, or that is suspended, and closes those whose cause went away.';
  readonly hasDryRun = true;

  constructor(
    registry: JobRegistry,
    private readonly reviews: ReviewReconciliation,
  ) {
    registry.register(this);
  }

  async run({ isDryRun }: { isDryRun: boolean }): Promise<JobReport> {
    const { open, close } = await this.reviews.reconcile(isDryRun);
    const counts = { opened: open.length, closed: close.length };
    const total = counts.opened + counts.closed;
    return {
      summary:
        total === 0
          ? 'Every review is as the rules ask.'
          : `${isDryRun ? 'Would be' : 'Reviews'}: ${counts.opened} opened, ${counts.closed} closed.`,
      result: counts,
      hasChanged: !isDryRun && total > 0,
    };
  }
}
