import { Injectable } from '@nestjs/common';
import { type Job, JobRegistry, type JobReport } from '../../platform/queue/job-registry.js';
import { READ_LISTS } from './list-imports.service.js';
import { ListReading } from './list-reading.service.js';

/** Reads the official lists that were sent, and those that a worker left half read. */
@Injectable()
export class ReadLists implements Job {
  readonly name = READ_LISTS;
  readonly description = 'Reads official lists that were sent, and holds them against the register';
  readonly hasDryRun = false;

  constructor(
    jobs: JobRegistry,
    private readonly reading: ListReading,
  ) {
    jobs.register(this);
  }

  async run(): Promise<JobReport> {
    const states: string[] = [];
    for (const id of await this.reading.findUnread())
      states.push((await this.reading.read(id)).state);
    return {
      summary:
        states.length === 0
          ? 'No list waits to be read.'
          : `Read ${states.length}: ${states.join(', ')}.`,
      result: { read: states.length },
      hasChanged: states.length > 0,
    };
  }
}
