import { addDays, isDay, type Day } from '../../platform/clock/calendar.js';
import { dayText } from '../../platform/clock/day-text.js';
import type { ListKind } from './listed-row.js';
import { isPlausible } from './signed-cell.rules.js';

/** ICE publishes several lists a day; the later one holds for the day. In their order, `none` for a name without one. */
export const EDITIONS = ['none', 'am', 'mid', 'pm'] as const;
export type Edition = (typeof EDITIONS)[number];

/** What a list says of itself by its file's name. */
export interface ListName {
  /** Null where the name says neither. */
  kind: ListKind | null;
  /** Null where the name holds no day, or an impossible one. */
  day: Day | null;
  edition: Edition;
  /** Why there is no day; null where there is one. */
  reason: string | null;
}

/**
 * Reads the name of a list's file: `participatingAgencies07182025pm.xlsx` is the list of 18 July 2025, evening. Folders,
 * upper case, spaces, dashes, underscores and the `(1)` of a second download do not matter.
 */
export function readListName(fileName: string): ListName {
  const name = fileName
    .slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1)
    .replace(/\.(xlsx|xlsm|csv|txt)$/i, '')
    .replace(/\s*\(\d+\)\s*$/, '');
  const dates = DATE_SHAPES.flatMap((shape) => [...name.matchAll(shape)]).map(([text]) => text);
  const days = dates.map(dayIn).filter((day) => day !== null);
  const withoutDates = dates.reduce((rest, date) => rest.replace(date, ' '), name);
  const edition = /(?<![a-z])(am|mid|pm)(?![a-z])/i.exec(withoutDates)?.[1];
  const day = days.at(-1) ?? null;
  return {
    kind: kindIn(name),
    day,
    edition: (edition?.toLowerCase() as Edition | undefined) ?? 'none',
    reason: day === null ? reasonWithoutDay(dates.at(-1)) : null,
  };
}

/** Dates as figures: ICE's 07182025, then with signs between, year first or last. Never a part of a longer number. */
const DATE_SHAPES = [
  /(?<!\d)\d{8}(?!\d)/g,
  /(?<!\d)\d{4}([-_. ])\d{1,2}\1\d{1,2}(?!\d)/g,
  /(?<!\d)\d{1,2}([-_. ])\d{1,2}\1\d{4}(?!\d)/g,
  /(?<!\d)\d{1,2}([-_.])\d{1,2}\1\d{2}(?!\d)/g,
  /(?<!\d)\d{6}(?!\d)/g,
];

function dayIn(text: string): Day | null {
  const [one = '', two = '', three = ''] = /^\d+$/.test(text)
    ? [text.slice(0, 2), text.slice(2, 4), text.slice(4)]
    : text.split(/[-_. ]/);
  const monthFirst = toDay(three.length === 2 ? `20${three}` : three, one, two);
  if (monthFirst !== null) return monthFirst;
  return /^\d{8}$/.test(text)
    ? toDay(text.slice(0, 4), text.slice(4, 6), text.slice(6))
    : toDay(one, two, three);
}

function toDay(year: string, month: string, date: string): Day | null {
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(day) && isPlausible(day) ? day : null;
}

function kindIn(name: string): ListKind | null {
  const [, kind] = /(participating|pending)/i.exec(name) ?? [];
  return (kind?.toLowerCase() as ListKind | undefined) ?? null;
}

const reasonWithoutDay = (date: string | undefined): string =>
  date === undefined
    ? 'The file’s name holds no date.'
    : `The file’s name holds “${date}”, and there is no such day.`;

/** Lists are some days old when they appear, and an agreement may be dated ahead by a few. */
const DAYS_AHEAD = 7;
const LEAST_SHARE = 0.2;
const LEAST_DATES = 5;

/**
 * Why the day in a file's name is probably wrong: it has not come yet, or many agreements were signed after it. ICE has
 * published names with last year's number in January. Null where nothing speaks against the day.
 * @param signedDays the signing dates of the list's rows, as far as they could be read
 */
export function doubtAboutDay(day: Day, signedDays: readonly Day[], today: Day): string | null {
  const coming = doubtAboutGivenDay(day, today);
  if (coming !== null) return coming;
  const limit = addDays(day, DAYS_AHEAD);
  const later = signedDays.filter((signed) => signed > limit).length;
  if (later < LEAST_DATES || later < LEAST_SHARE * signedDays.length) return null;
  return `${later} of ${signedDays.length} signing dates lie more than a week after ${dayText(day)}: the year in the file’s name may be wrong.`;
}

/** Why a day that somebody said is wrong: nobody publishes a list of a day to come. */
export const doubtAboutGivenDay = (day: Day, today: Day): string | null =>
  day > today ? `${dayText(day)} is a day that has not come yet.` : null;
