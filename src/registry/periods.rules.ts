import type { Day, Moment } from '../platform/clock/calendar.js';
import type { AgreementStatus } from './agreement-status.rules.js';
import type { AgreementEventKind, EndsOnBasis } from './agreement.entity.js';

/** What an agreement is on a day. */
export interface AgreementState {
  status: AgreementStatus;
  model: string;
  modelBasis: string;
  signedOn: Day | null;
  effectiveOn: Day | null;
  endsOn: Day | null;
  endsOnBasis: EndsOnBasis | null;
}

/** What an event sets; null = leaves as it was. */
export interface EventFacts extends Nullable<AgreementState> {
  onDay: Day;
  event: AgreementEventKind;
}

type Nullable<Facts> = { [Fact in keyof Facts]: Facts[Fact] | null };

/** An event as it is stored: what was recorded later comes later within its day. */
export interface RecordedEvent extends EventFacts {
  id: string;
  recordedAt: Moment;
}

export interface Period extends AgreementState {
  holdsFrom: Day;
  /** The first day on which it no longer holds; null = still does. */
  holdsUntil: Day | null;
}

/** The order in which events take effect: by day, within a day as they were recorded. */
export function inOrder<Event extends RecordedEvent>(events: readonly Event[]): Event[] {
  return [...events].sort(
    (a, b) =>
      compare(a.onDay, b.onDay) || compare(a.recordedAt, b.recordedAt) || compare(a.id, b.id),
  );
}

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/**
 * What held from when until when: one period for each run of days on which the agreement was the same. Several events
 * of one day make one change; an event that sets what already holds makes none. A passed end changes no status:
 * only an event does.
 * @throws Error when the first event does not say status and model
 */
export function foldPeriods(events: readonly RecordedEvent[]): Period[] {
  const periods: Period[] = [];
  let state: AgreementState | null = null;
  for (const event of inOrder(events)) {
    state = applyEvent(state, event);
    const last = periods.at(-1);
    if (last?.holdsFrom === event.onDay) {
      periods[periods.length - 1] = { ...state, holdsFrom: event.onDay, holdsUntil: null };
    } else if (!last || !isSame(last, state)) {
      if (last) last.holdsUntil = event.onDay;
      periods.push({ ...state, holdsFrom: event.onDay, holdsUntil: null });
    }
  }
  return joinEqual(periods);
}

/** Two events of one day may undo each other: the day then differs in nothing from the one before. */
function joinEqual(periods: readonly Period[]): Period[] {
  const joined: Period[] = [];
  for (const period of periods) {
    const last = joined.at(-1);
    if (last && isSame(last, period)) last.holdsUntil = period.holdsUntil;
    else joined.push(period);
  }
  return joined;
}

/** The agreement after an event. */
export function applyEvent(before: AgreementState | null, event: EventFacts): AgreementState {
  const status = event.status ?? before?.status;
  const model = event.model ?? before?.model;
  const modelBasis = event.modelBasis ?? before?.modelBasis;
  if (status === undefined || model === undefined || modelBasis === undefined)
    throw new Error(`the first event of an agreement (${event.event}) must say status and model`);
  return {
    status,
    model,
    modelBasis,
    signedOn: event.signedOn ?? before?.signedOn ?? null,
    effectiveOn: event.effectiveOn ?? before?.effectiveOn ?? null,
    endsOn: event.endsOn ?? before?.endsOn ?? null,
    endsOnBasis: event.endsOnBasis ?? before?.endsOnBasis ?? null,
  };
}

const FACTS = [
  'status',
  'model',
  'modelBasis',
  'signedOn',
  'effectiveOn',
  'endsOn',
  'endsOnBasis',
] as const satisfies readonly (keyof AgreementState)[];

const isSame = (a: AgreementState, b: AgreementState): boolean =>
  FACTS.every((fact) => a[fact] === b[fact]);

/** An event with the value that it changed, before and after. */
export type HistoryRow<Event> = Event & { from: string | null; to: string | null };

/** The events in order, each with what it changed: the model, the end, or the status, whichever the event is about. */
export function historyOf<Event extends RecordedEvent>(
  events: readonly Event[],
): HistoryRow<Event>[] {
  let state: AgreementState | null = null;
  return inOrder(events).map((event) => {
    const before: AgreementState | null = state;
    const after = applyEvent(before, event);
    state = after;
    const fact = changedBy(event.event);
    return { ...event, from: before ? before[fact] : null, to: after[fact] };
  });
}

function changedBy(event: AgreementEventKind): 'model' | 'endsOn' | 'status' {
  if (event === 'model-changed') return 'model';
  return event === 'amended' || event === 'extended' ? 'endsOn' : 'status';
}
