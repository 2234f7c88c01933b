/** A quarter of the fiscal year, or all of it. */
export const QUARTERS = ['1', '2', '3', '4', 'year'] as const;
export type Quarter = (typeof QUARTERS)[number];

/** With more people than this the board begins with one quarter: a year of them is too much to read and to send. */
const MOST_PEOPLE_OF_A_YEAR = 40;

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
