import {
  addDays,
  type Day,
  daysBetween,
  laterOf,
  nextBusinessDay,
  previousBusinessDay,
} from '../platform/clock/calendar.js';
import type { ReminderPolicy } from '../platform/config/policy.js';
import type { Obligation, Recipient } from './obligation.js';
import type { Reminder } from './reminder.entity.js';

/** A row that the ledger should hold. */
export type WantedReminder = Pick<
  Reminder,
  | 'key'
  | 'kind'
  | 'subjectType'
  | 'subjectId'
  | 'subjectLabel'
  | 'subjectPath'
  | 'contextId'
  | 'officeId'
  | 'summary'
  | 'dueOn'
  | 'offsetDays'
  | 'sendOn'
  | 'recipientId'
  | 'timeZone'
  | 'isEscalation'
>;

export interface PlanningDay {
  /** The installation's first business day: nothing is planned for a day before it. */
  beganOn: Day;
  /** Today in a zone (IANA name). */
  todayIn: (timeZone: string) => Day;
}

/** Rolling to a business day moves a day by at most this many days (a holiday beside a weekend, with room to spare). */
const LONGEST_ROLL_DAYS = 5;

/**
 * Which reminders should exist for what is open now: obligation × offset × recipient. The due date is part of the key,
 * so a date that moves gives other keys and the reminder is armed again; a person who is addressed twice (two roles,
 * or responsible and escalated to) gets one row.
 *
 * All offsets of the policy are planned ahead. Repeats after the due date and escalations are planned when their day
 * comes, since nobody knows how long a thing stays open.
 */
export function planReminders(
  obligations: readonly Obligation[],
  policy: ReminderPolicy,
  day: PlanningDay,
): WantedReminder[] {
  const wanted = new Map<string, WantedReminder>();
  const want = (reminder: WantedReminder): void => {
    if (!wanted.has(reminder.key)) wanted.set(reminder.key, reminder);
  };
  for (const obligation of obligations) {
    for (const recipient of obligation.responsible)
      for (const offset of offsetsFor(obligation, policy, day.todayIn(recipient.timeZone)))
        addReminder(want, obligation, recipient, offset, false, policy, day);
    for (const recipient of obligation.escalateTo)
      for (const offset of escalationOffset(obligation, policy, day.todayIn(recipient.timeZone)))
        addReminder(want, obligation, recipient, offset, true, policy, day);
  }
  return [...wanted.values()];
}

/** The day on which a reminder leaves: days off are rolled as the policy says (policy.yaml, `onDaysOff`). */
export function sendDay(
  dueOn: Day,
  offsetDays: number,
  onDaysOff: ReminderPolicy['onDaysOff'],
): Day {
  const day = addDays(dueOn, -offsetDays);
  if (onDaysOff === 'previous-business-day') return previousBusinessDay(day);
  if (onDaysOff === 'next-business-day') return nextBusinessDay(day);
  return day;
}

function addReminder(
  want: (reminder: WantedReminder) => void,
  obligation: Obligation,
  recipient: Recipient,
  offsetDays: number,
  isEscalation: boolean,
  policy: ReminderPolicy,
  day: PlanningDay,
): void {
  const { kind, subject, dueOn } = obligation;
  // A day that passed before the installation began is never made up for; one that a weekend rolls to before it is.
  if (addDays(dueOn, -offsetDays) < day.beganOn) return;
  want({
    key: `${kind}:${subject.id}:${dueOn}:${offsetDays}:${recipient.accountId}`,
    kind,
    subjectType: subject.type,
    subjectId: subject.id,
    subjectLabel: subject.label,
    subjectPath: subject.path,
    contextId: obligation.contextId,
    officeId: obligation.officeId,
    summary: obligation.summary,
    dueOn,
    offsetDays,
    sendOn: laterOf(sendDay(dueOn, offsetDays, policy.onDaysOff), day.beganOn),
    recipientId: recipient.accountId,
    timeZone: recipient.timeZone,
    isEscalation,
  });
}

/** The policy's offsets, then `repeatEveryDays` until done: only the repeats whose day has come and can still be sent. */
function offsetsFor(obligation: Obligation, policy: ReminderPolicy, today: Day): Set<number> {
  const offsets = new Set(policy.offsets[obligation.kind]);
  const every = policy.repeatEveryDays[obligation.kind];
  const lateDays = daysBetween(obligation.dueOn, today);
  if (!every || lateDays + LONGEST_ROLL_DAYS < every) return offsets;
  const first = Math.max(1, Math.ceil((lateDays - policy.catchUpDays - LONGEST_ROLL_DAYS) / every));
  for (let late = first * every; late <= lateDays + LONGEST_ROLL_DAYS; late += every) {
    const sendOn = sendDay(obligation.dueOn, -late, policy.onDaysOff);
    if (sendOn <= today && sendOn >= addDays(today, -policy.catchUpDays)) offsets.add(-late);
  }
  return offsets;
}

/** One step up the ladder, once, when the thing is late by `escalateAfterDays`. */
function escalationOffset(obligation: Obligation, policy: ReminderPolicy, today: Day): number[] {
  const after = policy.escalateAfterDays[obligation.kind];
  if (after === undefined) return [];
  return sendDay(obligation.dueOn, -after, policy.onDaysOff) <= today ? [-after] : [];
}
