import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { VNode } from 'preact';
import { AuditTrail } from '../audit/audit-trail.js';
import { Requires } from '../identity/requires.js';
import type { Moment } from '../platform/clock/calendar.js';
import { SystemClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { NotFound } from '../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { Alert } from '../platform/pages/alert.js';
import { Breadcrumb } from '../platform/pages/breadcrumb.js';
import { CsrfField } from '../platform/pages/csrf-field.js';
import { DataTable } from '../platform/pages/data-table.js';
import { EmptyState } from '../platform/pages/empty-state.js';
import { MomentTime } from '../platform/pages/format.js';
import { ADMIN, Navigation } from '../platform/pages/navigation.js';
import { GoTo, Page } from '../platform/pages/page.js';
import { useRender } from '../platform/pages/render-context.js';
import { StatusTag } from '../platform/pages/status-tag.js';
import { JobQueue } from '../platform/queue/job-queue.js';
import { JobRegistry, type Job } from '../platform/queue/job-registry.js';
import type { JobRun } from '../platform/queue/job-run.entity.js';
import { JobRunner } from '../platform/queue/job-runner.js';
import { nextTick } from '../platform/queue/job-schedule.js';
import { jobRunByHand } from './job-run-by-hand.js';

interface JobLine {
  job: Job;
  pattern: string;
  nextRun: Moment;
  lastRun: JobRun | undefined;
}

@ApiExcludeController()
@Controller('admin/jobs')
export class JobsPages {
  constructor(
    navigation: Navigation,
    private readonly registry: JobRegistry,
    private readonly runner: JobRunner,
    private readonly queue: JobQueue,
    private readonly audit: AuditTrail,
    private readonly clock: SystemClock,
    private readonly policy: Policy,
  ) {
    navigation.register({
      label: 'Jobs',
      path: '/admin/jobs',
      permission: 'jobs.read',
      order: 80,
      about: 'What runs by itself: when each job ran last, what it did, and when it runs next.',
    });
  }

  @Get()
  @Requires('jobs.read')
  async list(@CurrentViewer() viewer: Viewer): Promise<Page> {
    const runs = await this.runner.latestRuns();
    const now = this.clock.moment();
    const lines = this.registry.all().map(({ job, pattern }) => ({
      job,
      pattern,
      nextRun: nextTick(pattern, this.policy.timeZone, now),
      lastRun: runs.get(job.name),
    }));
    const isRedisThere = await this.queue.answers();
    return new Page(
      'Jobs',
      <JobList
        lines={lines}
        isRedisThere={isRedisThere}
        mayRun={viewer.permissions.has('jobs.run')}
      />,
    );
  }

  @Get(':name')
  @Requires('jobs.read')
  async one(@Param('name') name: string): Promise<Page> {
    const job = this.registry.find(name);
    if (!job) throw new NotFound('The job');
    const runs = await this.runner.runsOf(name, 50);
    return new Page(`Job ${name}`, <JobHistory job={job} runs={runs} />);
  }

  @Post(':name/run')
  @Requires('jobs.run')
  async run(@Param('name') name: string): Promise<GoTo> {
    if (!this.registry.find(name)) throw new NotFound('The job');
    await this.audit.record(jobRunByHand(name, false));
    if (await this.queue.add(name, 'hand'))
      return new GoTo('/admin/jobs', `${name} is in the queue; its result shows here.`);
    const report = await this.runner.run(name, 'hand');
    return new GoTo('/admin/jobs', `${name}: ${report.summary}`);
  }
}

function JobList(props: { lines: JobLine[]; isRedisThere: boolean; mayRun: boolean }): VNode {
  const { timeZone } = useRender();
  return (
    <div class="grid-container">
      <Breadcrumb items={[ADMIN, { label: 'Jobs' }]} />
      <h1>Jobs</h1>
      {!props.isRedisThere && (
        <Alert kind="warning">
          Redis does not answer. Workers run what is due from the database, a little less
          punctually.
        </Alert>
      )}
      <p>Times are real, not shifted. What is due is decided by the business day.</p>
      <DataTable
        caption="Jobs"
        isCaptionHidden
        rows={props.lines}
        keyOf={({ job }) => job.name}
        columns={[
          {
            header: 'Job',
            isRowHeader: true,
            cell: ({ job }) => (
              <>
                <a href={`/admin/jobs/${job.name}`}>{job.name}</a>
                <br />
                <small>{job.description}</small>
              </>
            ),
          },
          {
            header: 'Last run',
            cell: ({ lastRun }) =>
              lastRun ? <MomentTime moment={lastRun.startedAt} timeZone={timeZone} /> : 'not yet',
          },
          {
            header: 'Result',
            cell: ({ lastRun }) =>
              lastRun ? (
                <>
                  <StatusTag status={lastRun.outcome} /> {lastRun.summary}
                </>
              ) : (
                'none yet'
              ),
          },
          {
            header: 'Next run',
            cell: ({ nextRun }) => <MomentTime moment={nextRun} timeZone={timeZone} />,
          },
          ...(props.mayRun
            ? [{ header: 'By hand', cell: ({ job }: JobLine) => <RunNow name={job.name} /> }]
            : []),
        ]}
      />
    </div>
  );
}

function RunNow({ name }: { name: string }): VNode {
  return (
    <form method="post" action={`/admin/jobs/${name}/run`}>
      <CsrfField />
      <button class="usa-button usa-button--outline" type="submit">
        Run <span class="usa-sr-only">{name}</span> now
      </button>
    </form>
  );
}

function JobHistory({ job, runs }: { job: Job; runs: JobRun[] }): VNode {
  const { timeZone } = useRender();
  return (
    <div class="grid-container">
      <Breadcrumb items={[ADMIN, { label: 'Jobs', path: '/admin/jobs' }, { label: job.name }]} />
      <h1>{job.name}</h1>
      <p>{job.description}</p>
      {runs.length === 0 ? (
        <EmptyState>It has not run yet.</EmptyState>
      ) : (
        <DataTable
          caption="Runs, latest first"
          rows={runs}
          keyOf={(run) => run.id}
          columns={[
            {
              header: 'When',
              isRowHeader: true,
              cell: (run) => <MomentTime moment={run.startedAt} timeZone={timeZone} />,
            },
            {
              header: 'Why',
              cell: (run) => (run.isDryRun ? `${run.trigger}, dry run` : run.trigger),
            },
            { header: 'Result', cell: (run) => <StatusTag status={run.outcome} /> },
            { header: 'What it did', cell: (run) => run.summary },
          ]}
        />
      )}
      <p class="moa-small">
        Runs that found nothing to do are not kept one by one: the latest stands for those before
        it.
      </p>
    </div>
  );
}
