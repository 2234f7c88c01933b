import type { SelectQueryBuilder } from 'typeorm';
import { OfficeAssignment } from '../offices/office.entity.js';
import { addDays, type Day } from '../platform/clock/calendar.js';
import type { SortKey } from '../platform/http/paging.js';
import { alikeAgencyName } from './agency-name.rules.js';
import { type AgreementStatus, IN_FORCE } from './agreement-status.rules.js';
import { Agency, type AgreementPeriod } from './agreement.entity.js';
import { type AgreementOnDay, holdsOn, knownFrom } from './agreements-on-day.js';
import type { Standpoint } from './known-at.rules.js';

export const AGREEMENT_SORTS = ['state', 'agency', 'model', 'signedOn', 'endsOn'] as const;
export type AgreementSort = (typeof AGREEMENT_SORTS)[number];
export type SortDirection = 'asc' | 'desc';

/** What a list of agreements is narrowed to; every value is one that exists. */
export interface AgreementFilter {
  state?: string | undefined;
  model?: string | undefined;
  /** A status, or `in-force` for active and under notice. */
  status?: AgreementStatus | 'in-force' | undefined;
  officeId?: string | undefined;
  agencyType?: string | undefined;
  /** Only what ends on the day or within so many days after it. */
  endsWithinDays?: number | undefined;
  signedFrom?: Day | undefined;
  signedUntil?: Day | undefined;
  /** Part of an agency's name or of its county's. */
  q?: string | undefined;
  sort: AgreementSort;
  direction: SortDirection;
}

type Query = SelectQueryBuilder<AgreementPeriod>;

/** Narrows a query that `periodsOn` or `agreementsOn` began: only `period` is asked, and other tables in subqueries. */
export function applyFilter(query: Query, filter: AgreementFilter, standpoint: Standpoint): void {
  const { state, model, status, officeId, agencyType, q } = filter;
  if (state) query.andWhere('period.state = :state', { state });
  if (model) query.andWhere('period.model = :model', { model });
  if (status)
    query.andWhere('period.status IN (:...statuses)', {
      statuses: status === 'in-force' ? IN_FORCE : [status],
    });
  if (officeId) narrowToOffice(query, officeId, standpoint);
  if (agencyType) query.andWhere('period.agencyType = :agencyType', { agencyType });
  narrowToDays(query, filter, standpoint.asOf);
  if (q?.trim()) narrowToText(query, q.trim());
}

function narrowToDays(
  query: Query,
  { endsWithinDays, signedFrom, signedUntil }: AgreementFilter,
  asOf: Day,
): void {
  if (endsWithinDays !== undefined)
    query.andWhere('period.endsOn BETWEEN :endsFrom AND :endsUntil', {
      endsFrom: asOf,
      endsUntil: addDays(asOf, endsWithinDays),
    });
  if (signedFrom) query.andWhere('period.signedOn >= :signedFrom', { signedFrom });
  if (signedUntil) query.andWhere('period.signedOn <= :signedUntil', { signedUntil });
}

/** The agencies are found first, and not for each agreement again. */
function narrowToOffice(query: Query, officeId: string, { knownAt }: Standpoint): void {
  const assigned = query
    .subQuery()
    .select('held.agencyId')
    .from(OfficeAssignment, 'held')
    .where('held.officeId = :officeId')
    .andWhere(holdsOn('held'))
    .andWhere(knownFrom('held.recordedAt', 'held.supersededAt', knownAt));
  query.andWhere(`period.agencyId IN ${assigned.getQuery()}`, { officeId });
}

function narrowToText(query: Query, text: string): void {
  const alike = alikeAgencyName(text);
  const alternatives = [
    `LOWER(named.name) LIKE :text ESCAPE '!'`,
    `LOWER(named.county) LIKE :text ESCAPE '!'`,
    ...(alike ? [`named.alikeName LIKE :alike ESCAPE '!'`] : []),
  ];
  const named = query
    .subQuery()
    .select('named.id')
    .from(Agency, 'named')
    .where(alternatives.join(' OR '));
  query.andWhere(`period.agencyId IN ${named.getQuery()}`, {
    text: containing(text.toLowerCase()),
    alike: containing(alike),
  });
}

const containing = (text: string): string => `%${text.replace(/[!%_]/g, '!$&')}%`;

/** An end or a signing that is not known sorts after all that are. */
const LAST_DAY = '9999-12-31';

const COLUMNS: Record<AgreementSort, { column: string; of: (row: AgreementOnDay) => string }> = {
  state: { column: 'period.state', of: (row) => row.state },
  agency: { column: 'period.agencyNormalizedName', of: (row) => row.agencyNormalizedName },
  model: { column: 'period.model', of: (row) => row.model },
  signedOn: {
    column: `COALESCE(period.signedOn, '${LAST_DAY}')`,
    of: (row) => row.signedOn ?? LAST_DAY,
  },
  endsOn: {
    column: `COALESCE(period.endsOn, '${LAST_DAY}')`,
    of: (row) => row.endsOn ?? LAST_DAY,
  },
};

/** The order of a list: what was asked for, then state and agency. Only `period` is asked. */
export function sortKeys(sort: AgreementSort, direction: SortDirection): SortKey<AgreementOnDay>[] {
  const further = (['state', 'agency'] as const).filter((key) => key !== sort);
  return [
    { ...COLUMNS[sort], direction: direction === 'asc' ? 'ASC' : 'DESC' },
    ...further.map((key) => ({ ...COLUMNS[key], direction: 'ASC' as const })),
    { column: 'period.agreementId', direction: 'ASC', of: (row) => row.agreementId },
  ];
}
