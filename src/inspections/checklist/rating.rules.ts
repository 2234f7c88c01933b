import type { Standard } from '../../requirements/standard.rules.js';

/** How an item of a checklist is rated. */
export const RATINGS = [
  'compliant',
  'deficiency',
  'area-of-concern',
  'not-applicable',
  'not-assessed',
] as const;
export type Rating = (typeof RATINGS)[number];

/** What was counted or measured. */
export interface Measurement {
  /** How many were looked at, and how many of them met the standard. */
  sampleSize: number | null;
  metCount: number | null;
  /** In the standard's unit. */
  measured: number | null;
}

/** What follows from the numbers, and how. */
export interface ComputedRating {
  rating: 'compliant' | 'deficiency';
  why: string;
}

/** Whether a sample says something about a standard: one that is asked of each, or a share. */
export const takesSample = ({ kind, per }: Pick<Standard, 'kind' | 'per'>): boolean =>
  kind === 'share' || (kind !== 'not-measurable' && per !== null);

/** Whether one measured value does: a limit for the agreement as a whole. */
export const takesValue = ({ kind, per }: Pick<Standard, 'kind' | 'per'>): boolean =>
  kind === 'limit' && per === null;

/**
 * The rating that follows from a measurement. A share of a sample is held against the standard's percentage; what is asked of
 * each must be so for all of the sample; a value is held against the limit.
 * @returns null where the numbers are missing, or where nothing can be computed
 */
export function computeRating(
  standard: Standard,
  { sampleSize, metCount, measured }: Measurement,
): ComputedRating | null {
  const { amount, bound, unit } = standard;
  if (takesSample(standard)) {
    if (sampleSize === null || metCount === null || sampleSize === 0) return null;
    const percent = standard.kind === 'share' ? (amount ?? 100) : 100;
    const isMet =
      standard.kind === 'share' && bound === 'at-most'
        ? metCount * 100 <= percent * sampleSize
        : metCount * 100 >= percent * sampleSize;
    const asked = `${bound === 'at-most' && standard.kind === 'share' ? 'at most ' : ''}${percent} percent`;
    return {
      rating: isMet ? 'compliant' : 'deficiency',
      why: `${metCount} of ${sampleSize} met it, ${percentText(metCount, sampleSize)} percent; ${asked} is asked`,
    };
  }
  if (!takesValue(standard) || measured === null || amount === null) return null;
  const isMet = bound === 'at-least' ? measured >= amount : measured <= amount;
  return {
    rating: isMet ? 'compliant' : 'deficiency',
    why: `measured ${measured} ${unit ?? ''}; ${bound === 'at-least' ? 'at least' : 'at most'} ${amount} is asked`,
  };
}

/** With one decimal where it is no whole number, and never rounded up to what it is not. */
const percentText = (part: number, whole: number): string =>
  String(Math.floor((part * 1000) / whole) / 10);

/** What has been put down of an item. */
export interface ItemFacts extends Measurement {
  /** What somebody chose; null = nobody did, and what was computed holds. */
  rating: Rating | null;
  computedRating: 'compliant' | 'deficiency' | null;
  /** Why it was not assessed, or why the computed rating does not hold. */
  reason: string;
  observation: string;
}

/** The rating that holds: what somebody chose, or what was computed where nobody chose. */
export const ratingOf = ({
  rating,
  computedRating,
}: Pick<ItemFacts, 'rating' | 'computedRating'>): Rating | null => rating ?? computedRating;

/** Whether somebody decided against what the numbers say. */
export const isOverridden = ({
  rating,
  computedRating,
}: Pick<ItemFacts, 'rating' | 'computedRating'>): boolean =>
  computedRating !== null && rating !== null && rating !== computedRating;

export const isWanting = (rating: string | null): boolean =>
  rating === 'deficiency' || rating === 'area-of-concern';

/** What is missing before the report can be final; nothing for an item that is complete. */
export function gapsOf(item: ItemFacts): string[] {
  const gaps: string[] = [];
  const rating = ratingOf(item);
  if (rating === null) gaps.push('it is not rated');
  if (rating === 'not-assessed' && item.reason === '')
    gaps.push('the reason why it was not assessed is missing');
  else if (isOverridden(item) && item.reason === '')
    gaps.push('the reason why the computed rating does not hold is missing');
  if (isWanting(rating) && item.observation === '') gaps.push('the observation is missing');
  return gaps;
}

/** A number that is wrong, by its field. */
export function objectionsToMeasurement({ sampleSize, metCount }: Measurement): {
  field: 'sampleSize' | 'metCount';
  detail: string;
}[] {
  if (metCount !== null && sampleSize === null)
    return [{ field: 'sampleSize', detail: 'sampleSize must say how many were looked at' }];
  if (metCount !== null && sampleSize !== null && metCount > sampleSize)
    return [
      {
        field: 'metCount',
        detail: `metCount is ${metCount}: no more than the ${sampleSize} that were looked at can have met it`,
      },
    ];
  return [];
}
