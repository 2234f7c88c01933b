import { addDays, type Day, isDay } from '../../platform/clock/calendar.js';
import { dayText } from '../../platform/clock/day-text.js';
import { isInForce } from '../agreement-status.rules.js';
import { EVENT_WORDS } from '../agreement-words.js';
import { FIELD_NAMES, type FieldName, FIELDS, isSide, lengthOf } from './fields.rules.js';
import { type LifeCycleFacts, periodOn } from './life-cycle-facts.rules.js';
import type { Asked, Transition } from './transition.js';
import { movesStatus } from './transitions.rules.js';

/** What somebody wants to record, as it was typed: an empty text is nothing. */
export type TransitionRequest = Partial<Record<FieldName, string>> & {
  to: string;
  /** The day from which it holds. */
  on: string;
  reason: string;
  /** Where it is written; who recorded it, if nothing is said. */
  source?: string;
};

export interface Objection {
  field: FieldName | 'on' | 'reason';
  detail: string;
}

/** The program began in 2002 (the first agreement, Florida): a year such as 0212 is a slip of the pen. */
export const FIRST_DAY_OF_PROGRAM = '2002-01-01';

/** So far ahead an end may be announced; a year such as 2112 is a slip of the pen. */
const LONGEST_ANNOUNCEMENT_DAYS = 3653;

/** Statuses from which no agreement can take the place of another. */
const OVER = new Set(['terminated', 'expired', 'superseded', 'absent', 'left-list']);

/** Whether the field is asked for under the agreement's model. */
export const isAsked = ({ onlyWithWrittenNotice }: Asked, facts: LifeCycleFacts): boolean =>
  !onlyWithWrittenNotice || facts.model in facts.policy.writtenNoticeDays;

/** What keeps a transition from being recorded, field by field; nothing if it can. */
export function objectionsTo(
  transition: Transition,
  facts: LifeCycleFacts,
  request: TransitionRequest,
  today: Day,
): Objection[] {
  const asked = transition.asks.filter((ask) => isAsked(ask, facts));
  const objections: (Objection | null)[] = [
    objection('on', objectionToDay(transition, facts, request, today)),
    ...asked.map(({ field, isRequired }) => {
      const text = textOf(request[field]);
      if (text) return objection(field, CHECKS[field](text, { transition, facts, request, today }));
      return isRequired ? objection(field, `${FIELDS[field].label}: say it.`) : null;
    }),
    objection('reason', textOf(request.reason) ? null : 'Say why.'),
    ...FIELD_NAMES.filter((name) => !asked.some(({ field }) => field === name)).map((name) =>
      textOf(request[name])
        ? objection(name, `${FIELDS[name].label} is not asked for here.`)
        : null,
    ),
  ];
  return objections.filter((found) => found !== null);
}

const objection = (field: Objection['field'], detail: string | null): Objection | null =>
  detail === null ? null : { field, detail };

const textOf = (value: string | undefined): string => value?.trim() ?? '';

function objectionToDay(
  transition: Transition,
  facts: LifeCycleFacts,
  request: TransitionRequest,
  today: Day,
): string | null {
  const { on } = request;
  if (!isDay(on)) return 'It must be a day of the calendar such as 2012-09-26.';
  return (
    objectionToPlace(transition, facts, on, today) ??
    (transition.to === 'expired' ? objectionToExpiry(facts, on, today) : null) ??
    objectionToNotice(transition, facts, request)
  );
}

/** Whether the day has its place in the agreement's history. */
function objectionToPlace(
  transition: Transition,
  { periods, lastChangeOn, announced }: LifeCycleFacts,
  on: Day,
  today: Day,
): string | null {
  const [first] = periods;
  if (first && on < first.holdsFrom)
    return `The agreement begins on ${dayText(first.holdsFrom)}: nothing happened to it before.`;
  if (on > today && !transition.mayLieAhead) return `It cannot lie after today, ${dayText(today)}.`;
  if (on > addDays(today, LONGEST_ANNOUNCEMENT_DAYS)) return 'It lies too far ahead.';
  if (!movesStatus(transition)) {
    const then = periodOn(periods, on);
    return then && isInForce(then.status)
      ? null
      : `The agreement was not in force on ${dayText(on)}.`;
  }
  if (on < lastChangeOn)
    return `Something is recorded of it on ${dayText(lastChangeOn)}: this cannot come before. Put the history right first.`;
  if (announced)
    return `“${EVENT_WORDS[announced.event]}” is recorded for ${dayText(announced.onDay)} already. Take that back first.`;
  return null;
}

