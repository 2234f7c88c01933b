import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { UnitOfWork } from '../db/unit-of-work.js';
import { JobQueue } from './job-queue.js';

/** Rings of one job within so many milliseconds become one. */
const COLLECT_MS = 200;

/** Asks for a job soon after a change, so that nobody waits for the next tick. If it is not heard, the tick comes anyway. */
@Injectable()
export class Doorbell implements OnApplicationShutdown {
  private readonly rung = new Map<string, NodeJS.Timeout>();

  constructor(
    private readonly queue: JobQueue,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Rings once the open unit of work has committed. */
  ring(job: string): void {
    this.unitOfWork.afterCommit(() => {
      if (this.rung.has(job)) return;
      this.rung.set(
        job,
        setTimeout(() => {
          this.rung.delete(job);
          void this.queue.add(job, 'doorbell');
        }, COLLECT_MS),
      );
    });
  }

  onApplicationShutdown(): void {
    for (const timer of this.rung.values()) clearTimeout(timer);
    this.rung.clear();
  }
}
