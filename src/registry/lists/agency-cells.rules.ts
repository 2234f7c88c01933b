import { likelyMeaning } from '../../platform/spelling.rules.js';
import { problem, readText, type CellReading } from './cell-text.rules.js';

/** Words that agencies' names share. A name may be spelt as it likes; these have one spelling each. */
const GENERIC_WORDS = [
  'Attorney',
  'Commission',
  'Constable',
  'Constables',
  'Correction',
  'Correctional',
  'Corrections',
  'County',
  'Department',
  'Detention',
  'Enforcement',
  'Highway',
  'Investigation',
  'Investigations',
  'Municipal',
  'Office',
  'Officer',
  'Parish',
  'Police',
  'Precinct',
  'Regional',
  'Sheriff',
  'Sheriffs',
  'Township',
  'University',
].map((word): [string, string] => [word.toLowerCase(), word]);

const KNOWN_WORDS = new Set(GENERIC_WORDS.map(([plain]) => plain));

/** Right spellings, and names of places, that lie a letter or two beside one of the words above. */
const NO_SLIPS = new Set(
  (
    'correct country counties departments offices officers official officials parrish paris polk ' +
    'precincts municipality universal commissioner attorneys townships highways investigator investigative'
  ).split(' '),
);

/**
 * The agency's name, for display: single spaces, straight apostrophes, misspellings and all, since it is the list's
 * claim. A word that looks misspelt is noted, with the name as it was probably meant.
 */
export function readAgency(raw: string | undefined): CellReading<string> {
  const { value: name, problems } = readText('agency', raw);
  if (name === '')
    return {
      value: '',
      problems: [
        ...problems,
        problem('missing', 'agency', raw ?? '', 'The row names no agency.', null),
      ],
    };
  const [first = '', ...others] = name.split(' ');
  const slips = others.map((word) => [word, rightSpelling(word)] as const);
  const wrong = slips.filter(([word, right]) => word !== right);
  if (wrong.length === 0) return { value: name, problems };
  const meant = [first, ...slips.map(([, right]) => right)].join(' ');
  const detail = wrong.map(([word, right]) => `“${word}” looks like a slip for “${right}”`);
  return {
    value: name,
    problems: [...problems, problem('noted', 'agency', raw ?? '', `${detail.join('; ')}.`, meant)],
  };
}

/** The first word is left alone: names of places stand there, Marshall and Paris. */
function rightSpelling(word: string): string {
  const [, letters = '', rest = ''] = /^(\p{L}+)(.*)$/u.exec(word) ?? [];
  const plain = letters.toLowerCase();
  if (plain.length < 5 || KNOWN_WORDS.has(plain) || NO_SLIPS.has(plain)) return word;
  const right = likelyMeaning(plain, GENERIC_WORDS, plain.length < 7 ? 1 : 2);
  // "Sheriffs'" and "Sheriff's" have an ending of their own, which stays.
  if (right === undefined || plain.charAt(0) !== right.charAt(0).toLowerCase()) return word;
  return `${letters === letters.toUpperCase() ? right.toUpperCase() : right}${rest}`;
}

/** The types of agency that ICE's lists know, by what is obviously the same. */
const TYPES: readonly [spelling: string, type: string][] = [
  ['county', 'County'],
  ['counties', 'County'],
  ['municipality', 'Municipality'],
  ['municipal', 'Municipality'],
  ['municipalities', 'Municipality'],
  ['city', 'Municipality'],
  ['state agency', 'State Agency'],
  ['state agencies', 'State Agency'],
  ['state', 'State Agency'],
];

const TYPE_OF = new Map(TYPES);

/** The agency's type. A small misspelling is proposed; what is unknown is asked. */
export function readAgencyType(raw: string | undefined): CellReading<string | null> {
  const { value: text, problems } = readText('agencyType', raw);
  if (raw === undefined || text === '') return { value: null, problems };
  const known = TYPE_OF.get(text.toLowerCase());
  if (known !== undefined) return { value: known, problems };
  const likely = likelyMeaning(text.toLowerCase(), TYPES);
  const doubt =
    likely === undefined
      ? problem('unknown', 'agencyType', raw, `“${text}” is no type of agency we know.`, null)
      : problem('proposed', 'agencyType', raw, `“${text}” may mean ${likely}.`, likely);
  return { value: null, problems: [...problems, doubt] };
}
