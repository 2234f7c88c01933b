import { Injectable } from '@nestjs/common';
import { type Job, JobRegistry, type JobReport } from '../platform/queue/job-registry.js';
import type { Reconciliation } from './reconcile.rules.js';
import { type DrainReport, ReminderDrain } from './reminder-drain.js';
import { ReminderPlanner } from './reminder-planner.js';

/** Keys that a dry run names; the counts tell of the rest. */
const NAMED_KEYS = 50;

@Injectable()
export class PlanRemindersJob implements Job {
  readonly name = 'reminders.plan';
  readonly description =
    'Holds the reminder ledger against everything that is due: plans, cancels and marks as missed';
  readonly hasDryRun = true;

  constructor(
    registry: JobRegistry,
    private readonly planner: ReminderPlanner,
  ) {
    registry.register(this);
  }

  async run({ isDryRun }: { isDryRun: boolean }): Promise<JobReport> {
    const change = isDryRun ? await this.planner.preview() : await this.planner.plan();
    const planned = change.inserts.filter(({ state }) => state === 'planned');
    const counts = {
      planned: planned.length + change.revivals.length,
      updated: change.refreshes.length,
      cancelled: change.cancellations.length,
      missed: change.missed.length + change.inserts.length - planned.length,
    };
    const hasChanged = Object.values(counts).some((count) => count > 0);
    return {
      summary: hasChanged
        ? `${isDryRun ? 'Would have: ' : ''}${counts.planned} planned, ${counts.updated} updated, ${counts.cancelled} cancelled, ${counts.missed} missed.`
        : 'The ledger holds what is due.',
      result: { ...counts, ...(isDryRun && { keys: namedKeys(change) }) },
      hasChanged,
    };
  }
}

const namedKeys = ({ inserts, revivals }: Reconciliation): string[] =>
  [...inserts, ...revivals].slice(0, NAMED_KEYS).map(({ wanted }) => wanted.key);

@Injectable()
export class DrainRemindersJob implements Job {
  readonly name = 'reminders.drain';
  readonly description = 'Sends the reminders that are due: one digest per person and day';
  readonly hasDryRun = false;

  constructor(
    registry: JobRegistry,
    private readonly drain: ReminderDrain,
  ) {
    registry.register(this);
  }

  async run(): Promise<JobReport> {
    const report = await this.drain.run();
    return {
      summary: sentence(report),
      result: { ...report },
      hasChanged: hasMoved(report),
    };
  }
}

function sentence(report: DrainReport): string {
  const { accepted, refused, unreachable, uncertain, cancelled } = report.deliveries;
  const parts = [
    ...counted(accepted, 'sent'),
    ...counted(refused, 'refused by the server'),
    ...counted(uncertain, 'uncertain'),
    ...counted(report.givenUp, 'given up by a worker and uncertain'),
    ...counted(cancelled, 'cancelled because nothing in it was due any more'),
    ...(unreachable > 0 ? ['the mail server was not reached'] : []),
  ];
  const mails = parts.length > 0 ? `Mails: ${parts.join(', ')}.` : 'Nothing was due.';
  return report.paused === null ? mails : `${mails} The outbox is paused. ${report.paused}`;
}

const counted = (count: number, what: string): string[] => (count > 0 ? [`${count} ${what}`] : []);

const hasMoved = ({ givenUp, grouped, deliveries }: DrainReport): boolean =>
  givenUp + grouped > 0 ||
  Object.entries(deliveries).some(([delivery, count]) => delivery !== 'taken' && count > 0);
