import { addDays, type Day } from '../../platform/clock/calendar.js';

/** The day before Excel's day 1, moved by its belief in a 29 February 1900: right from 1 March 1900 on. */
const DAY_ZERO = '1899-12-30';
const FIRST_RIGHT_DAY = 61;
/** 31 December 9999, where Excel's calendar ends. */
const LAST_DAY = 2_958_465;

/** Days by which the calendar of a workbook from an old Mac begins later. */
export const DAYS_TO_1904 = 1_462;

/** The day of an Excel serial number, 2025-09-22 for 45922; its time of day is left out. Null for what is no day. */
export function dayOfSerial(serial: number): Day | null {
  const days = Math.floor(serial);
  return days >= FIRST_RIGHT_DAY && days <= LAST_DAY ? addDays(DAY_ZERO, days) : null;
}

/** Excel's own formats of dates and times (ECMA-376 part 1, 18.8.30), those of East Asia included. */
const BUILT_IN_DATES: readonly [from: number, to: number][] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];

/** Whether a number format shows a date: by its number, or by letters of day, month or year in its own code. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return BUILT_IN_DATES.some(([from, to]) => id >= from && id <= to);
  const letters = code.replace(/"[^"]*"|\\.|_.|\[[^\]]*\]/g, '');
  return /[dmy]/i.test(letters) && !/general/i.test(letters);
}
