import { weekday, type Day } from './calendar.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** A day as people write it: `4 Sep 2012`. */
export function dayText(day: Day): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`;
}

/** With the weekday, where somebody travels: `Tue 4 Sep 2012`. */
export function weekdayText(day: Day): string {
  return `${WEEKDAYS[weekday(day) - 1] ?? ''} ${dayText(day)}`;
}
