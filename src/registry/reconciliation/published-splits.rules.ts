import { type Day, daysBetween } from '../../platform/clock/calendar.js';
import { dayText } from '../../platform/clock/day-text.js';
import type { Coverage } from '../census.rules.js';
import type { PublishedTotal } from '../official-list.entity.js';

export type PublishedSplit = Pick<
  PublishedTotal,
  'asOf' | 'total' | 'detention' | 'taskForce' | 'joint' | 'source'
>;

/** A published split by model beside the register's, on the day itself or on that of the nearest list. */
export interface ComparedSplit {
  published: PublishedSplit;
  /** The day that the register counted: null where no list is near. */
  countedOn: Day | null;
  /** Agreements in force by model; empty without a day. */
  register: Record<string, number>;
  /** One sentence. */
  verdict: string;
}

/** The models of a split, in the order in which reports print it. */
export const SPLIT_MODELS = ['DETENTION', 'TASK_FORCE', 'JOINT'] as const;

export const splitOf = ({ detention, taskForce, joint }: PublishedSplit): (number | null)[] => [
  detention,
  taskForce,
  joint,
];

/** `32/26/13`; a model that is not stated is left out. */
export const splitText = (split: readonly (number | null)[]): string =>
  split.filter((count) => count !== null).join('/');

/**
 * The day of which the register can say something: the published one where lists cover it, else that of the nearest
 * list that is not too far away (policy.yaml, `registry.longestListGapDays`).
 */
export function dayToCount(
  publishedOn: Day,
  { complete, lastList, nextList }: Coverage,
  longestGapDays: number,
): Day | null {
  if (complete) return publishedOn;
  const away = (list: Day): number => Math.abs(daysBetween(publishedOn, list));
  const near = [lastList, nextList]
    .filter((list) => list !== null)
    .filter((list) => away(list) <= longestGapDays)
    .sort((a, b) => away(a) - away(b));
  return near[0] ?? null;
}

/** Compares a published split with the register's count of a day. */
export function compareSplit(
  published: PublishedSplit,
  publishedOn: Day,
  countedOn: Day | null,
  register: Record<string, number>,
): ComparedSplit {
  const own = SPLIT_MODELS.map((model) => register[model] ?? 0);
  const stated = splitOf(published);
  const isSame = stated.every((count, index) => count === null || count === own[index]);
  const counted = splitText(own.map((count, index) => (stated[index] === null ? null : count)));
  return { published, countedOn, register, verdict: verdict() };

  function verdict(): string {
    if (countedOn === null) return 'No list is near this day: the split cannot be compared.';
    if (isSame && countedOn === publishedOn) return `The register counts the same: ${counted}.`;
    if (countedOn === publishedOn) return `The register counts otherwise: ${counted}.`;
    const nearest = `on ${dayText(countedOn)}, the day of the nearest one, the register counts`;
    return isSame
      ? `It fits ICE's lists: ${nearest} ${counted} too.`
      : `It does not follow from ICE's lists: ${nearest} ${counted}.`;
  }
}
