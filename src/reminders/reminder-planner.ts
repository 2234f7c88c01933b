import { setImmediate as letOthersRun } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Day } from '../platform/clock/calendar.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { Installation } from '../platform/installation/installation.js';
import { Doorbell } from '../platform/queue/doorbell.js';
import { ObligationReader } from './open-obligations.js';
import { planReminders } from './plan.rules.js';
import { reconcile, type Reconciliation } from './reconcile.rules.js';
import { ReminderLedger } from './reminder-ledger.js';

/** Makes the ledger hold what the open obligations ask for. */
@Injectable()
export class ReminderPlanner {
  constructor(
    private readonly reader: ObligationReader,
    private readonly ledger: ReminderLedger,
    private readonly installation: Installation,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
    private readonly doorbell: Doorbell,
  ) {}

  /** What planning would change now. Between its steps, of some ten milliseconds each, pages are made. */
  async preview(): Promise<Reconciliation> {
    const { reminders: policy, timeZone } = this.policy;
    const open = await this.reader.all();
    const wanted = planReminders(open.all, policy, {
      beganOn: await this.installation.beganOn(),
      todayIn: this.todayByZone(),
    });
    await letOthersRun();
    const rows = await this.ledger.rowsToReconcile(wanted);
    await letOthersRun();
    return reconcile(rows, wanted, open, this.clock.today(timeZone), policy.catchUpDays);
  }

  /** Changes it, and lets the outbox know when something may leave today. */
  async plan(): Promise<Reconciliation> {
    const change = await this.preview();
    await this.ledger.apply(change);
    const today = this.clock.today(this.policy.timeZone);
    const armed = [...change.inserts, ...change.revivals, ...change.refreshes];
    if (armed.some(({ wanted }) => wanted.sendOn <= today)) this.doorbell.ring('reminders.drain');
    return change;
  }

  /** Thousands of recipients share a handful of zones. */
  private todayByZone(): (timeZone: string) => Day {
    const known = new Map<string, Day>();
    return (timeZone) => {
      const today = known.get(timeZone) ?? this.clock.today(timeZone);
      known.set(timeZone, today);
      return today;
    };
  }
}
