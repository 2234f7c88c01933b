/**
 * An agency's name as it is told apart within a state: without regard to case, spaces and apostrophes, and nothing else.
 * Two rows of a list that differ in any other letter are two agencies until somebody says otherwise.
 * There is a Washington County in Arkansas and one in Utah: names are compared within one state only.
 */
export function normalizeAgencyName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’‘`´ʼ]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Words that lists abbreviate or spell in two ways, by the form that we compare. */
const SAME_WORD: Record<string, string> = {
  dept: 'department',
  sheriffs: 'sheriff',
  constables: 'constable',
  marshals: 'marshal',
  corrections: 'correction',
  co: 'county',
  st: 'saint',
};

/** Words that some lists put before or into a name and others leave out. */
const IDLE_WORDS = new Set(['the', 'of', 'city', 'town']);

/**
 * An agency's name as it is searched for and held against other spellings: without accents and punctuation, the words
 * of `SAME_WORD` made equal. "Washington County Sheriff Office" and "WASHINGTON COUNTY SHERIFF’S OFFICE" are alike.
 * Alike is a reason to ask, never to assume.
 */
export function alikeAgencyName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/['’‘`´ʼ]/g, '')
    .replace(/&/g, ' and ')
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim()
    .split(' ')
    .map((word) => SAME_WORD[word] ?? word)
    .join(' ');
}

/** The same without the words that lists leave out at will: "City of Miami Police Department" is "Miami Police Department". */
export const coreAgencyName = (name: string): string =>
  alikeAgencyName(name)
    .split(' ')
    .filter((word) => !IDLE_WORDS.has(word))
    .join(' ');
