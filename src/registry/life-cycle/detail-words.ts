import { isDay } from '../../platform/clock/calendar.js';
import { dayText } from '../../platform/clock/day-text.js';
import { FIELD_NAMES, FIELDS, isSide, SIDES } from './fields.rules.js';

/** What an event states besides its facts, as people read it, in the order in which it was asked for. */
export function detailFacts(details: Record<string, string> | null): [string, string][] {
  if (!details) return [];
  const facts = FIELD_NAMES.flatMap((name): [string, string][] => {
    const value = details[name];
    // The agreement that came after is a link of its own page; its id tells nobody anything.
    return value === undefined || name === 'successor'
      ? []
      : [[FIELDS[name].label, valueText(name, value)]];
  });
  const { successorName, correction } = details;
  if (successorName) facts.push(['Replaced by', successorName]);
  if (correction) facts.push(['Put right because', correction]);
  return facts;
}

function valueText(name: string, value: string): string {
  if (name === 'length' && /^\d+$/.test(value)) return `${value} ${value === '1' ? 'day' : 'days'}`;
  if (isSide(value)) return SIDES[value];
  return isDay(value) ? dayText(value) : value;
}
