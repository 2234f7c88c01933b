import {
  applyEvent,
  type EventFacts,
  type KnownState,
  type RecordedEvent,
  withRetractions,
} from './periods.rules.js';

/** An event with the value that it changed, before and after, and what it stands in for, the latest first. */
export type HistoryRow<Event> = { [Fact in keyof Event]: Event[Fact] } & {
  from: string | null;
  to: string | null;
  corrected: Event[];
};

/**
 * The events in order, each with what it changed: the model, the end, the signing, or the status, whichever it is about.
 * What was put right or taken back stands under the entry that replaced it.
 */
export function historyOf<Event extends RecordedEvent>(
  events: readonly Event[],
): HistoryRow<Event>[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  let state: KnownState | null = null;
  return withRetractions(events).map((event) => {
    const corrected = replacedBy(event, byId);
    if (event.event === 'retracted') return { ...event, from: null, to: null, corrected };
    const before: KnownState | null = state;
    const after = applyEvent(before, event);
    state = after;
    const fact = changedBy(event);
    return { ...event, from: before ? before[fact] : null, to: after[fact], corrected };
  });
}

function replacedBy<Event extends RecordedEvent>(
  event: Event,
  byId: ReadonlyMap<string, Event>,
): Event[] {
  const before = byId.get(event.correctsId ?? '');
  return before ? [before, ...replacedBy(before, byId)] : [];
}

function changedBy({ event, signedOn }: EventFacts): 'model' | 'endsOn' | 'signedOn' | 'status' {
  if (event === 'model-changed') return 'model';
  if (event === 'date-corrected' || (event === 'amended' && signedOn !== null)) return 'signedOn';
  return event === 'amended' || event === 'extended' ? 'endsOn' : 'status';
}
