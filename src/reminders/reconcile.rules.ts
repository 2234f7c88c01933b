import { addDays, type Day } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';
import type { WantedReminder } from './plan.rules.js';
import type { Reminder } from './reminder.entity.js';
import type { OpenObligations } from './still-due.rules.js';

/** What reconciling looks at in a row of the ledger. */
export type LedgerRow = WantedReminder & Pick<Reminder, 'id' | 'state'>;

/** What must change so that the ledger holds what is wanted. */
export interface Reconciliation {
  /** New rows: planned, or missed at once when their day lies too far back. */
  inserts: { wanted: WantedReminder; state: 'planned' | 'missed'; reason: string | null }[];
  /** Cancelled rows that are wanted again, because a date moved back or a thing was reopened. */
  revivals: { id: string; wanted: WantedReminder }[];
  /** Planned rows whose text or day is no longer up to date. Rows that were sent keep the words of their time. */
  refreshes: { id: string; wanted: WantedReminder }[];
  cancellations: { id: string; reason: string }[];
  missed: { id: string; reason: string }[];
}

/**
 * Holds the ledger against what is wanted. Only planned rows are ever cancelled or missed; what was sent, failed or is
 * uncertain stays as it is, so a key is never planned twice. Reconciling twice changes nothing the second time.
 *
 * @param ledger all planned rows, and every row whose key may be wanted
 * @param today the business day at headquarters
 * @param catchUpDays how long after its day a reminder may still leave (policy.yaml)
 */
export function reconcile(
  ledger: readonly LedgerRow[],
  wanted: readonly WantedReminder[],
  open: OpenObligations,
  today: Day,
  catchUpDays: number,
): Reconciliation {
  const oldestSendable = addDays(today, -catchUpDays);
  const isTooLate = (sendOn: Day): boolean => sendOn < oldestSendable;
  const result: Reconciliation = {
    inserts: [],
    revivals: [],
    refreshes: [],
    cancellations: [],
    missed: [],
  };
  const byKey = new Map(ledger.map((row) => [row.key, row]));
  const wantedKeys = new Set<string>();
  for (const reminder of wanted) {
    wantedKeys.add(reminder.key);
    const row = byKey.get(reminder.key);
    if (!row) result.inserts.push({ wanted: reminder, ...firstState(reminder, isTooLate) });
    else if (row.state === 'cancelled' && !isTooLate(reminder.sendOn))
      result.revivals.push({ id: row.id, wanted: reminder });
    else if (row.state === 'planned' && isTooLate(reminder.sendOn))
      result.missed.push({ id: row.id, reason: couldNotLeave(reminder.sendOn, catchUpDays) });
    else if (row.state === 'planned' && differs(row, reminder))
      result.refreshes.push({ id: row.id, wanted: reminder });
  }
  for (const row of ledger) {
    if (row.state !== 'planned' || wantedKeys.has(row.key)) continue;
    const reason = open.whyNotDue(row);
    if (reason) result.cancellations.push({ id: row.id, reason });
    else if (isTooLate(row.sendOn))
      result.missed.push({ id: row.id, reason: couldNotLeave(row.sendOn, catchUpDays) });
    else if (row.sendOn > today)
      result.cancellations.push({ id: row.id, reason: 'the policy no longer asks for it' });
    // Otherwise a repeat whose day has come: it is still due and leaves.
  }
  return result;
}

function firstState(
  reminder: WantedReminder,
  isTooLate: (sendOn: Day) => boolean,
): { state: 'planned' | 'missed'; reason: string | null } {
  if (!isTooLate(reminder.sendOn)) return { state: 'planned', reason: null };
  return {
    state: 'missed',
    reason: `its day, ${dayText(reminder.sendOn)}, had passed when this became known`,
  };
}

const couldNotLeave = (sendOn: Day, catchUpDays: number): string =>
  `it could not leave within ${catchUpDays} days of ${dayText(sendOn)}`;

const REFRESHED = [
  'subjectType',
  'subjectLabel',
  'subjectPath',
  'contextId',
  'officeId',
  'summary',
  'sendOn',
  'timeZone',
  'isEscalation',
] as const satisfies (keyof WantedReminder)[];

const differs = (row: LedgerRow, reminder: WantedReminder): boolean =>
  REFRESHED.some((field) => row[field] !== reminder[field]);
