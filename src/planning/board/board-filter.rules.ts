/** A quarter of the fiscal year, or all of it. */
export const QUARTERS = ['1', '2', '3', '4', 'year'] as const;
export type Quarter = (typeof QUARTERS)[number];

/** With more people than this the board begins with one quarter: a year of them is too much to read and to send. */
const MOST_PEOPLE_OF_A_YEAR = 40;

/** Of more people than this the board shows some at a time. */
const MOST_PEOPLE_AT_ONCE = 40;

/** Which of the people are shown, counted from 1. */
export interface PeoplePage {
  page: number;
  pages: number;
  from: number;
  until: number;
  total: number;
}

/**
 * The part of so many people that a page shows: all of them while they are few. A page that there is not is the last one.
 */
export function peoplePage(total: number, wanted = 1): PeoplePage {
  const pages = Math.max(1, Math.ceil(total / MOST_PEOPLE_AT_ONCE));
  const page = Math.min(Math.max(1, wanted), pages);
  const from = Math.min(total, (page - 1) * MOST_PEOPLE_AT_ONCE + 1);
  return { page, pages, from, until: Math.min(total, page * MOST_PEOPLE_AT_ONCE), total };
}

/**
 * The quarter that is shown when none was asked for.
 * @param currentWeek the week of today; before or after the year there is none
 */
export function usualQuarter(
  people: number,
  currentWeek: number,
  quarterOf: readonly number[],
): Quarter {
  if (people <= MOST_PEOPLE_OF_A_YEAR) return 'year';
  return QUARTERS[quarterOf[currentWeek] ?? 0] ?? '1';
}
