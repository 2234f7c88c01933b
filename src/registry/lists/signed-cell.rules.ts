import { isDay, type Day } from '../../platform/clock/calendar.js';
import { dayText } from '../../platform/clock/day-text.js';
import { likelyMeaning } from '../../platform/spelling.rules.js';
import { problem, readText, type CellReading } from './cell-text.rules.js';
import { dayOfSerial } from './excel-day.rules.js';

/** Section 287(g) became law on this day (Public Law 104-208): no agreement under it can be older. */
const ENACTED: Day = '1996-09-30';
const LATEST_YEAR_END: Day = '2100-01-01';

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** A day that a text could mean, and whether it can mean no other. */
interface Interpretation {
  day: Day;
  isCertain: boolean;
}

/**
 * The signing date. What can only mean one day is taken; what would need a repair (`7/72025`, the year 5025) is
 * proposed for a person to say; the rest is unknown.
 */
export function readSigned(raw: string | undefined): CellReading<Day | null> {
  const { value: text, problems } = readText('signedOn', raw);
  if (raw === undefined || text === '') return { value: null, problems };
  const meant = interpretDate(text);
  if (!meant) {
    const detail = `“${text}” is no date that an agreement under section 287(g) can have.`;
    return {
      value: null,
      problems: [...problems, problem('unknown', 'signedOn', raw, detail, null)],
    };
  }
  if (meant.isCertain) return { value: meant.day, problems };
  const detail = `“${text}” is no date as it stands; it may mean ${dayText(meant.day)}.`;
  return {
    value: null,
    problems: [...problems, problem('proposed', 'signedOn', raw, detail, meant.day)],
  };
}

/** Whether an agreement under section 287(g) can have been signed, or listed, on this day. */
export const isPlausible = (day: Day): boolean => day >= ENACTED && day < LATEST_YEAR_END;

/** "Wednesday, September 30, 2025 12:00:00 PM" has 41 letters. */
const LONGEST_DATE = 60;

function interpretDate(text: string): Interpretation | null {
  if (text.length > LONGEST_DATE) return null;
  const date = text
    .replace(/^(mon|tues?|wed(nes)?|thu(rs?)?|fri|sat(ur)?|sun)(day)?\.?,?\s+/i, '')
    .replace(/[T\s]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([ap]\.?m\.?)?\s*(Z|[+-]\d\d:?\d\d)?$/i, '');
  for (const read of [isoDate, serialDate, usDate, namedMonth, runTogether]) {
    const meant = read(date);
    if (meant) return meant;
  }
  return null;
}

/** The day where it exists and is plausible; where only the first figure of the year is wrong, its repair (5025 → 2025). */
function dayOf(year: number, month: number, date: number, isCertain = true): Interpretation | null {
  const day = dayFrom(year, month, date);
  if (isDay(day) && isPlausible(day)) return { day, isCertain };
  // February 29 of 5000 does not exist, but that of 2000 does.
  const repaired = `2${day.slice(1)}`;
  return isDay(repaired) && isPlausible(repaired) ? { day: repaired, isCertain: false } : null;
}

const dayFrom = (year: number, month: number, date: number): Day =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;

function isoDate(text: string): Interpretation | null {
  const [, year, month, date] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? [];
  return year === undefined ? null : dayOf(Number(year), Number(month), Number(date));
}

/** A number that a cell without a date format holds: Excel's days. Longer ones are dates without their slashes. */
function serialDate(text: string): Interpretation | null {
  if (!/^\d{5,7}(\.\d+)?$/.test(text)) return null;
  const day = dayOfSerial(Number(text));
  return day === null ? null : isoDate(day);
}

function usDate(text: string): Interpretation | null {
  const [, month, date, year] =
    /^(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d{2})$/.exec(text) ?? [];
  if (year === undefined) return null;
  const [first, second, fullYear] = [Number(month), Number(date), yearOf(year)];
  // The day before the month is not how the United States write it: somebody has to say.
  return dayOf(fullYear, first, second) ?? dayOf(fullYear, second, first, false);
}

/** `25` is 2025, `97` is 1997: the law is of 1996. */
function yearOf(figures: string): number {
  if (figures.length === 4) return Number(figures);
  return Number(figures) >= 96 ? 1900 + Number(figures) : 2000 + Number(figures);
}

function namedMonth(text: string): Interpretation | null {
  const plain = text.replace(/(\d)(st|nd|rd|th)\b/i, '$1');
  const [, dayFirst, monthBehind, yearBehind] =
    /^(\d{1,2})[\s.,-]*(\p{L}+)[\s.,-]*(\d{4}|\d{2})$/u.exec(plain) ?? [];
  const [, monthFirst, date, year] =
    /^(\p{L}+)[\s.,-]*(\d{1,2})(?:\s*,\s*|[\s.-]+)(\d{4}|\d{2})$/u.exec(plain) ?? [];
  const month = monthNumber(monthBehind ?? monthFirst ?? '');
  const figures = yearBehind ?? year;
  if (!month || figures === undefined) return null;
  return dayOf(yearOf(figures), month.number, Number(dayFirst ?? date), month.isCertain);
}

function monthNumber(name: string): { number: number; isCertain: boolean } | null {
  const plain = name.toLowerCase();
  const exact = plain.length < 3 ? -1 : MONTHS.findIndex((month) => month.startsWith(plain));
  if (exact >= 0 || plain === 'sept') return { number: exact + 1, isCertain: true };
  const likely = likelyMeaning(
    plain,
    MONTHS.map((month, index): [string, number] => [month, index + 1]),
  );
  return likely === undefined || plain.length < 5 ? null : { number: likely, isCertain: false };
}

/**
 * Figures with a slash too few or too many: `7/72025`, `05/082025`, `0508/2025`, `07072025`, `7//7/2025`. The year has
 * four figures; where the rest can be parted in two ways (`112/2025`), nobody can tell.
 */
function runTogether(text: string): Interpretation | null {
  const [, front, year] = /^([\d/.\s-]*\d)[/.\s-]*(\d{4})$/.exec(text) ?? [];
  if (front === undefined || year === undefined || !/^[\d/.\s-]+$/.test(text)) return null;
  const parts = front.split(/[/.\s-]+/).filter((part) => part !== '');
  const whole = parts.join('');
  const splits =
    parts.length === 2
      ? [parts]
      : parts.length === 1
        ? [1, 2].map((at) => [whole.slice(0, at), whole.slice(at)])
        : [];
  const days = splits
    .filter(([month, date]) => /^\d{1,2}$/.test(month ?? '') && /^\d{1,2}$/.test(date ?? ''))
    .map(([month, date]) => dayOf(Number(year), Number(month), Number(date), false))
    .filter((meant) => meant !== null);
  return days.length === 1 ? (days[0] ?? null) : null;
}
