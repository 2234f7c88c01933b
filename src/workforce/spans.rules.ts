import { addDays, type Day, earlierOf, laterOf } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';

/** From a first day until the first day on which it is over; null = without end. */
export interface Span {
  holdsFrom: Day;
  holdsUntil: Day | null;
}

/** From a first day to a last one. */
export interface Days {
  fromOn: Day;
  untilOn: Day;
}

/** A span that ends on its first day, or before, has no day. */
export const isEmpty = ({ holdsFrom, holdsUntil }: Span): boolean =>
  holdsUntil !== null && holdsUntil <= holdsFrom;

export const holdsOn = ({ holdsFrom, holdsUntil }: Span, day: Day): boolean =>
  holdsFrom <= day && (holdsUntil === null || day < holdsUntil);

/** Whether two spans share a day. */
export const doOverlap = (a: Span, b: Span): boolean =>
  !isEmpty(a) &&
  !isEmpty(b) &&
  (b.holdsUntil === null || a.holdsFrom < b.holdsUntil) &&
  (a.holdsUntil === null || b.holdsFrom < a.holdsUntil);

/** The days that two spans share; an empty one when there are none. */
export const sharedSpan = (a: Span, b: Span): Span => ({
  holdsFrom: laterOf(a.holdsFrom, b.holdsFrom),
  holdsUntil:
    a.holdsUntil === null || b.holdsUntil === null
      ? (a.holdsUntil ?? b.holdsUntil)
      : earlierOf(a.holdsUntil, b.holdsUntil),
});

/** The first of some spans that shares a day with one. */
export const firstOverlapping = <Other extends Span>(
  span: Span,
  others: readonly Other[],
): Other | undefined =>
  [...others]
    .sort((a, b) => a.holdsFrom.localeCompare(b.holdsFrom))
    .find((other) => doOverlap(span, other));

/** Days as a span: the day after the last one is the first that is free. */
export const spanOf = ({ fromOn, untilOn }: Days): Span => ({
  holdsFrom: fromOn,
  holdsUntil: addDays(untilOn, 1),
});

/**
 * The part of a span, from its first day on, that none of the others has: until the first of them begins.
 * Undefined when one of them has the first day already.
 */
export function freePart(span: Span, others: readonly Span[]): Span | undefined {
  if (others.some((other) => holdsOn(other, span.holdsFrom))) return undefined;
  const next = firstOverlapping(span, others);
  return next ? { ...span, holdsUntil: next.holdsFrom } : span;
}

/** `from 1 Oct 2012`, `from 1 Oct 2012 to 4 Mar 2013`: with the last day, as people say it. */
export const spanText = ({ holdsFrom, holdsUntil }: Span): string =>
  holdsUntil === null
    ? `from ${dayText(holdsFrom)}`
    : `from ${dayText(holdsFrom)} to ${dayText(addDays(holdsUntil, -1))}`;

/** `4 Mar 2013`, `4 Mar 2013 to 8 Mar 2013` */
export const daysText = ({ fromOn, untilOn }: Days): string =>
  fromOn === untilOn ? dayText(fromOn) : `${dayText(fromOn)} to ${dayText(untilOn)}`;
