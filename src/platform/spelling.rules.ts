/**
 * How many slips of the keyboard lie between two words: letters left out, added, exchanged for another, or two
 * neighbours swapped, each counting one (Damerau-Levenshtein, optimal string alignment).
 * @param limit beyond it the exact number is of no interest: `limit + 1` comes back, at once where the lengths tell
 */
export function slipsBetween(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1];
      let slips = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (isSame ? 0 : 1),
      );
      const isSwap = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (row > 1 && column > 1 && isSwap) slips = Math.min(slips, at(beforeLast, column - 2) + 1);
      current.push(slips);
    }
    if (Math.min(...current) > limit) return limit + 1;
    [beforeLast, last] = [last, current];
  }
  return Math.min(at(last, b.length), limit + 1);
}

const at = (row: readonly number[], column: number): number => row[column] ?? Infinity;

/** Two slips in a word; only one in a short one, where two make another word (Ohio and Iowa). */
const slipsAllowed = (word: string): number => (word.length <= 4 ? 1 : 2);

/**
 * What a misspelt word most likely means: the one meaning that has the nearest spelling, within a slip or two.
 * @param spellings each with its meaning; several spellings may mean the same
 * @param mostSlips how far a spelling may be from the word
 * @returns undefined where nothing is near, or two meanings are equally near
 */
export function likelyMeaning<Meaning>(
  word: string,
  spellings: Iterable<readonly [spelling: string, meaning: Meaning]>,
  mostSlips = slipsAllowed(word),
): Meaning | undefined {
  let nearest = mostSlips + 1;
  let meanings = new Set<Meaning>();
  for (const [spelling, meaning] of spellings) {
    if (spelling.length <= 2) continue;
    const slips = slipsBetween(word, spelling, Math.min(nearest, mostSlips));
    if (slips > nearest || slips > mostSlips) continue;
    if (slips < nearest) meanings = new Set();
    nearest = slips;
    meanings.add(meaning);
  }
  return meanings.size === 1 ? [...meanings][0] : undefined;
}
