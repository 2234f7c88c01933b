import type { VNode } from 'preact';
import { Temporal } from 'temporal-polyfill';
import { type Day, dayOf, type Moment } from '../clock/calendar.js';
import { dayText, weekdayText } from '../clock/day-text.js';

export { dayOf, dayText, weekdayText };

/** `4 Sep 2012, 14:05` in a zone. */
export function momentText(moment: Moment, timeZone: string): string {
  const local = Temporal.Instant.from(moment).toZonedDateTimeISO(timeZone);
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  return `${dayText(local.toPlainDate().toString())}, ${time}`;
}

/** A day as people write it, and as machines read it. */
export function DayTime({ day, weekday }: { day: Day | null; weekday?: boolean }): VNode {
  if (!day) return <span class="text-base">none</span>;
  return <time dateTime={day}>{weekday ? weekdayText(day) : dayText(day)}</time>;
}

export function MomentTime({ moment, timeZone }: { moment: Moment; timeZone: string }): VNode {
  return <time dateTime={moment}>{momentText(moment, timeZone)}</time>;
}
