import { dayText } from '../../platform/clock/day-text.js';
import type { AgreementStatus } from '../agreement-status.rules.js';
import type { AgreementEventKind } from '../agreement.entity.js';
import { EVENT_WORDS } from '../agreement-words.js';
import { type RecordedEvent, standing } from '../periods.rules.js';
import { TRANSITIONS } from './transition-table.rules.js';

/** An event that no way leads to from where the agreement stood. */
export interface Break {
  /** The event as it was first recorded: it stays the same when it is corrected. */
  rootId: string;
  detail: string;
}

/**
 * Where a history departs from the table of transitions. Only what the table knows is looked at: what lists say comes and
 * goes without it.
 */
export function breaksOf(events: readonly RecordedEvent[]): Break[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  const told = standing(events);
  const breaks: Break[] = [];
  const [first] = told;
  if (first && (first.model === null || first.modelBasis === null))
    breaks.push({
      rootId: rootOf(first, byId),
      detail: `The history would begin with “${EVENT_WORDS[first.event]}” on ${dayText(first.onDay)}, which does not say the program model.`,
    });
  let status: AgreementStatus | null = null;
  for (const event of told) {
    if (status !== null && !isKnownWay(status, event))
      breaks.push({
        rootId: rootOf(event, byId),
        detail: `“${EVENT_WORDS[event.event]}” on ${dayText(event.onDay)} would then follow on ${wordOf(status)}.`,
      });
    status = event.status ?? status;
  }
  return breaks;
}

/** What a change of the history breaks that was whole before. */
export function newBreaks(
  before: readonly RecordedEvent[],
  after: readonly RecordedEvent[],
): Break[] {
  const known = new Set(breaksOf(before).map(({ rootId }) => rootId));
  return breaksOf(after).filter(({ rootId }) => !known.has(rootId));
}

const IN_TABLE: ReadonlySet<AgreementEventKind> = new Set(TRANSITIONS.map(({ event }) => event));

function isKnownWay(from: AgreementStatus, { event, status }: RecordedEvent): boolean {
  if (!IN_TABLE.has(event)) return true;
  return TRANSITIONS.some(
    (transition) =>
      transition.event === event &&
      (transition.status === null || transition.status === status) &&
      transition.from.includes(from),
  );
}

function rootOf(event: RecordedEvent, byId: ReadonlyMap<string, RecordedEvent>): string {
  const before = byId.get(event.correctsId ?? '');
  return before ? rootOf(before, byId) : event.id;
}

const wordOf = (status: AgreementStatus): string => `“${status.replace('-', ' ')}”`;
