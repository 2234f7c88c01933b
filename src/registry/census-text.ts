import type { Day } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';
import type { Coverage } from './census.rules.js';

/** One sentence on how well official lists cover a day. */
export function coverageText(asOf: Day, { lastList, nextList, complete }: Coverage): string {
  if (lastList === asOf) return 'An official list of this very day covers it.';
  if (lastList && nextList)
    return complete
      ? `The day lies between the official lists of ${dayText(lastList)} and ${dayText(nextList)}.`
      : `There is no list between ${dayText(lastList)} and ${dayText(nextList)}: the register may have missed changes.`;
  if (lastList)
    return `There is no list after ${dayText(lastList)}: the register may have missed changes.`;
  return nextList
    ? `There is no list before ${dayText(nextList)}: the register knows only the agreements that stood on it.`
    : 'The register has no official list.';
}

/** `1,309 agencies hold one agreement, 192 two, 50 three.` */
export function agenciesText(agenciesByAgreements: Record<string, number>): string {
  const counts = Object.entries(agenciesByAgreements).sort(([a], [b]) => Number(a) - Number(b));
  if (counts.length === 0) return 'No agency holds an agreement in force.';
  const [first, ...others] = counts.map(([held, agencies]) => ({
    held: NUMBERS[Number(held)] ?? held,
    agencies: agencies.toLocaleString('en-US'),
    isOne: agencies === 1,
  }));
  if (!first) return '';
  const noun = first.held === 'one' ? 'agreement' : 'agreements';
  const beginning = `${first.agencies} ${first.isOne ? 'agency holds' : 'agencies hold'} ${first.held} ${noun}`;
  return `${[beginning, ...others.map(({ agencies, held }) => `${agencies} ${held}`)].join(', ')}.`;
}

const NUMBERS: Record<number, string> = { 1: 'one', 2: 'two', 3: 'three', 4: 'four' };
