import type { VNode } from 'preact';
import { Temporal } from 'temporal-polyfill';
import type { Day, Moment } from '../clock/calendar.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** `4 Sep 2012` */
export function dayText(day: Day): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`;
}

/** `Tue 4 Sep 2012`: where somebody travels. */
export function weekdayText(day: Day): string {
  return `${WEEKDAYS[Temporal.PlainDate.from(day).dayOfWeek - 1] ?? ''} ${dayText(day)}`;
}

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
