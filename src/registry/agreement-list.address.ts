import {
  type AgreementQuery,
  type ListColumn,
  type StandpointQuery,
  USUAL_COLUMNS,
} from './agreement-query.dto.js';

export const LIST_PATH = '/agreements';
export const MAP_PATH = '/agreements/map';

export type Address = Record<string, string | number | undefined>;

/** From where one looks, as it was asked for: links to other pages keep it. */
export const standpointAddress = ({ asOf, knownAt }: StandpointQuery): Address => ({
  asOf,
  knownAt,
});

/** What a list is narrowed to, and from where it is looked at: what all of its views have in common. */
export function filterAddress(query: AgreementQuery): Address {
  const { state, model, status, fieldOffice, agencyType } = query;
  const { endsWithinDays, signedFrom, signedUntil, q } = query;
  return {
    ...standpointAddress(query),
    ...{ state, model, status, fieldOffice, agencyType },
    ...{ endsWithinDays, signedFrom, signedUntil, q },
  };
}

/** The list's address: what was asked for, without what is so anyway. */
export function listAddress(query: AgreementQuery & { columns?: readonly ListColumn[] }): Address {
  const { sort, direction, limit, cursor, columns } = query;
  return {
    ...filterAddress(query),
    sort: sort === 'state' ? undefined : sort,
    direction: direction === 'asc' ? undefined : direction,
    columns: columns && !isUsual(columns) ? columns.join(',') : undefined,
    limit: limit === 50 ? undefined : limit,
    cursor,
  };
}

const isUsual = (columns: readonly ListColumn[]): boolean =>
  columns.length === USUAL_COLUMNS.length && USUAL_COLUMNS.every((name) => columns.includes(name));
