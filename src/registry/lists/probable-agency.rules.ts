import { bareCountyName } from '../../offices/counties.js';
import { stateName } from '../../offices/states.rules.js';
import { slipsBetween } from '../../platform/spelling.rules.js';
import { coreAgencyName, alikeAgencyName } from '../agency-name.rules.js';

/** An agency as names and places are held against it. */
export interface NamedAgency {
  /** Two-letter code. */
  state: string;
  name: string;
  county: string | null;
}

/** Words of many names: a slip in one of them is a slip, whatever the rest of the name. */
const COMMON_WORDS = [
  'police',
  'department',
  'sheriff',
  'office',
  'county',
  'constable',
  'marshal',
  'township',
  'university',
  'correction',
  'public',
  'safety',
  'parish',
  'detention',
];

/** A word of a name in which one slip is rather a slip than another name: Lee is not Levy. */
const LONG_WORD = 6;

/**
 * Whether two names of one state probably mean one agency: equal but for words that lists leave out at will, or for a
 * slip of the keyboard. Two that lie in different counties are two. A reason to ask, never to assume.
 */
export function isProbablySame(one: NamedAgency, other: NamedAgency): boolean {
  if (one.state !== other.state) return false;
  const counties = [one.county, other.county].map((county) =>
    county === null ? null : bareCountyName(county).toLowerCase(),
  );
  const liesElsewhere =
    counties[0] !== null &&
    counties[1] !== null &&
    slipsBetween(counties[0] ?? '', counties[1] ?? '', 2) > 2;
  if (liesElsewhere) return false;
  if (withoutState(one) === withoutState(other)) return true;
  return differsByASlip(
    alikeAgencyName(one.name).split(' '),
    alikeAgencyName(other.name).split(' '),
  );
}

/** "Department of Corrections" of Alaska is "Alaska Department of Corrections". */
function withoutState({ state, name }: NamedAgency): string {
  const core = coreAgencyName(name);
  const named = coreAgencyName(stateName(state));
  const rest = core.startsWith(`${named} `) ? core.slice(named.length + 1) : core;
  return rest.replace(/^state /, '');
}

function differsByASlip(words: string[], others: string[]): boolean {
  if (words.length !== others.length) return words.join('') === others.join('');
  const differing = words.flatMap((word, place) =>
    word === others[place] ? [] : [[word, others[place] ?? ''] as const],
  );
  return differing.length > 0 && differing.every(([a, b]) => isSlip(a, b)) && differing.length <= 2;
}

function isSlip(a: string, b: string): boolean {
  if (/\d/.test(a + b)) return false;
  if (COMMON_WORDS.some((word) => slipsBetween(a, word, 2) <= 2 && slipsBetween(b, word, 2) <= 2))
    return true;
  const isLong = Math.min(a.length, b.length) >= LONG_WORD;
  return isLong && a[0] === b[0] && slipsBetween(a, b, 1) <= 1;
}
