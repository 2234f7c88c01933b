import type { Day } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';

/**
 * Why an agreement's end cannot move to a day; null if it can. An extension ends later than the present end and than
 * today: an earlier end would be another decision.
 */
export function objectionToEnd(endsOn: Day, presentEnd: Day | null, today: Day): string | null {
  if (endsOn <= today) return `The new end must lie after today, ${dayText(today)}.`;
  if (presentEnd !== null && endsOn <= presentEnd)
    return `The new end must lie after the present one, ${dayText(presentEnd)}.`;
  return null;
}
