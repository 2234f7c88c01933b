import { type Day, isDay } from '../platform/clock/calendar.js';

/**
 * The day in the name of an MOA's file, as ICE wrote it: `r_287gcobbcounty101509.pdf` → 2009-10-15.
 * Null where the name ends in no day, as in `r_287gguilford.pdf`.
 */
export function dayInFileName(file: string): Day | null {
  const [, month, date, year] = /(\d{2})(\d{2})(\d{2})\.pdf$/i.exec(file) ?? [];
  const day = `20${year ?? ''}-${month ?? ''}-${date ?? ''}`;
  return isDay(day) ? day : null;
}

/**
 * The day of the agreement's standard text, from its file's name. A file that is younger than the register cannot
 * be the text that was in force then: Los Angeles' 101012 lies after the register of August 2012, so it is not known.
 * @param notAfter the register's last day
 */
export function standardTextDay(file: string, notAfter: Day): Day | null {
  const day = dayInFileName(file);
  return day !== null && day <= notAfter ? day : null;
}
