import type { Day } from '../platform/clock/calendar.js';

/** The days on which a version holds. */
export interface VersionSpan {
  holdsFrom: Day;
  /** The first day on which it does not hold any more; null = it holds on. */
  holdsUntil: Day | null;
}

/**
 * The day on which section 287(g) became law (Pub. L. 104-208, 30 September 1996). No agreement is older, so a
 * requirement whose first version holds from here has one on every day that an inspection can have.
 */
export const CATALOGUE_BEGINS: Day = '1996-09-30';

/** The version that holds on a day; undefined before the first. */
export function versionOn<Version extends VersionSpan>(
  versions: readonly Version[],
  day: Day,
): Version | undefined {
  return versions.find(
    ({ holdsFrom, holdsUntil }) => holdsFrom <= day && (holdsUntil === null || day < holdsUntil),
  );
}

/**
 * Why no version can begin on a day; undefined when one can. What was said of a day that is over is not said anew:
 * inspections were judged by it.
 */
export function objectionToBeginning(
  versions: readonly VersionSpan[],
  from: Day,
  today: Day,
): string | undefined {
  if (from < today)
    return 'holdsFrom must be today or later: what held on an earlier day stays, because inspections were judged by it';
  const latest = latestOf(versions);
  if (latest && from <= latest.holdsFrom)
    return `holdsFrom must be later than ${latest.holdsFrom}, from which the latest version holds`;
  return undefined;
}

/** The versions after a further one began on a day: the latest ends where it begins. */
export function succeeded(versions: readonly VersionSpan[], from: Day): VersionSpan[] {
  const latest = latestOf(versions);
  return [
    ...versions.map((version) => (version === latest ? { ...version, holdsUntil: from } : version)),
    { holdsFrom: from, holdsUntil: null },
  ];
}

export const latestOf = <Version extends VersionSpan>(
  versions: readonly Version[],
): Version | undefined => versions.find(({ holdsUntil }) => holdsUntil === null);
