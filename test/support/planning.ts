import type { ReminderPolicy } from '../../src/platform/config/policy.js';
import type { Obligation, Recipient } from '../../src/reminders/obligation.js';

/** The shipped offsets, repeats and escalation, for tests of the pure rules. */
export const reminderPolicy = {
  offsets: {
    'inspection-upcoming': [30, 7],
    'agreement-ending': [180, 90, 30],
    'corrective-action-due': [14, 3, 0],
    'focus-review-due': [30, 7],
  },
  repeatEveryDays: { 'corrective-action-due': 7 },
  escalateAfterDays: { 'corrective-action-due': 21 },
  urgentKinds: [],
  onDaysOff: 'previous-business-day',
  catchUpDays: 7,
  leaseSeconds: 120,
  retryAfterMinutes: [1, 5, 30],
  breaker: { perPersonPerDay: 20, perRun: 500 },
} satisfies ReminderPolicy;

/** Somebody who is written to. */
export const aPerson = (accountId: string, timeZone = 'America/New_York'): Recipient => ({
  accountId,
  email: `${accountId}@example.gov`,
  name: accountId,
  timeZone,
});

/** A corrective action, due on 10 October 2012 unless the test says otherwise. */
export const anAction = (given: Partial<Obligation> = {}): Obligation => ({
  kind: 'corrective-action-due',
  subject: { type: 'corrective-action', id: 'action-1', label: 'FND-1', path: '/findings/1' },
  contextId: null,
  officeId: null,
  dueOn: '2012-10-10',
  summary: 'Corrective action for FND-1',
  details: [],
  responsible: [aPerson('leader')],
  escalateTo: [],
  ...given,
});
