import { Injectable } from '@nestjs/common';
import { Policy } from '../config/policy.js';
import { StartUpError } from '../start-up-error.js';

/** What a run did. */
export interface JobReport {
  /** One sentence for the jobs page. */
  summary: string;
  /** Counts and ids for whoever asked by hand. */
  result: Record<string, unknown>;
  /** Whether anything was changed or sent; idle runs are not kept one by one. */
  hasChanged: boolean;
}

/**
 * A job asks "what should exist now?" and makes it so. A tick that is missed, doubled or late therefore does no harm,
 * and neither do two workers at once.
 */
export interface Job {
  readonly name: string;
  readonly description: string;
  /** Whether `isDryRun` makes sense: the job then reports what it would do and changes nothing. */
  readonly hasDryRun: boolean;
  run(options: { isDryRun: boolean }): Promise<JobReport>;
}

/** The jobs that the features bring, held against the schedule of policy.yaml. */
@Injectable()
export class JobRegistry {
  private readonly jobs = new Map<string, Job>();

  constructor(private readonly policy: Policy) {}

  /** @throws StartUpError when another handler has the name already */
  register(job: Job): void {
    if (this.jobs.has(job.name)) throw new StartUpError(`Two handlers claim the job ${job.name}.`);
    this.jobs.set(job.name, job);
  }

  find(name: string): Job | undefined {
    return this.jobs.get(name);
  }

  /** In the order of policy.yaml, which is the order of the first run. */
  all(): { job: Job; pattern: string }[] {
    return Object.entries(this.policy.jobs).flatMap(([name, pattern]) => {
      const job = this.jobs.get(name);
      return job ? [{ job, pattern }] : [];
    });
  }

  /** @throws StartUpError when a scheduled job has no handler or a handler no schedule */
  verify(): void {
    const scheduled = new Set(Object.keys(this.policy.jobs));
    const missing = [...scheduled].filter((name) => !this.jobs.has(name));
    const unscheduled = [...this.jobs.keys()].filter((name) => !scheduled.has(name));
    if (missing.length > 0)
      throw new StartUpError(`No handler exists for the scheduled job ${missing.join(', ')}.`);
    if (unscheduled.length > 0)
      throw new StartUpError(`policy.yaml has no schedule for the job ${unscheduled.join(', ')}.`);
  }
}
