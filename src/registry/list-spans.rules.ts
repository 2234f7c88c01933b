import type { Day } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';

/** A run of lists that follow each other and say the same of an agreement. */
export interface ListSpan {
  isListed: boolean;
  /** The first and the last of the lists. */
  from: Day;
  until: Day;
  count: number;
}

/**
 * What many lists say of an agreement, in few words: a run of lists that show it, a run without it, and so on. Lists
 * before the first one that shows it say nothing of it and are left out.
 * @param listings oldest first
 */
export function spansOf(listings: readonly { day: Day; isListed: boolean }[]): ListSpan[] {
  const spans: ListSpan[] = [];
  for (const { day, isListed } of listings) {
    const last = spans.at(-1);
    if (last?.isListed === isListed) {
      last.until = day;
      last.count += 1;
    } else if (last || isListed) spans.push({ isListed, from: day, until: day, count: 1 });
  }
  return spans;
}

/**
 * `on 12 lists from 6 Mar 2025 to 18 Jul 2025; not on that of 31 Dec 2025`; a sentence without its dot.
 * @returns `on none of them` where no list shows it
 */
export function spansText(spans: readonly ListSpan[]): string {
  if (spans.length === 0) return 'on none of them';
  return spans.map(spanText).join('; ');
}

function spanText({ isListed, from, until, count }: ListSpan): string {
  const beginning = isListed ? 'on' : 'not on';
  if (count === 1) return `${beginning} that of ${dayText(from)}`;
  // Several editions never share a day: two lists mean two days.
  const lists = isListed ? `${count} lists` : `the ${count} lists`;
  return `${beginning} ${lists} from ${dayText(from)} to ${dayText(until)}`;
}
