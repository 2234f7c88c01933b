/** Sets of people, 32 to a word. */
export const wordsFor = (size: number): number => (size + 31) >>> 5;

export const setBit = (words: Uint32Array, offset: number, bit: number): void => {
  words[offset + (bit >>> 5)]! |= 1 << (bit & 31);
};

export const clearBit = (words: Uint32Array, offset: number, bit: number): void => {
  words[offset + (bit >>> 5)]! &= ~(1 << (bit & 31));
};

export const hasBit = (words: Uint32Array, offset: number, bit: number): boolean =>
  (words[offset + (bit >>> 5)]! & (1 << (bit & 31))) !== 0;

/** How many bits of a word are set. */
export function countBits(word: number): number {
  let left = word - ((word >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
