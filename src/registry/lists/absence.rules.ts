import type { Day } from '../../platform/clock/calendar.js';
import { dayText } from '../../platform/clock/day-text.js';
import { type AgreementStatus, isInForce } from '../agreement-status.rules.js';
import type { AgreementEvent } from '../agreement.entity.js';
import type { Absence, AbsenceResolution } from './list-import.entity.js';

/** What somebody says became of an agreement that a list lacks. */
export interface ResolutionInput {
  resolution: AbsenceResolution;
  reason: string;
  /** The day on which it ended, where somebody knows; else it ended between two lists. */
  onDay?: Day | undefined;
}

export interface Objection {
  field: 'onDay' | 'reason';
  detail: string;
}

/** Whether somebody may know a day of it: what left a list is dated by the list. */
export const isDatedByPerson = (resolution: AbsenceResolution): boolean =>
  resolution === 'terminated' || resolution === 'expired';

/**
 * What speaks against an answer. An end lies after the last list that still shows the agreement, since lists decide for
 * their day, and not after the first that lacks it.
 */
export function objectionsToAnswer(
  { onDay, lastListedOn }: Pick<Absence, 'onDay' | 'lastListedOn'>,
  input: ResolutionInput,
): Objection[] {
  const objections: Objection[] = [];
  if (input.reason.trim() === '')
    objections.push({ field: 'reason', detail: 'Say how it is known, in a sentence.' });
  if (input.onDay === undefined) return objections;
  const object = (detail: string): void => {
    objections.push({ field: 'onDay', detail });
  };
  if (!isDatedByPerson(input.resolution))
    object('A day is given only for what was terminated or expired.');
  else if (input.onDay > onDay)
    object(`It ended no later than ${dayText(onDay)}: the list of that day lacks it.`);
  else if (lastListedOn !== null && input.onDay <= lastListedOn)
    object(`It was in force on ${dayText(lastListedOn)}: the list of that day shows it.`);
  return objections;
}

type AnswerEvent = Pick<
  AgreementEvent,
  'onDay' | 'event' | 'status' | 'happenedAfter' | 'listId' | 'reason'
>;

/**
 * The event that an answer becomes. That it was terminated or expired is a person's word, over which no list decides;
 * the other answers belong to the list, and fall with it. An error of the list leaves the agreement as it was the day
 * before: events of a day come after its lists.
 * @param statusBefore on the day before the list
 */
export function eventOfAnswer(
  absence: Pick<Absence, 'onDay' | 'lastListedOn' | 'listId'>,
  { resolution, reason, onDay }: ResolutionInput,
  statusBefore: AgreementStatus | null,
): AnswerEvent {
  const isPersonal = isDatedByPerson(resolution);
  return {
    onDay: onDay ?? absence.onDay,
    event: resolution,
    status: resolution === 'list-error' ? restored(statusBefore) : resolution,
    happenedAfter: resolution === 'list-error' || onDay !== undefined ? null : absence.lastListedOn,
    listId: isPersonal ? null : absence.listId,
    reason: reason.trim(),
  };
}

const restored = (before: AgreementStatus | null): AgreementStatus =>
  before !== null && (isInForce(before) || before === 'pending') ? before : 'active';
