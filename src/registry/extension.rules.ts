import { type Day, isDay } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';

/** What is wrong with a field of an extension. */
export interface ExtensionObjection {
  field: 'endsOn' | 'reason';
  detail: string;
}

/**
 * What keeps an agreement's end from moving to a day; nothing if it can. An extension ends later than the present end
 * and than today: an earlier end would be another decision. Every extension says why.
 */
export function objectionsToExtension(
  extension: { endsOn: string; reason: string },
  presentEnd: Day | null,
  today: Day,
): ExtensionObjection[] {
  const end = objectionToEnd(extension.endsOn, presentEnd, today);
  return [
    ...(end ? [{ field: 'endsOn' as const, detail: end }] : []),
    ...(extension.reason.trim() === ''
      ? [{ field: 'reason' as const, detail: 'Say why the end moves.' }]
      : []),
  ];
}

function objectionToEnd(endsOn: string, presentEnd: Day | null, today: Day): string | null {
  if (!isDay(endsOn)) return 'The new end must be a day of the calendar such as 2015-10-15.';
  if (endsOn <= today) return `The new end must lie after today, ${dayText(today)}.`;
  if (presentEnd !== null && endsOn <= presentEnd)
    return `The new end must lie after the present one, ${dayText(presentEnd)}.`;
  return null;
}
