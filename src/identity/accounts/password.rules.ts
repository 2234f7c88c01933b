/** Longest password: what a form, a hash and a guess at its strength take without effort. */
export const LONGEST_PASSWORD = 128;

/** Whose password it is to be: nothing that others know of them will do. */
export interface PasswordOwner {
  displayName: string;
  email: string | null;
}

/** What this site is called and about: the first guesses of whoever wants to get in. */
const SITE_WORDS = ['287(g)', '287g', 'agreements', 'inspections', 'immigration', 'moa'];

/** Shorter parts of a name or an address are in half of all words. */
const SHORTEST_PART = 4;

/**
 * What is wrong with a password before anybody asks how common it is. There are no rules about its characters: length
 * is what counts, and rules make people write `Password1!` (NIST SP 800-63B).
 * @returns what to do about it, in words; undefined when nothing is wrong
 */
export function objectionToPassword(
  password: string,
  owner: PasswordOwner,
  minLength: number,
): string | undefined {
  const text = password.normalize('NFKC');
  const length = Array.from(text).length;
  if (length === 0) return 'Enter a new password.';
  if (length < minLength)
    return `The password has ${length} character${length === 1 ? '' : 's'}; it needs at least ${minLength}. A sentence of four or five words is easy to remember.`;
  if (password.length > LONGEST_PASSWORD || text.length > LONGEST_PASSWORD)
    return `The password has more than ${LONGEST_PASSWORD} characters. Choose a shorter one.`;
  if (isMadeOf(text, knownWords(owner), minLength))
    return 'The password is mostly your name, your e-mail or the name of this site. Choose words that have nothing to do with you.';
  return undefined;
}

/** What others know of the owner and of the site, as a guesser would write it. */
export function knownWords({ displayName, email }: PasswordOwner): string[] {
  const whole = [displayName, email ?? '', email?.split('@')[0] ?? ''];
  const parts = whole.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u));
  const words = [...whole, ...parts, ...SITE_WORDS].map(plain);
  return [...new Set(words)].filter((word) => word.length >= SHORTEST_PART);
}

/** Whether so little is left without the known words that it would be too short to guard anything. */
function isMadeOf(text: string, words: string[], minLength: number): boolean {
  let rest = plain(text);
  for (const word of [...words].sort((a, b) => b.length - a.length))
    rest = rest.replaceAll(word, '');
  return rest.length < Math.min(plain(text).length, Math.ceil(minLength / 2));
}

/** Letters and digits only, in small letters. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
