import type { Day } from '../../platform/clock/calendar.js';
import { dayText } from '../../platform/clock/day-text.js';
import type { ListHeading, ListKind } from './listed-row.js';

/** The list before this one, as far as it is recent enough to be held against. */
export interface FormerList {
  asOf: Day;
  agreements: number;
  /** Of these, how many the new list does not show. */
  missing: number;
}

/**
 * Why a list is probably not what it says it is, and must be said to be meant; null where nothing speaks against it.
 * A list of agencies that take part has signing dates, and loses few agreements in a few weeks.
 * @param largestLoss share of the former list's agreements, 0 to 1
 */
export function doubtAboutList(
  kind: ListKind,
  { knownColumns }: ListHeading,
  former: FormerList | null,
  largestLoss: number,
): string | null {
  if (kind === 'pending') return null;
  if (!knownColumns.includes('signedOn'))
    return 'The list has no column SIGNED, as a list of pending agencies has none: say which kind it is.';
  if (former && former.missing > former.agreements * largestLoss)
    return `The list lacks ${former.missing} of the ${former.agreements} agreements that the list of ${dayText(former.asOf)} shows: say that it is meant, or which kind it is.`;
  return null;
}
