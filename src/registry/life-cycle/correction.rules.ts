import { type Day, isDay } from '../../platform/clock/calendar.js';
import type { AgreementEvent } from '../agreement.entity.js';
import { type FieldName, FIELD_NAMES, FIELDS, isSide, lengthOf } from './fields.rules.js';
import { FIRST_DAY_OF_PROGRAM } from './objections.rules.js';
import { newBreaks } from './history-breaks.rules.js';

/** What of an event can be put right: the day, the words, and whatever else it said. Not what happened: that is taken back. */
export const CORRECTABLE = ['on', 'eventReason', 'source', 'effectiveOn', ...FIELD_NAMES] as const;

export type CorrectableName = (typeof CORRECTABLE)[number];

/** What is put right; null or an empty text = nothing is said any more, absent = as it was. */
export type Correction = Partial<Record<CorrectableName, string | null>>;

const COLUMNS = {
  on: 'onDay',
  eventReason: 'reason',
  source: 'source',
  signedOn: 'signedOn',
  effectiveOn: 'effectiveOn',
  endsOn: 'endsOn',
  model: 'model',
} as const satisfies Partial<Record<CorrectableName, keyof AgreementEvent>>;

const isColumn = (name: CorrectableName): name is keyof typeof COLUMNS => name in COLUMNS;

/** These stay, whatever else is put right. */
const NEVER_EMPTY: ReadonlySet<CorrectableName> = new Set(['on', 'source', 'model']);

/** What an event says now of something that can be put right; null = nothing. */
export const valueOf = (event: AgreementEvent, name: CorrectableName): string | null =>
  isColumn(name) ? event[COLUMNS[name]] : (event.details?.[name] ?? null);

/** What can be put right of an event: the day, the words, and what it says besides. */
export const correctableOf = (event: AgreementEvent): CorrectableName[] =>
  CORRECTABLE.filter(
    (name) =>
      name === 'on' ||
      name === 'eventReason' ||
      name === 'source' ||
      // Who replaced an agreement is another event.
      (name !== 'successor' && valueOf(event, name) !== null),
  );

export interface CorrectionObjection {
  field: CorrectableName | 'reason';
  detail: string;
}

/** The fields that a correction changes, each with what it says then. */
export function changesOfCorrection(
  event: AgreementEvent,
  correction: Correction,
): { name: CorrectableName; before: string | null; after: string | null }[] {
  return CORRECTABLE.flatMap((name) => {
    const typed = correction[name];
    if (typed === undefined) return [];
    const after = typed?.trim() ? typed.trim() : null;
    const before = valueOf(event, name);
    return after === before ? [] : [{ name, before, after }];
  });
}

/** The event as it is after a correction. It stands in for the other; its id, and when it is recorded by whom, are not its own yet. */
export function correctedEvent(
  event: AgreementEvent,
  correction: Correction,
  reason: string,
): AgreementEvent {
  const details = { ...event.details, correction: reason.trim() };
  const corrected = Object.assign({}, event, { correctsId: event.id, details });
  for (const { name, after } of changesOfCorrection(event, correction)) {
    if (isColumn(name)) Object.assign(corrected, { [COLUMNS[name]]: after });
    else if (after === null) Reflect.deleteProperty(details, name);
    else Object.assign(details, { [name]: name === 'length' ? (lengthOf(after) ?? after) : after });
    if (name === 'endsOn') corrected.endsOnBasis = after === null ? null : 'stated';
    if (name === 'model') corrected.modelBasis = `corrected: ${reason.trim()}`;
  }
  return corrected;
}

/** What keeps a correction from being recorded, field by field. */
export function objectionsToCorrection(
  event: AgreementEvent,
  correction: Correction,
  reason: string,
  context: { events: readonly AgreementEvent[]; models: readonly string[]; today: Day },
): CorrectionObjection[] {
  const changes = changesOfCorrection(event, correction);
  const allowed = new Set(correctableOf(event));
  const objections: CorrectionObjection[] = [];
  if (reason.trim() === '')
    objections.push({ field: 'reason', detail: 'Say why it is put right.' });
  if (changes.length === 0)
    objections.push({ field: 'on', detail: 'Nothing is changed: it says so already.' });
  for (const { name, after } of changes) {
    const detail = !allowed.has(name)
      ? 'This entry says nothing of it. Record it as an event of its own.'
      : after === null
        ? NEVER_EMPTY.has(name)
          ? 'It cannot be left out.'
          : null
        : objectionToValue(name, after, event, context);
    if (detail !== null) objections.push({ field: name, detail });
  }
  if (objections.length > 0) return objections;
  const stands = Object.assign(correctedEvent(event, correction, reason), UNRECORDED);
  const [broken] = newBreaks(context.events, [...context.events, stands]);
  return broken ? [{ field: 'on', detail: broken.detail }] : [];
}

/** What is not recorded yet: where it stands is where the other stood, so it does not depend on when it will be. */
const UNRECORDED = { id: '~', recordedAt: '9999-12-31T00:00:00.000Z', recordedBy: '' };

/** What keeps an event from being taken back; null if it can. */
export function objectionToRetraction(
  event: AgreementEvent,
  events: readonly AgreementEvent[],
): string | null {
  const retraction = Object.assign({}, event, UNRECORDED, {
    event: 'retracted' as const,
    correctsId: event.id,
  });
  const after = [...events, retraction];
  const [broken] = newBreaks(events, after);
  if (broken) return `${broken.detail} Take that back first.`;
  return isFirst(event, events)
    ? 'It is the beginning of the agreement, on which all else rests.'
    : null;
}

const isFirst = (event: AgreementEvent, events: readonly AgreementEvent[]): boolean =>
  event.model !== null &&
  !events.some(
    (other) => other.id !== event.id && other.model !== null && other.onDay <= event.onDay,
  );

const DAYS: ReadonlySet<CorrectableName> = new Set([
  'on',
  'signedOn',
  'effectiveOn',
  'endsOn',
  'noticeEndsOn',
]);

const ENDS: ReadonlySet<string> = new Set(['terminated', 'expired', 'superseded']);

function objectionToValue(
  name: CorrectableName,
  text: string,
  event: AgreementEvent,
  { models, today }: { models: readonly string[]; today: Day },
): string | null {
  if (DAYS.has(name)) {
    if (!isDay(text)) return 'It must be a day of the calendar such as 2012-09-26.';
    if (text < FIRST_DAY_OF_PROGRAM) return 'The program’s first agreement is of 2002.';
    if (name === 'on' && text > today && event.onDay <= today && !ENDS.has(event.event))
      return 'What happened cannot lie ahead.';
  }
  if (name === 'model' && !models.includes(text)) return 'Choose one of the program models.';
  if (name === 'length' && lengthOf(text) === null)
    return 'The length is a number of days up to 3650, or “until further notice”.';
  if (name === 'givenBy' && !isSide(text)) return 'Say which side gave the notice: ice or agency.';
  return text.length > 2000 ? 'Say it in 2000 characters.' : null;
}

/** How people read a field of an entry. */
export const correctableLabel = (name: CorrectableName): string =>
  name in FIELDS
    ? FIELDS[name as FieldName].label
    : OTHER_LABELS[name as keyof typeof OTHER_LABELS];

const OTHER_LABELS = {
  on: 'Holds from',
  eventReason: 'Reason that the entry gives',
  source: 'Where it is written',
  effectiveOn: 'Took effect on',
};
