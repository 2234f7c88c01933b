import {
  Injectable,
  type OnApplicationBootstrap,
  type BeforeApplicationShutdown,
} from '@nestjs/common';
import { SystemClock } from '../clock/clock.js';
import { Policy } from '../config/policy.js';
import { Log } from '../log.js';
import { JobQueue } from './job-queue.js';
import { JobRegistry } from './job-registry.js';
import { JobRunner } from './job-runner.js';
import { lastTick } from './job-schedule.js';

const ROUND_MS = 5000;
/** A tick that BullMQ has not brought by then is run from here. */
const GRACE_SECONDS = 15;

/**
 * Walks the rounds in every worker process. At boot it asks for every job once, in order. Then, every few seconds, it
 * restores schedulers that Redis lost and runs whatever tick did not come: with Redis away, flushed or absent the work goes on,
 * a little less punctually.
 */
@Injectable()
export class Watchman implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();
  private isStopped = false;
  private startedAt = '';

  constructor(
    private readonly policy: Policy,
    private readonly clock: SystemClock,
    private readonly registry: JobRegistry,
    private readonly runner: JobRunner,
    private readonly queue: JobQueue,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.registry.verify();
  }

  /** Begins the rounds: for processes that run as worker. */
  start(): void {
    this.startedAt = this.clock.moment();
    this.queue.startWorker();
    this.round = this.boot();
    this.timer = setInterval(() => {
      this.round = this.round.then(() => this.walk());
    }, ROUND_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.timer);
    await this.round;
  }

  /** Every job once, in the order of policy.yaml. */
  private async boot(): Promise<void> {
    const names = this.registry.all().map(({ job }) => job.name);
    for (const name of names)
      if (!this.isStopped && !(await this.queue.add(name, 'boot')))
        await this.runQuietly(name, 'boot');
    await this.queue.ensureSchedulers();
  }

  private async walk(): Promise<void> {
    if (this.isStopped) return;
    try {
      const restored = await this.queue.ensureSchedulers();
      if (restored && restored.length > 0)
        this.log.warn({ restored }, 'schedulers were missing and are back');
      await this.runWhatDidNotCome();
    } catch (error) {
      this.log.error({ error }, 'the watchman stumbled');
    }
  }

  private async runWhatDidNotCome(): Promise<void> {
    const runs = await this.runner.latestRuns();
    const deadline = this.clock.momentIn(-GRACE_SECONDS);
    for (const { job, pattern } of this.registry.all()) {
      const tick = lastTick(pattern, this.policy.timeZone, deadline);
      const lastRun = runs.get(job.name)?.startedAt ?? '';
      if (tick > lastRun && tick > this.startedAt && !this.isStopped)
        await this.runQuietly(job.name, 'fallback');
    }
  }

  /** A failed run is recorded and logged by the runner; the next round goes on. */
  private async runQuietly(name: string, trigger: 'boot' | 'fallback'): Promise<void> {
    await this.runner.run(name, trigger).catch(() => undefined);
  }
}
