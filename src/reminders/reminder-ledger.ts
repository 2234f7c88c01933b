import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { BusinessClock } from '../platform/clock/clock.js';
import { newId } from '../platform/db/id.js';
import { insertOnce } from '../platform/db/insert-once.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { grouped } from '../platform/grouped.js';
import type { WantedReminder } from './plan.rules.js';
import type { LedgerRow, Reconciliation } from './reconcile.rules.js';
import { Reminder } from './reminder.entity.js';

/**
 * Rows in one unit of work. On SQLite units run one after the other: a plan of ten thousand rows in one unit would keep
 * every edit waiting.
 */
const BATCH = 500;

/** What is read of a row: thousands are read every minute, and entities of them take four times as long. */
const RECONCILED = Object.keys({
  id: true,
  state: true,
  key: true,
  kind: true,
  subjectType: true,
  subjectId: true,
  subjectLabel: true,
  subjectPath: true,
  contextId: true,
  officeId: true,
  summary: true,
  dueOn: true,
  offsetDays: true,
  sendOn: true,
  recipientId: true,
  timeZone: true,
  isEscalation: true,
} satisfies Record<keyof LedgerRow, true>);

/** Reads the ledger for planning and writes what planning decided. */
@Injectable()
export class ReminderLedger {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: BusinessClock,
  ) {}

  /** All planned rows, and every row that may have the key of a wanted reminder. */
  async rowsToReconcile(wanted: readonly WantedReminder[]): Promise<LedgerRow[]> {
    const earliestDue = wanted.reduce(
      (earliest, { dueOn }) => (dueOn < earliest ? dueOn : earliest),
      '9999-12-31',
    );
    const query = this.unitOfWork
      .reading()
      .createQueryBuilder(Reminder, 'reminder')
      .select([])
      .where('reminder.state = :planned OR reminder.dueOn >= :earliestDue', {
        planned: 'planned',
        earliestDue,
      });
    for (const column of RECONCILED) query.addSelect(`reminder.${column}`, column);
    const rows = await query.getRawMany<LedgerRow>();
    // SQLite answers a raw question about a boolean with 0 or 1.
    return rows.map((row) => ({ ...row, isEscalation: Number(row.isEscalation) === 1 }));
  }

  /**
   * Writes a reconciliation, in units of some hundred rows. Every change is guarded by the state it was decided from: where
   * another worker was faster it does nothing, and the next tick decides anew.
   */
  async apply(change: Reconciliation): Promise<void> {
    const at = this.clock.moment();
    await this.inBatches(change.inserts, (manager, batch) =>
      insertOnce(
        manager,
        Reminder,
        batch.map(({ wanted, state, reason }) => ({
          ...wanted,
          id: newId(),
          state,
          reason,
          messageId: null,
          plannedAt: at,
          changedAt: at,
        })),
      ),
    );
    await this.inBatches(change.revivals, async (manager, batch) => {
      for (const { id, wanted } of batch)
        await manager.update(
          Reminder,
          { id, state: 'cancelled' },
          { ...wanted, state: 'planned', reason: null, changedAt: at },
        );
    });
    await this.inBatches(change.refreshes, async (manager, batch) => {
      for (const { id, wanted } of batch)
        await manager.update(Reminder, { id, state: 'planned' }, { ...wanted, changedAt: at });
    });
    await this.close(change.cancellations, 'cancelled', at);
    await this.close(change.missed, 'missed', at);
  }

  private async close(
    rows: { id: string; reason: string }[],
    state: 'cancelled' | 'missed',
    at: string,
  ): Promise<void> {
    const byReason = grouped(
      rows,
      ({ reason }) => reason,
      ({ id }) => id,
    );
    for (const [reason, ids] of byReason)
      await this.inBatches(ids, async (manager, batch) => {
        await manager.update(
          Reminder,
          { id: In(batch), state: 'planned' },
          { state, reason, messageId: null, changedAt: at },
        );
      });
  }

  private async inBatches<Row>(
    rows: readonly Row[],
    write: (manager: EntityManager, batch: Row[]) => Promise<void>,
  ): Promise<void> {
    for (let start = 0; start < rows.length; start += BATCH)
      await this.unitOfWork.run((manager) => write(manager, rows.slice(start, start + BATCH)));
  }
}
