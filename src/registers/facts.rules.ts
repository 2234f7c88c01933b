import { type Day, isDay } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';
import { isWallTime } from '../platform/clock/time-limits.js';
import {
  type Facts,
  type Register,
  type RegisterField,
  ROLE_SEPARATOR,
} from './registers.rules.js';

/** What keeps facts from being recorded, by field. */
export interface FactObjection {
  field: string;
  detail: string;
}

/** Letters and numbers in groups, so that no name fits: `OFF-014`, `CMPL-2012-03`. */
const REFERENCE = /^[A-Z]{2,4}(-\d{1,6}){1,3}$/;

/** The day on which section 287(g) became law. Nothing of an agreement is older. */
const EARLIEST: Day = '1996-09-30';
const EARLIEST_YEAR = 1997;
const LATEST_YEAR = 2100;

export const LARGEST_NUMBER = 10_000_000;

const LONGEST_TEXT = 500;

/** Reads what somebody gave as the facts of an entry; every field that is wrong is named. */
export function readFacts(
  register: Register,
  given: Readonly<Record<string, unknown>>,
  today: Day,
): { facts: Facts; objections: FactObjection[] } {
  const facts: Facts = {};
  const objections: FactObjection[] = [];
  const known = new Set(register.fields.map(({ name }) => name));
  for (const name of Object.keys(given))
    if (!known.has(name)) objections.push({ field: name, detail: `${name} is not known here` });
  for (const field of register.fields) {
    const read = readField(field, given[field.name], today);
    facts[field.name] = read.value;
    if (read.objection !== undefined)
      objections.push({ field: field.name, detail: read.objection });
  }
  const isSound = (name: string): boolean => !objections.some(({ field }) => field === name);
  for (const [earlier, later] of register.order)
    if (isSound(earlier) && isSound(later)) {
      const objection = objectionToOrder(register, facts, earlier, later);
      if (objection !== undefined) objections.push({ field: later, detail: objection });
    }
  return { facts, objections };
}

interface ReadField {
  value: string | number | null;
  objection?: string | undefined;
}

function readField(field: RegisterField, given: unknown, today: Day): ReadField {
  const { label, isRequired } = field;
  const value = typeof given === 'string' ? given.trim() : given;
  if (value === undefined || value === null || value === '')
    return { value: null, ...(isRequired && { objection: `${label} is missing` }) };
  if (typeof value !== 'string' && typeof value !== 'number')
    return { value: null, objection: `${label} must be a text or a number` };
  return READERS[field.kind](field, String(value), today);
}

type Reader = (field: RegisterField, text: string, today: Day) => ReadField;

const READERS: Record<RegisterField['kind'], Reader> = {
  reference: ({ label }, text) =>
    REFERENCE.test(text)
      ? { value: text }
      : wrong(`${label} must be a code such as OFF-014: capital letters, then numbers; no name`),
  day: (field, text, today) =>
    isDay(text)
      ? { value: text, objection: objectionToDay(field, text, today) }
      : wrong(`${field.label} must be a day of the calendar such as 2012-09-26`),
  hour: (field, text, today) =>
    isWallTime(text)
      ? { value: text, objection: objectionToDay(field, dayOfFact(text), today) }
      : wrong(`${field.label} must be a day and an hour such as 2012-09-26T14:30`),
  year: ({ label }, text) => {
    const year = wholeNumber(text);
    return year !== undefined && year >= EARLIEST_YEAR && year <= LATEST_YEAR
      ? { value: year }
      : wrong(`${label} must be a year from ${EARLIEST_YEAR} to ${LATEST_YEAR}`);
  },
  number: ({ label }, text) => {
    const number = wholeNumber(text);
    return number === undefined || number > LARGEST_NUMBER
      ? wrong(`${label} must be a whole number from 0 to ${LARGEST_NUMBER}`)
      : { value: number };
  },
  text: ({ label }, text) =>
    text.length <= LONGEST_TEXT
      ? { value: text }
      : wrong(`${label} must have at most ${LONGEST_TEXT} characters`),
  choice: ({ label, options = [] }, text) =>
    options.some(({ value }) => value === text)
      ? { value: text }
      : wrong(`${label} must be one of ${options.map(({ value }) => value).join(', ')}`),
  roles: ({ label, options = [] }, text) => {
    const asked = text.split(';').map((role) => role.trim());
    const known = options.filter(({ value }) => asked.includes(value));
    return asked.every((role) => options.some(({ value }) => value === role))
      ? { value: known.map(({ value }) => value).join(ROLE_SEPARATOR) }
      : wrong(
          `${label} must be some of ${options.map(({ value }) => value).join(', ')}, with semicolons between them`,
        );
  },
};

const wrong = (objection: string): ReadField => ({ value: null, objection });

/** `1204` or `1,204` */
const wholeNumber = (text: string): number | undefined =>
  /^(\d{1,9}|\d{1,3}(,\d{3})+)$/.test(text) ? Number(text.replaceAll(',', '')) : undefined;

function objectionToDay(
  { label, mayLieAhead }: RegisterField,
  day: Day,
  today: Day,
): string | undefined {
  if (day < EARLIEST)
    return `${label} is before ${dayText(EARLIEST)}, when section 287(g) became law`;
  if (day > today && !mayLieAhead) return `${label} is ${dayText(day)}, which has not come yet`;
  return undefined;
}

/** The later one of two that belong together may be missing, but not come first. */
function objectionToOrder(
  { fields }: Register,
  facts: Facts,
  earlier: string,
  later: string,
): string | undefined {
  const [first, second] = [facts[earlier], facts[later]];
  if (typeof second !== 'string') return undefined;
  const labelOf = (name: string): string =>
    fields.find((field) => field.name === name)?.label ?? name;
  if (typeof first !== 'string') return `${labelOf(later)} needs ${labelOf(earlier)} before it`;
  // An hour and a day are compared as days.
  const length = Math.min(first.length, second.length);
  return second.slice(0, length) < first.slice(0, length)
    ? `${labelOf(later)} lies before ${labelOf(earlier)}`
    : undefined;
}

/** The day of a day, or of an hour. */
export const dayOfFact = (text: string): Day => text.slice(0, 'YYYY-MM-DD'.length);

/**
 * What was on record of an entry's facts on a day: what happened later is not known then. Ends that were stated ahead are.
 * @returns null for an entry that was not there yet
 */
export function factsOn(register: Register, facts: Facts, day: Day): Facts | null {
  const isLater = ({ name, kind, mayLieAhead }: RegisterField): boolean => {
    const value = facts[name];
    const isDated = kind === 'day' || kind === 'hour';
    return isDated && !mayLieAhead && typeof value === 'string' && dayOfFact(value) > day;
  };
  const later = new Set(register.fields.filter(isLater).map(({ name }) => name));
  if (register.knownFrom !== null && later.has(register.knownFrom)) return null;
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, later.has(name) ? null : value]),
  );
}
