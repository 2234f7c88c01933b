/** A range of counts that has one colour on the map. */
export interface Bin {
  from: number;
  /** Null = without end. */
  until: number | null;
  /** Colours of USWDS: of the state, and of the number on it. */
  fill: string;
  ink: string;
}

const DARK = '#1b1b1b';
const LIGHT = '#ffffff';

/** The same on every day, so that two maps can be compared. */
export const BINS: readonly Bin[] = [
  { from: 0, until: 0, fill: '#f0f0f0', ink: DARK },
  { from: 1, until: 1, fill: '#d9e8f6', ink: DARK },
  { from: 2, until: 4, fill: '#aacdec', ink: DARK },
  { from: 5, until: 14, fill: '#73b3e7', ink: DARK },
  { from: 15, until: 49, fill: '#2378c3', ink: LIGHT },
  { from: 50, until: 149, fill: '#2c608a', ink: LIGHT },
  { from: 150, until: null, fill: '#274863', ink: LIGHT },
];

const [NONE] = BINS as [Bin];

export const binOf = (count: number): Bin => BINS.findLast(({ from }) => count >= from) ?? NONE;

/** `none`, `1`, `2 to 4`, `150 and more`. */
export function binText({ from, until }: Bin): string {
  if (from === 0) return 'none';
  if (until === null) return `${from} and more`;
  return from === until ? String(from) : `${from} to ${until}`;
}