/** Only a stated end can run out; where it was inferred, the day is for a person to say. */
function objectionToExpiry({ periods }: LifeCycleFacts, on: Day, today: Day): string | null {
  const present = periodOn(periods, today);
  if (!present?.endsOn) return 'No end is known that could have run out. Record a termination.';
  if (present.endsOnBasis === 'stated' && on < present.endsOn)
    return `It ends on ${dayText(present.endsOn)}: before that day it does not run out.`;
  return null;
}

/**
 * The notice that must lie before a suspension or an end: written notice by either side where the model's text asks for it,
 * unless exigent (TRM-04); from suspension to termination, with reasons and data, under every other model (TRM-03). All other
 * suspensions and terminations may be immediate.
 */
function objectionToNotice(
  { to }: Transition,
  { status, model, notice, policy }: LifeCycleFacts,
  { on, exigency }: TransitionRequest,
): string | null {
  if (to !== 'suspended' && to !== 'terminated') return null;
  const written = policy.writtenNoticeDays[model];
  const isOutOfSuspension = to === 'terminated' && status === 'suspended';
  if (written === undefined && !isOutOfSuspension) return null;
  if (written !== undefined && textOf(exigency)) return null;
  const days = written ?? policy.suspensionToTerminationNoticeDays;
  const why =
    written === undefined
      ? 'From suspension to termination'
      : 'Under this model, unless public safety does not allow it,';
  if (!notice) return `${why} ${days} days’ notice lie between. Record the notice first.`;
  if (written === undefined && !notice.hasData)
    return `The notice of ${dayText(notice.givenOn)} states no data. Withdraw it, and record one that does.`;
  const earliest = addDays(notice.givenOn, days);
  return on < earliest
    ? `${why} ${days} days’ notice lie between: given on ${dayText(notice.givenOn)}, it takes effect on ${dayText(earliest)} at the earliest.`
    : null;
}

interface Context {
  transition: Transition;
  facts: LifeCycleFacts;
  request: TransitionRequest;
  today: Day;
}

const LONGEST_TEXT = 2000;

const plainText = (text: string): string | null =>
  text.length > LONGEST_TEXT ? `Say it in ${LONGEST_TEXT} characters.` : null;

const NOT_A_DAY = 'It must be a day of the calendar such as 2015-10-15.';

/** What is wrong with a field that was filled in. */
const CHECKS: Record<FieldName, (text: string, context: Context) => string | null> = {
  length: (text) =>
    lengthOf(text) === null
      ? 'The length is a number of days up to 3650, or “until further notice”.'
      : null,
  response: plainText,
  givenBy: (text) => (isSide(text) ? null : 'Say which side gave the notice: ice or agency.'),
  noticeEndsOn: objectionToNoticeEnd,
  data: plainText,
  exigency: plainText,
  signedOn: (text, { request }) => {
    if (!isDay(text)) return NOT_A_DAY;
    if (text < FIRST_DAY_OF_PROGRAM) return 'The program’s first agreement is of 2002.';
    return text > request.on ? 'It was signed no later than it came into force.' : null;
  },
  endsOn: (text, { transition, facts, request, today }) => {
    if (!isDay(text)) return NOT_A_DAY;
    if (text <= request.on) return 'The end must lie after the day from which it holds.';
    return transition.to === 'extended' ? objectionToLaterEnd(text, facts, today) : null;
  },
  model: (text, { facts, request }) => {
    if (!facts.models.includes(text)) return 'Choose one of the program models.';
    const present = periodOn(facts.periods, request.on)?.model ?? facts.model;
    return text === present ? 'The agreement is of this model already.' : null;
  },
  successor: (text, { facts }) => {
    const other = facts.siblings.find(({ agreementId }) => agreementId === text);
    if (!other) return 'Choose another agreement of the same agency.';
    return OVER.has(other.status) ? 'That agreement is over itself.' : null;
  },
  template: (text) => (text.length > 100 ? 'Say it in 100 characters.' : null),
};

function objectionToNoticeEnd(text: string, { facts, request }: Context): string | null {
  if (!isDay(text)) return NOT_A_DAY;
  if (!isDay(request.on)) return null;
  const { status, model, policy } = facts;
  const days =
    policy.writtenNoticeDays[model] ??
    (status === 'suspended' ? policy.suspensionToTerminationNoticeDays : 0);
  const earliest = addDays(request.on, days);
  return text < earliest
    ? `The notice runs ${days} days: until ${dayText(earliest)} at the earliest.`
    : null;
}

/** An extension ends later than the present end and than today: an earlier end would be another decision. */
function objectionToLaterEnd(end: Day, { periods }: LifeCycleFacts, today: Day): string | null {
  const present = periodOn(periods, today)?.endsOn;
  if (end <= today) return `The new end must lie after today, ${dayText(today)}.`;
  return present && end <= present
    ? `The new end must lie after the present one, ${dayText(present)}.`
    : null;
}
