import type { SelectQueryBuilder } from 'typeorm';
import type { SortKey } from '../platform/http/paging.js';
import { alikeAgencyName } from './agency-name.rules.js';
import { type AgreementStatus, IN_FORCE } from './agreement-status.rules.js';
import type { AgreementPeriod } from './agreement.entity.js';
import type { AgreementOnDay } from './agreements-on-day.js';

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
  /** Part of an agency's name or of its county's. */
  q?: string | undefined;
  sort: AgreementSort;
  direction: SortDirection;
}

/** Narrows a query that `agreementsOn` began. */
export function applyFilter(
  query: SelectQueryBuilder<AgreementPeriod>,
  { state, model, status, officeId, q }: AgreementFilter,
): void {
  if (state) query.andWhere('agency.state = :state', { state });
  if (model) query.andWhere('period.model = :model', { model });
  if (status)
    query.andWhere('period.status IN (:...statuses)', {
      statuses: status === 'in-force' ? IN_FORCE : [status],
    });
  if (officeId) query.andWhere('office.id = :officeId', { officeId });
  if (q?.trim()) narrowToText(query, q.trim());
}

function narrowToText(query: SelectQueryBuilder<AgreementPeriod>, text: string): void {
  const alike = alikeAgencyName(text);
  const alternatives = [
    `LOWER(agency.name) LIKE :text ESCAPE '!'`,
    `LOWER(agency.county) LIKE :text ESCAPE '!'`,
    ...(alike ? [`agency.alikeName LIKE :alike ESCAPE '!'`] : []),
  ];
  query.andWhere(`(${alternatives.join(' OR ')})`, {
    text: containing(text.toLowerCase()),
    alike: containing(alike),
  });
}

const containing = (text: string): string => `%${text.replace(/[!%_]/g, '!$&')}%`;

/** An end or a signing that is not known sorts after all that are. */
const LAST_DAY = '9999-12-31';

const COLUMNS: Record<AgreementSort, { column: string; of: (row: AgreementOnDay) => string }> = {
  state: { column: 'agency.state', of: (row) => row.state },
  agency: { column: 'agency.normalizedName', of: (row) => row.agencyNormalizedName },
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

/** The order of a list: what was asked for, then state and agency. */
export function sortKeys(sort: AgreementSort, direction: SortDirection): SortKey<AgreementOnDay>[] {
  const further = (['state', 'agency'] as const).filter((key) => key !== sort);
  return [
    { ...COLUMNS[sort], direction: direction === 'asc' ? 'ASC' : 'DESC' },
    ...further.map((key) => ({ ...COLUMNS[key], direction: 'ASC' as const })),
    { column: 'agreement.id', direction: 'ASC', of: (row) => row.agreementId },
  ];
}
