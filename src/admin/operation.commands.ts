import { AuditTrail } from '../audit/audit-trail.js';
import { type AddCommands, CommandRefused, print, printJson } from '../platform/cli/commands.js';
import { InstallationSteps } from '../platform/installation/installation-steps.js';
import { JobQueue } from '../platform/queue/job-queue.js';
import { JobRegistry } from '../platform/queue/job-registry.js';
import { jobRunByHand } from './job-run-by-hand.js';

/** Commands for whoever runs the program: seed, sample, job. */
export const operationCommands: AddCommands = (program, withApp) => {
  program
    .command('seed')
    .description('install the 2012 register and the samples')
    .action(() =>
      withApp(async (app) => {
        const done = await app.get(InstallationSteps).install('reference', 'register', 'sample');
        print(done.length > 0 ? `Installed: ${done.join(', ')}.` : 'Everything was there already.');
      }),
    );

  program
    .command('sample')
    .description('the sample inspections, findings and staff')
    .command('remove')
    .description('take all samples away')
    .action(() =>
      withApp(async (app) => {
        const removed = await app.get(InstallationSteps).removeSamples();
        print(`Removed: ${removed.join(', ')}.`);
      }),
    );

  program
    .command('job')
    .description('jobs')
    .command('run')
    .argument('<name>', 'for example inspections.schedule')
    .option('--dry-run', 'report what the job would do and change nothing')
    .option('--json', 'print the report as one JSON document')
    .description('run a job now and wait for its report')
    .action((name: string, options: { dryRun?: boolean; json?: boolean }) =>
      withApp(async (app) => {
        const registry = app.get(JobRegistry);
        const job = registry.find(name);
        if (!job) {
          const names = registry.all().map((known) => known.job.name);
          throw new CommandRefused(`No job is called ${name}. The jobs are ${names.join(', ')}.`);
        }
        if (options.dryRun && !job.hasDryRun)
          throw new CommandRefused(`The job ${name} has no dry run: it creates nothing.`);
        const queue = app.get(JobQueue);
        queue.startWorker();
        if (!(await queue.answers()))
          throw new CommandRefused(
            'Redis does not answer, and a job run by hand goes through it. The workers run every job without it.',
          );
        await app.get(AuditTrail).record(jobRunByHand(name, options.dryRun ?? false));
        const report = await queue.runAndWait(name, options.dryRun ?? false);
        if (options.json) printJson(report);
        else print(report.summary);
      }),
    );
};
