import { addMonths, daysBetween, type Day } from '../../platform/clock/calendar.js';
import { dayText } from '../../platform/clock/day-text.js';
import { counted } from '../../platform/counted.js';
import type { RiskPolicy } from '../../platform/config/policy.js';

export type FindingCounts = Record<'high' | 'medium' | 'low', number>;

/** What is known of an agreement that makes its visit more pressing. */
export interface RiskFacts {
  /** By severity. */
  openFindings: FindingCounts;
  /** Of the open findings: those that repeat an earlier one. */
  repeatFindings: number;
  /** Last day of the latest full inspection; null = none is on record. */
  lastInspectedOn: Day | null;
  /** Officers in the agency's register; null = none are on record, so the size is not known. */
  officers: number | null;
}

/** What a week of lateness of a visit costs against other visits, and why so much. */
export interface Risk {
  weight: number;
  /** `4.5 = 1 + 2 (overdue since 3 Jun 2012) + 1.5 (open findings: 2 high)` */
  words: string;
}

/**
 * How pressing a visit is: a sum of parts, each a setting of policy.yaml's `planning.risk` ("set by this installation").
 * @param yearBegins the day from which lateness is counted
 */
export function riskOf(dueOn: Day, facts: RiskFacts, yearBegins: Day, policy: RiskPolicy): Risk {
  const parts = [
    overduePart(dueOn, yearBegins, policy),
    findingsPart(facts, policy),
    repeatPart(facts, policy),
    sincePart(facts, yearBegins, policy),
    sizePart(facts, policy),
  ].filter((part) => part.weight > 0);
  const weight = rounded(parts.reduce((sum, part) => sum + part.weight, policy.base));
  const terms = [`${policy.base}`, ...parts.map((part) => `${part.weight} (${part.words})`)];
  return { weight, words: parts.length === 0 ? `${weight}` : `${weight} = ${terms.join(' + ')}` };
}

interface Part {
  weight: number;
  words: string;
}

function overduePart(dueOn: Day, yearBegins: Day, { overdue }: RiskPolicy): Part {
  const days = Math.max(0, daysBetween(dueOn, yearBegins));
  const weight = capped((days / 30) * overdue.per30Days, overdue.atMost);
  return { weight, words: `overdue since ${dayText(dueOn)}` };
}

function findingsPart({ openFindings }: RiskFacts, { openFinding }: RiskPolicy): Part {
  const severities = (['high', 'medium', 'low'] as const).filter((one) => openFindings[one] > 0);
  const each = severities.map((severity) => `${openFindings[severity]} ${severity}`).join(', ');
  return {
    weight: rounded(severities.reduce((sum, one) => sum + openFindings[one] * openFinding[one], 0)),
    words: `open findings: ${each}`,
  };
}

const repeatPart = ({ repeatFindings }: RiskFacts, { repeatFinding }: RiskPolicy): Part => ({
  weight: rounded(repeatFindings * repeatFinding),
  words: counted(repeatFindings, 'repeat finding'),
});

function sincePart(
  { lastInspectedOn }: RiskFacts,
  yearBegins: Day,
  { sinceInspection }: RiskPolicy,
): Part {
  const { afterMonths, perMonth, atMost } = sinceInspection;
  if (lastInspectedOn === null)
    return { weight: capped(atMost, atMost), words: 'never inspected, as far as is known' };
  const months = wholeMonths(lastInspectedOn, yearBegins);
  return {
    weight: capped(Math.max(0, months - afterMonths) * perMonth, atMost),
    words: `${months} months since the last full inspection`,
  };
}

function sizePart({ officers }: RiskFacts, { size }: RiskPolicy): Part {
  const known = officers ?? 0;
  return {
    weight: capped((known / 10) * size.perTenOfficers, size.atMost),
    words: counted(known, 'officer'),
  };
}

function wholeMonths(from: Day, until: Day): number {
  let months = Math.max(0, Math.floor(daysBetween(from, until) / 31));
  while (addMonths(from, months + 1) <= until) months++;
  return months;
}

const capped = (weight: number, atMost: number): number => rounded(Math.min(weight, atMost));

/** To hundredths: whoever adds up the words must come to the number. */
const rounded = (weight: number): number => Math.round(weight * 100) / 100;
