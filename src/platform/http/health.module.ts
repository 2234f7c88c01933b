import { Controller, Get, Global, Injectable, Module, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { UnitOfWork } from '../db/unit-of-work.js';
import { JobQueue } from '../queue/job-queue.js';
import { JobRegistry } from '../queue/job-registry.js';
import { JobRunner } from '../queue/job-runner.js';
import { HealthChecks, type HealthCheck } from './health.js';
import { Public } from './public.js';

/** The checks of the ground floor: database, Redis, schedulers, first runs. */
@Injectable()
class PlatformHealth {
  constructor(
    checks: HealthChecks,
    private readonly unitOfWork: UnitOfWork,
    private readonly queue: JobQueue,
    private readonly registry: JobRegistry,
    private readonly runner: JobRunner,
  ) {
    checks.register('database', () => this.database());
    checks.register('redis', () => this.redis());
    checks.register('schedulers', () => this.schedulers());
    checks.register('jobs', () => this.jobs());
  }

  private async database(): Promise<HealthCheck> {
    await this.unitOfWork.reading().query('SELECT 1');
    return { status: 'ok', engine: this.unitOfWork.isSqlite ? 'sqlite' : 'postgres' };
  }

  private async redis(): Promise<HealthCheck> {
    if (await this.queue.answers()) return { status: 'ok' };
    return {
      status: 'degraded',
      detail: 'Redis does not answer; jobs run without it, a little less punctually.',
    };
  }

  private async schedulers(): Promise<HealthCheck> {
    const expected = this.registry.all().map(({ job }) => job.name);
    const present = await this.queue.presentSchedulers();
    if (!present)
      return {
        status: 'degraded',
        detail: 'The schedulers cannot be seen while Redis is away.',
        missing: expected,
      };
    const missing = expected.filter((name) => !present.includes(name));
    if (missing.length === 0) return { status: 'ok', present: present.length };
    return {
      status: 'degraded',
      detail: 'Schedulers are missing; a worker restores them within seconds.',
      missing,
    };
  }

  private async jobs(): Promise<HealthCheck> {
    const succeeded = await this.runner.everSucceeded();
    const waiting = this.registry
      .all()
      .map(({ job }) => job.name)
      .filter((name) => !succeeded.has(name));
    if (waiting.length > 0)
      return {
        status: 'starting',
        detail: 'Some jobs have not run for the first time yet.',
        waiting,
      };
    const failed = [...(await this.runner.latestRuns()).values()].filter(
      (run) => run.outcome === 'failed',
    );
    if (failed.length > 0)
      return {
        status: 'degraded',
        detail: 'The last run of a job failed.',
        failed: failed.map((run) => run.name),
      };
    return { status: 'ok' };
  }
}

@ApiExcludeController()
@Controller('health')
class HealthController {
  constructor(private readonly checks: HealthChecks) {}

  /** The process runs. */
  @Public()
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** 200 while the site can do its work, also where some of it is degraded; 503 while it starts or cannot. */
  @Public()
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<unknown> {
    const health = await this.checks.look();
    void reply.status(health.status === 'ok' || health.status === 'degraded' ? 200 : 503);
    void reply.header('cache-control', 'no-store');
    return health;
  }
}

@Global()
@Module({
  controllers: [HealthController],
  providers: [HealthChecks, PlatformHealth],
  exports: [HealthChecks],
})
export class HealthModule {}
