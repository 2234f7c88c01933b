import { CronExpressionParser } from 'cron-parser';
import type { Moment } from '../clock/calendar.js';

/** The last moment on or before `now` at which a pattern fires. */
export function lastTick(pattern: string, timeZone: string, now: Moment): Moment {
  return CronExpressionParser.parse(pattern, { tz: timeZone, currentDate: now })
    .prev()
    .toDate()
    .toISOString();
}

/** The first moment after `now` at which a pattern fires. */
export function nextTick(pattern: string, timeZone: string, now: Moment): Moment {
  return CronExpressionParser.parse(pattern, { tz: timeZone, currentDate: now })
    .next()
    .toDate()
    .toISOString();
}
