/**
 * Draws that follow from their seed on any machine: whole-number arithmetic alone (mulberry32, a generator of 32 bits by
 * Tommy Ettinger, in the public domain).
 */
export class SeededDraws {
  private state: number;

  /** @param seed a whole number; of larger ones the last 32 bits count */
  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A number from 0 up to 1. */
  share(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  /** A whole number, both ends included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.share() * (most - least + 1));
  }

  /** Whether what happens in this share of cases happens. */
  happens(share: number): boolean {
    return this.share() < share;
  }

  /** @throws RangeError when there is nothing to draw from */
  oneOf<Item>(items: readonly Item[]): Item {
    const item = items[this.whole(0, items.length - 1)];
    if (item === undefined) throw new RangeError('There is nothing to draw from.');
    return item;
  }

  /** The items in an order of their own (Fisher and Yates). */
  shuffled<Item>(items: readonly Item[]): Item[] {
    const rest = [...items];
    return items.map(() => {
      const index = this.whole(0, rest.length - 1);
      const drawn = rest[index] as Item;
      rest[index] = rest.at(-1) as Item;
      rest.pop();
      return drawn;
    });
  }
}
