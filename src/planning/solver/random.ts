/** Chance that can be repeated: the same seed gives the same numbers on every machine (mulberry32, public domain). */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A number from 0 up to, not including, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 up to, not including, a limit. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** Puts items into any order, and what belongs to them into the same. */
  shuffle(items: unknown[], ...others: unknown[][]): void {
    const rows = [items, ...others];
    for (let last = items.length - 1; last > 0; last--) {
      const other = this.below(last + 1);
      for (const row of rows) [row[last], row[other]] = [row[other], row[last]];
    }
  }
}
