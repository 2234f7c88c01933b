import type { Moment } from '../platform/clock/calendar.js';
import type { TableContent } from '../platform/pages/table-file.js';
import type { AgreementQuery } from './agreement-query.dto.js';
import type { Standpoint } from './known-at.rules.js';

/** `agreements-2012-06-25`; with the moment whose knowledge counts, as file names can hold it. */
export function exportName(what: string, { asOf, knownAt }: Standpoint): string {
  const known = knownAt ? `-known-${knownAt.slice(0, 16).replace(/[:T]/g, '')}` : '';
  return `${what}-${asOf}${known}`;
}

/** What one must know of any table that shows the register. */
export const aboutStandpoint = (
  { asOf, knownAt }: Standpoint,
  filter: string,
  madeAt: Moment,
): TableContent['about'] => [
  ['As of', asOf],
  ['Known at', knownAt ?? 'now: what the register says when this was made'],
  ['Filter', filter],
  ['Made at', madeAt],
];

/** What a list may be narrowed to, by its words. */
const NAMES = {
  state: 'state',
  model: 'model',
  status: 'status',
  fieldOffice: 'field office',
  agencyType: 'agency type',
  endsWithinDays: 'ends within days:',
  signedFrom: 'signed from',
  signedUntil: 'signed until',
  q: 'agency or county with',
} as const;

const FILTERS = Object.keys(NAMES) as (keyof typeof NAMES)[];

/** What a list is narrowed to, in words: `state AZ, status in-force`; `none` for all. */
export function filterText(
  query: Pick<AgreementQuery, keyof typeof NAMES>,
  officeName: string | null = null,
): string {
  const parts = FILTERS.flatMap((name) => {
    const value = query[name];
    return value === undefined ? [] : [`${NAMES[name]} ${value}`];
  });
  if (officeName !== null) parts.push(`only what the ${officeName} field office answers for`);
  return parts.length > 0 ? parts.join(', ') : 'none';
}
