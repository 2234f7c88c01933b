import type { Day } from '../platform/clock/calendar.js';

/** Whether an official list of a day shows an agreement. */
export interface Listing {
  day: Day;
  isListed: boolean;
}

/** A leaving that only lists tell of: some day after `happenedAfter` and not later than `on`. */
export interface Leaving {
  on: Day;
  happenedAfter: Day;
}

/** What a list says of the reason: nothing. */
export const REASON_NOT_RECORDED = 'reason not recorded by ICE';

/**
 * When an agreement left the lists: dated by the first list without it, keeping the interval in which it happened.
 * One that comes back on a later list has not left. Null while the last list still shows it.
 */
export function leavingOf(listings: readonly Listing[]): Leaving | null {
  const inOrder = [...listings].sort((a, b) => (a.day < b.day ? -1 : 1));
  const last = inOrder.findLastIndex((listing) => listing.isListed);
  const lastWith = inOrder[last];
  const firstWithout = inOrder[last + 1];
  return lastWith && firstWithout ? { on: firstWithout.day, happenedAfter: lastWith.day } : null;
}
