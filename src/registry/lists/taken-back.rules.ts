import type { Moment } from '../../platform/clock/calendar.js';
import { isBegin, type RecordedEvent } from '../periods.rules.js';

/** Which list, or whose undoing, takes events back. */
export interface TakingBack {
  source: string;
  reason: string;
  recordedAt: Moment;
  recordedBy: string;
  listId: string;
}

/**
 * What must be recorded so that an agreement's events count as if some had never been: what these had put right counts
 * again, the rest is retracted.
 * @param events all of one agreement
 * @param isVoid of the events that shall not count; also those of lists that were undone earlier
 * @param keepsBegin what began the agreement stays, so that a list that takes the other's place finds it
 */
export function takeBack<Event extends RecordedEvent & { reason: string | null }>(
  events: readonly Event[],
  isVoid: (event: Event) => boolean,
  taking: TakingBack,
  { keepsBegin, newId }: { keepsBegin: boolean; newId: () => string },
): Event[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  const replaced = new Set(events.map(({ correctsId }) => correctsId ?? ''));
  const isGone = (event: Event): boolean => isVoid(event) && !(keepsBegin && isFirst(event));
  return events.flatMap((event) => {
    if (replaced.has(event.id) || !isGone(event)) return [];
    let before = byId.get(event.correctsId ?? '');
    while (before && isGone(before)) before = byId.get(before.correctsId ?? '');
    const counts = before?.event === 'retracted' ? undefined : before;
    if (counts ? saysTheSame(counts, event) : event.event === 'retracted') return [];
    const standIn = counts
      ? { ...counts, ...taking, reason: counts.reason ?? taking.reason }
      : { ...event, ...NOTHING, ...taking, event: 'retracted' as const };
    return [{ ...standIn, id: newId(), correctsId: event.id }];
  });
}

/** The event that began an agreement, as it was first told. */
const isFirst = (event: RecordedEvent): boolean =>
  isBegin(event) && (event.correctsId ?? null) === null;

const FACTS = ['onDay', 'event', 'status', 'model', 'signedOn', 'endsOn'] as const;

const saysTheSame = (a: RecordedEvent, b: RecordedEvent): boolean =>
  FACTS.every((fact) => a[fact] === b[fact]);

const NOTHING = {
  status: null,
  model: null,
  modelBasis: null,
  signedOn: null,
  effectiveOn: null,
  endsOn: null,
  endsOnBasis: null,
} as const;
