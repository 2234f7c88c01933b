import { type Day, endOfDay, isDay, type Moment, readMoment } from '../platform/clock/calendar.js';

/**
 * From where the register is looked at: the day that is asked about and, where it is not now, the moment whose knowledge
 * counts. What happened is one thing, when the register learned of it another.
 */
export interface Standpoint {
  asOf: Day;
  /** What the register would have said at that moment; what it says now, if absent. */
  knownAt?: Moment | undefined;
}

/**
 * The moment that `knownAt` names: a moment as ISO 8601 or a day, which means its end.
 * @param timeZone in which a day ends (policy.yaml, `timeZone`)
 * @returns undefined for anything else
 */
export function knownAtOf(text: string, timeZone: string): Moment | undefined {
  return isDay(text) ? endOfDay(text, timeZone) : readMoment(text);
}

/** Whether the register knew of something at a moment: it was recorded by then, and not yet found to be otherwise. */
export const wasKnown = (
  { from, until = null }: { from: Moment; until?: Moment | null },
  knownAt: Moment | undefined,
): boolean =>
  knownAt === undefined ? until === null : from <= knownAt && (until === null || until > knownAt);
