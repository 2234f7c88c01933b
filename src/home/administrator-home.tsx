import type { VNode } from 'preact';
import type { HealthCheck, HealthStatus } from '../platform/http/health.js';
import { DataTable } from '../platform/pages/data-table.js';
import { MomentTime } from '../platform/pages/format.js';
import { useRender } from '../platform/pages/render-context.js';
import { StatusTag } from '../platform/pages/status-tag.js';
import type { JobRun } from '../platform/queue/job-run.entity.js';

/** Is it running? */
export function AdministratorHome(props: {
  health: { status: HealthStatus; checks: Record<string, HealthCheck> };
  runs: Map<string, JobRun>;
}): VNode {
  const { timeZone } = useRender();
  const { health, runs } = props;
  return (
    <>
      <h1>{health.status === 'ok' ? 'Everything runs' : 'Something needs attention'}</h1>
      <DataTable
        caption="Health"
        rows={Object.entries(health.checks)}
        keyOf={([name]) => name}
        columns={[
          { header: 'Part', isRowHeader: true, cell: ([name]) => name },
          { header: 'State', cell: ([, check]) => <StatusTag status={check.status} /> },
          { header: 'What', cell: ([, check]) => check.detail ?? 'as it should be' },
        ]}
      />
      <DataTable
        caption="Latest run of each job"
        rows={[...runs.values()]}
        keyOf={(run) => run.id}
        columns={[
          {
            header: 'Job',
            isRowHeader: true,
            cell: (run) => <a href={`/admin/jobs/${run.name}`}>{run.name}</a>,
          },
          { header: 'State', cell: (run) => <StatusTag status={run.outcome} /> },
          {
            header: 'When',
            cell: (run) => <MomentTime moment={run.startedAt} timeZone={timeZone} />,
          },
          { header: 'What it did', cell: (run) => run.summary },
        ]}
      />
    </>
  );
}
