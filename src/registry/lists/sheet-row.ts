/** A row of a sheet or of a CSV file, before anything is known about its columns. */
export interface SheetRow {
  /** From 1, empty rows counted. */
  number: number;
  /** What each cell says, by its column from 0; holes where the row has no cell. */
  cells: (string | undefined)[];
  /** Where each cell's link leads, by its column from 0. */
  links: (string | undefined)[];
}

/** Cells further to the right are nobody's columns: ICE's lists have ten at most. */
export const MOST_COLUMNS = 100;

/** The registry's largest list has 2,000 rows; the country has 18,000 police agencies. */
export const MOST_ROWS = 200_000;
