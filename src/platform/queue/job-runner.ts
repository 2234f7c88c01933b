import { Injectable } from '@nestjs/common';
import { SystemClock } from '../clock/clock.js';
import { newId } from '../db/id.js';
import { UnitOfWork } from '../db/unit-of-work.js';
import { Log } from '../log.js';
import { fromOrigin, type Origin } from '../origin.js';
import { JobRun, type JobTrigger } from './job-run.entity.js';
import { JobRegistry, type JobReport } from './job-registry.js';

/** Runs of one job that are kept. */
const KEPT_RUNS = 50;

/** Runs a job and records the run, whoever asked for it. */
@Injectable()
export class JobRunner {
  constructor(
    private readonly registry: JobRegistry,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: SystemClock,
    private readonly log: Log,
  ) {}

  /** @throws what the job throws, after recording it */
  async run(name: string, trigger: JobTrigger, isDryRun = false): Promise<JobReport> {
    const job = this.registry.find(name);
    if (!job) throw new Error(`no job is called ${name}`);
    const startedAt = this.clock.moment();
    try {
      const report = await fromOrigin(originOf(name), () => job.run({ isDryRun }));
      await this.record({ name, trigger, isDryRun, startedAt, outcome: 'succeeded', ...report });
      return report;
    } catch (error) {
      const summary = error instanceof Error ? error.message : String(error);
      this.log.error({ job: name, error }, 'job failed');
      await this.record({
        name,
        trigger,
        isDryRun,
        startedAt,
        outcome: 'failed',
        summary,
        result: null,
        hasChanged: true,
      });
      throw error;
    }
  }

  /** The latest run of every job, dry runs aside. */
  async latestRuns(): Promise<Map<string, JobRun>> {
    const runs = await this.unitOfWork
      .reading()
      .createQueryBuilder(JobRun, 'run')
      .where('run.isDryRun = :isDryRun', { isDryRun: false })
      .andWhere(
        'run.startedAt = (SELECT MAX(later.started_at) FROM job_run later WHERE later.name = run.name AND later.is_dry_run = :isDryRun)',
      )
      .getMany();
    return new Map(runs.map((run) => [run.name, run]));
  }

  /** Names of the jobs that have succeeded at least once in this database. */
  async everSucceeded(): Promise<Set<string>> {
    const rows = await this.unitOfWork
      .reading()
      .createQueryBuilder(JobRun, 'run')
      .select('DISTINCT run.name', 'name')
      .where('run.outcome = :outcome AND run.isDryRun = :isDryRun', {
        outcome: 'succeeded',
        isDryRun: false,
      })
      .getRawMany<{ name: string }>();
    return new Set(rows.map((row) => row.name));
  }

  /** The runs of one job, latest first. */
  async runsOf(name: string, limit: number): Promise<JobRun[]> {
    return this.unitOfWork
      .reading()
      .find(JobRun, { where: { name }, order: { startedAt: 'DESC', id: 'DESC' }, take: limit });
  }

  private async record(run: EndedRun): Promise<void> {
    const { hasChanged, ...row } = run;
    await this.unitOfWork.run(async (manager) => {
      const kept = await manager.find(JobRun, {
        where: { name: run.name },
        order: { startedAt: 'DESC', id: 'DESC' },
      });
      const surplus = kept.slice(KEPT_RUNS - 1);
      // One idle run after another tells nothing new: the latest replaces the one before.
      const previous = kept[0];
      if (!hasChanged && previous && isIdle(previous)) surplus.push(previous);
      if (surplus.length > 0)
        await manager.delete(
          JobRun,
          surplus.map((old) => old.id),
        );
      await manager.insert(JobRun, {
        ...row,
        id: newId(),
        endedAt: this.clock.moment(),
        result: { ...row.result, hasChanged },
      });
    });
  }
}

const originOf = (job: string): Origin => ({
  kind: 'job',
  name: job,
  address: null,
  requestId: null,
  viewer: undefined,
});

/** What is written down of a run that is over. */
type EndedRun = Pick<
  JobRun,
  'name' | 'trigger' | 'isDryRun' | 'startedAt' | 'outcome' | 'summary' | 'result'
> &
  Pick<JobReport, 'hasChanged'>;

const isIdle = (run: JobRun): boolean =>
  run.outcome === 'succeeded' && !run.isDryRun && run.result?.['hasChanged'] === false;
