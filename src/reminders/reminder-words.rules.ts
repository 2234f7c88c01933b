import { type Day, daysBetween } from '../platform/clock/calendar.js';
import { dayText, weekdayText } from '../platform/clock/day-text.js';
import type { ReminderPolicy } from '../platform/config/policy.js';

/** The part of the policy that people are told about. */
export type RemindingPolicy = Pick<
  ReminderPolicy,
  'offsets' | 'repeatEveryDays' | 'escalateAfterDays'
>;

interface KindWords {
  /** Over a group of them. */
  heading: string;
  /** One of them, before its label in a subject line. */
  noun: string;
  ahead: string;
  today: string;
  late: string;
  /** Somebody travels for it: dates carry the weekday. */
  isTravel: boolean;
  /** It happened on its day, and nobody is late with it: how long ago is not told. */
  isNews?: boolean;
}

/** How people speak of what is due, by kind of policy.yaml. In this order the kinds stand in a mail. */
const KINDS: Record<string, KindWords> = {
  'corrective-action-due': {
    heading: 'Corrective actions',
    noun: 'corrective action',
    ahead: 'is due on',
    today: 'is due today,',
    late: 'is overdue since',
    isTravel: false,
  },
  'inspection-upcoming': {
    heading: 'Inspections coming up',
    noun: 'inspection',
    ahead: 'starts on',
    today: 'starts today,',
    late: 'was to start on',
    isTravel: true,
  },
  'focus-review-due': {
    heading: 'Focus reviews',
    noun: 'focus review',
    ahead: 'is due on',
    today: 'is due today,',
    late: 'is overdue since',
    isTravel: true,
  },
  'agreement-ending': {
    heading: 'Agreements that end',
    noun: 'agreement',
    ahead: 'ends on',
    today: 'ends today,',
    late: 'passed its end on',
    isTravel: false,
  },
  'renewal-review-due': {
    heading: 'Renewal reviews',
    noun: 'renewal review',
    ahead: 'is to be decided by',
    today: 'is to be decided today,',
    late: 'was to be decided by',
    isTravel: false,
  },
  'plan-proposed': {
    heading: 'Plans that wait for a decision',
    noun: 'plan',
    ahead: 'is proposed on',
    today: 'is proposed since today,',
    late: 'is proposed since',
    isTravel: false,
    isNews: true,
  },
  'plan-approved': {
    heading: 'Your visits of the year',
    noun: 'plan',
    ahead: 'is approved on',
    today: 'was approved today,',
    late: 'was approved on',
    isTravel: false,
    isNews: true,
  },
  'oig-response-due': {
    heading: 'Answers to the Inspector General',
    noun: 'recommendation',
    ahead: 'is to be answered by',
    today: 'is to be answered today,',
    late: 'was to be answered by',
    isTravel: false,
  },
};

/** A kind that an installation's own source brings reads plainly, too. */
function wordsFor(kind: string): KindWords {
  const noun = kind.replaceAll('-', ' ');
  return (
    KINDS[kind] ?? {
      heading: noun.charAt(0).toUpperCase() + noun.slice(1),
      noun,
      ahead: 'is due on',
      today: 'is due today,',
      late: 'is overdue since',
      isTravel: false,
    }
  );
}

export const kindHeading = (kind: string): string => wordsFor(kind).heading;

/** `Corrective action`: what one reminder is about. */
export function kindName(kind: string): string {
  const { noun } = wordsFor(kind);
  return noun.charAt(0).toUpperCase() + noun.slice(1);
}

/** Where a kind stands among the others; unknown ones come last. */
export function kindOrder(kind: string): number {
  const index = Object.keys(KINDS).indexOf(kind);
  return index === -1 ? Object.keys(KINDS).length : index;
}

/** `starts on Mon 29 Oct 2012`, `is overdue since 12 Sep 2012` */
export function duePhrase(kind: string, dueOn: Day, today: Day): string {
  const words = wordsFor(kind);
  const date = words.isTravel ? weekdayText(dueOn) : dayText(dueOn);
  if (dueOn === today) return `${words.today} ${date}`;
  return `${dueOn > today ? words.ahead : words.late} ${date}`;
}

/** `in 30 days`, `tomorrow`, `14 days late`; empty on the day itself, and for news. */
export function distancePhrase(kind: string, dueOn: Day, today: Day): string {
  if (wordsFor(kind).isNews) return '';
  const days = daysBetween(today, dueOn);
  if (days === 0) return '';
  if (days === 1) return 'tomorrow';
  if (days === -1) return '1 day late';
  return days > 0 ? `in ${days} days` : `${-days} days late`;
}

/** The label with its noun, unless the label begins with it: `inspection INS-2013-0004`. */
export function labelled(kind: string, label: string): string {
  const { noun } = wordsFor(kind);
  return label.toLowerCase().startsWith(noun) ? label : `${noun} ${label}`;
}

/**
 * When the policy reminds of a kind: `14 and 3 days before and on the day, then every 7 days until it is done`.
 * @returns empty for a kind that the policy does not name
 */
export function policyPhrase(kind: string, policy: RemindingPolicy): string {
  const offsets = policy.offsets[kind] ?? [];
  const before = offsets.filter((offset) => offset > 0).sort((a, b) => b - a);
  const days = listed([
    ...(before.length > 0 ? [`${listed(before.map(String))} days before`] : []),
    ...(offsets.includes(0) ? ['on the day'] : []),
  ]);
  const every = policy.repeatEveryDays[kind];
  const late = policy.escalateAfterDays[kind];
  return [
    ...(days ? [days] : []),
    ...(every ? [`then every ${every} days until it is done`] : []),
    ...(late ? [`and once to the program managers when it is ${late} days late`] : []),
  ].join(', ');
}

/** `a, b and c` */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
