import type { Day } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';
import type { Coverage } from './census.rules.js';

/** One sentence on how well official lists cover a day. */
export function coverageText(asOf: Day, { lastList, nextList, complete }: Coverage): string {
  if (lastList === asOf) return 'An official list of this very day covers it.';
  if (lastList && nextList)
    return complete
      ? `The day lies between the official lists of ${dayText(lastList)} and ${dayText(nextList)}.`
      : `There is no list between ${dayText(lastList)} and ${dayText(nextList)}: the register may have missed changes.`;
  if (lastList)
    return `There is no list after ${dayText(lastList)}: the register may have missed changes.`;
  return nextList
    ? `There is no list before ${dayText(nextList)}: the register knows only the agreements that stood on it.`
    : 'The register has no official list.';
}
