/** Words that lists abbreviate or spell in two ways, by the form that we compare. */
const SAME_WORD: Record<string, string> = {
  dept: 'department',
  sheriffs: 'sheriff',
  corrections: 'correction',
  co: 'county',
};

/**
 * An agency's name as it is compared: lower case, without accents and punctuation, with the words of `SAME_WORD`
 * made equal. "Washington County Sheriff Office" and "WASHINGTON COUNTY SHERIFF’S OFFICE" are the same name.
 * Names are compared within one state only: there is a Washington County in Arkansas and one in Utah.
 */
export function normalizeAgencyName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/['’`ʼ]/g, '')
    .replace(/&/g, ' and ')
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim()
    .split(' ')
    .map((word) => SAME_WORD[word] ?? word)
    .join(' ');
}
