import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { type Job as QueuedJob, Queue, QueueEvents, Worker } from 'bullmq';
import { Policy } from '../config/policy.js';
import { Settings } from '../config/settings.js';
import { Log } from '../log.js';
import type { JobTrigger } from './job-run.entity.js';
import { JobRegistry, type JobReport } from './job-registry.js';
import { JobRunner } from './job-runner.js';
import { redisOptions, redisPrefix, within } from './redis.js';

const QUEUE = 'jobs';
/** How long anything waits for Redis before it is taken to be away. */
const PATIENCE_MS = 2000;

interface Ticket {
  trigger: JobTrigger;
  isDryRun?: boolean;
}

/**
 * BullMQ on Redis: a doorbell. It says when to look; what is to be done is in the database, so that losing Redis loses
 * nothing. Without `REDIS_URL` every call here says "away" and the `Watchman` does the rounds.
 */
@Injectable()
export class JobQueue implements BeforeApplicationShutdown {
  private readonly queue: Queue<Ticket, JobReport> | undefined;
  private worker: Worker<Ticket, JobReport> | undefined;
  private isAway = false;

  constructor(
    private readonly settings: Settings,
    private readonly policy: Policy,
    private readonly registry: JobRegistry,
    private readonly runner: JobRunner,
    private readonly log: Log,
  ) {
    if (!settings.redisUrl) return;
    this.queue = new Queue(QUEUE, {
      connection: {
        ...redisOptions(settings.redisUrl),
        enableOfflineQueue: false,
        maxRetriesPerRequest: 1,
      },
      prefix: redisPrefix(settings.database),
      defaultJobOptions: {
        attempts: 1,
        removeOnComplete: { count: 100 },
        removeOnFail: { count: 100 },
      },
    });
    this.queue.on('error', (error) => {
      this.noteAway(error);
    });
  }

  /** Takes jobs from the queue, one at a time, until `beforeApplicationShutdown`. */
  startWorker(): void {
    if (!this.settings.redisUrl || this.worker) return;
    this.worker = new Worker<Ticket, JobReport>(
      QUEUE,
      (job: QueuedJob<Ticket, JobReport>) =>
        this.runner.run(job.name, job.data.trigger, job.data.isDryRun ?? false),
      {
        connection: { ...redisOptions(this.settings.redisUrl), maxRetriesPerRequest: null },
        prefix: redisPrefix(this.settings.database),
        concurrency: 1,
      },
    );
    this.worker.on('error', (error) => {
      this.noteAway(error);
    });
    this.worker.on('ready', () => {
      this.noteBack();
    });
  }

  /** Asks for one run of a job. @returns false when Redis is away */
  async add(name: string, trigger: JobTrigger): Promise<boolean> {
    return this.attempt(async (queue) => {
      await queue.add(name, { trigger });
      return true;
    }, false);
  }

  /**
   * Runs a job by hand and waits for its report, whichever worker takes it.
   * @throws when Redis is away or the job fails
   */
  async runAndWait(name: string, isDryRun: boolean): Promise<JobReport> {
    if (!this.queue || !this.settings.redisUrl) throw new Error('REDIS_URL is not set.');
    const events = new QueueEvents(QUEUE, {
      connection: { ...redisOptions(this.settings.redisUrl), maxRetriesPerRequest: null },
      prefix: redisPrefix(this.settings.database),
    });
    events.on('error', (error) => {
      this.noteAway(error);
    });
    try {
      await within(events.waitUntilReady(), PATIENCE_MS);
      await within(this.queue.waitUntilReady(), PATIENCE_MS);
      const job = await this.queue.add(name, { trigger: 'hand', isDryRun });
      return await job.waitUntilFinished(events);
    } finally {
      await within(events.close(), PATIENCE_MS).catch(() => undefined);
    }
  }

  /**
   * Puts the schedulers of policy.yaml there that are missing or differ, and takes away those it no longer names.
   * Only what differs is touched: many instances that start at once must not all write.
   * @returns the names that were put there, or undefined when Redis is away
   */
  async ensureSchedulers(): Promise<string[] | undefined> {
    return this.attempt(async (queue) => {
      const present = new Map(
        (await queue.getJobSchedulers()).map((scheduler) => [scheduler.key, scheduler]),
      );
      const restored: string[] = [];
      for (const { job, pattern } of this.registry.all()) {
        const known = present.get(job.name);
        present.delete(job.name);
        if (known?.pattern === pattern && known.tz === this.policy.timeZone) continue;
        await queue.upsertJobScheduler(
          job.name,
          { pattern, tz: this.policy.timeZone },
          { name: job.name, data: { trigger: 'schedule' } },
        );
        restored.push(job.name);
      }
      for (const leftOver of present.keys()) await queue.removeJobScheduler(leftOver);
      return restored;
    }, undefined);
  }

  /** Names of the schedulers that stand in Redis; undefined when it is away. */
  async presentSchedulers(): Promise<string[] | undefined> {
    return this.attempt(
      async (queue) => (await queue.getJobSchedulers()).map((scheduler) => scheduler.key),
      undefined,
    );
  }

  /** Whether Redis answers. */
  async answers(): Promise<boolean> {
    return this.attempt(async (queue) => {
      await queue.count();
      return true;
    }, false);
  }

  /** Before the database closes: a job in hand still needs it. */
  async beforeApplicationShutdown(): Promise<void> {
    // With Redis away a graceful close would wait for it; a job in hand is finished by the next tick anyway.
    await within(this.worker?.close(this.isAway) ?? Promise.resolve(), 5000).catch(() => undefined);
    await within(this.queue?.close() ?? Promise.resolve(), PATIENCE_MS).catch(() => undefined);
  }

  private async attempt<Answer>(
    call: (queue: Queue<Ticket, JobReport>) => Promise<Answer>,
    whenAway: Answer,
  ): Promise<Answer> {
    if (!this.queue) return whenAway;
    try {
      const answer = await within(call(this.queue), PATIENCE_MS);
      this.noteBack();
      return answer;
    } catch (error) {
      this.noteAway(error);
      return whenAway;
    }
  }

  private noteAway(error: unknown): void {
    if (!this.isAway) this.log.warn({ error }, 'Redis is away; jobs are run by the watchman');
    this.isAway = true;
  }

  private noteBack(): void {
    if (this.isAway) this.log.info({}, 'Redis is back');
    this.isAway = false;
  }
}
