import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { FieldOffice, OfficeAssignment } from '../offices/office.entity.js';
import type { Day, Moment } from '../platform/clock/calendar.js';
import type { AgreementStatus } from './agreement-status.rules.js';
import { Agency, Agreement, AgreementPeriod, type EndsOnBasis } from './agreement.entity.js';
import type { CountedGroup } from './census.rules.js';
import type { Standpoint } from './known-at.rules.js';

/** An agreement as it was on a day, with its agency and the field office that answered for it. */
export interface AgreementOnDay {
  agreementId: string;
  version: number;
  agencyId: string;
  agencyName: string;
  agencyNormalizedName: string;
  agencyType: string | null;
  /** Two-letter code. */
  state: string;
  county: string | null;
  latitude: number | null;
  longitude: number | null;
  model: string;
  modelBasis: string;
  status: AgreementStatus;
  signedOn: Day | null;
  effectiveOn: Day | null;
  endsOn: Day | null;
  endsOnBasis: EndsOnBasis | null;
  officeId: string | null;
  officeName: string | null;
  /** IANA name. */
  officeTimeZone: string | null;
  source: string;
}

const COLUMNS: Record<keyof AgreementOnDay, string> = {
  agreementId: 'agreement.id',
  version: 'agreement.version',
  agencyId: 'agency.id',
  agencyName: 'agency.name',
  agencyNormalizedName: 'agency.normalizedName',
  agencyType: 'agency.type',
  state: 'agency.state',
  county: 'agency.county',
  latitude: 'agency.latitude',
  longitude: 'agency.longitude',
  model: 'period.model',
  modelBasis: 'period.modelBasis',
  status: 'period.status',
  signedOn: 'period.signedOn',
  effectiveOn: 'period.effectiveOn',
  endsOn: 'period.endsOn',
  endsOnBasis: 'period.endsOnBasis',
  officeId: 'office.id',
  officeName: 'office.name',
  officeTimeZone: 'office.timeZone',
  source: 'agreement.source',
};

/**
 * The agreements that existed on a day, in whatever status: `period`, `agreement`, `agency` and `office` may be
 * filtered and sorted by. Only one period of an agreement holds on a day, so each comes once. What happened later has
 * no part in it: asked for today, it is what the business knows.
 * @param knownAt what the register would have said at that moment; what it says now, if absent
 */
export function agreementsOn(
  manager: EntityManager,
  day: Day,
  knownAt?: Moment,
): SelectQueryBuilder<AgreementPeriod> {
  return periodsOn(manager, { asOf: day, knownAt })
    .innerJoin(Agreement, 'agreement', 'agreement.id = period.agreementId')
    .innerJoin(Agency, 'agency', 'agency.id = period.agencyId')
    .leftJoin(
      OfficeAssignment,
      'assignment',
      `assignment.agencyId = agency.id AND ${holdsOn('assignment')} AND ${knownFrom('assignment.recordedAt', 'assignment.supersededAt', knownAt)}`,
    )
    .leftJoin(FieldOffice, 'office', 'office.id = assignment.officeId');
}

/**
 * The same without what belongs to them: all that counting and choosing need. The index `agreement_period_days`, or
 * `agreement_period_known` for an earlier moment, holds every column that they ask for.
 */
export function periodsOn(
  manager: EntityManager,
  { asOf, knownAt }: Standpoint,
): SelectQueryBuilder<AgreementPeriod> {
  return manager
    .createQueryBuilder(AgreementPeriod, 'period')
    .where(`period.holdsFrom <= :day AND ${PERIOD_ENDS} > :day`, { day: asOf })
    .andWhere(knownFrom('period.recordedFrom', 'period.recordedUntil', knownAt), { knownAt });
}

/** As the indexes have it: a condition with OR would not be looked up in them. */
const PERIOD_ENDS = `COALESCE(period.holdsUntil, '9999-12-31')`;

/** That a dated row holds on `:day`. */
export const holdsOn = (alias: string, day = ':day'): string =>
  `(${alias}.holdsFrom <= ${day} AND (${alias}.holdsUntil IS NULL OR ${alias}.holdsUntil > ${day}))`;

/** That a row is what the register says now or, with `:knownAt`, what it said then. */
export const knownFrom = (from: string, until: string, knownAt: Moment | undefined): string =>
  knownAt === undefined
    ? `${until} IS NULL`
    : `(${from} <= :knownAt AND (${until} IS NULL OR ${until} > :knownAt))`;

/** How many rows such a query has. Each agreement comes once, so nothing has to be told apart. */
export async function countPeriods(query: SelectQueryBuilder<AgreementPeriod>): Promise<number> {
  const row = await query
    .clone()
    .select('COUNT(*)', 'count')
    .getRawOne<{ count: number | string }>();
  return Number(row?.count ?? 0);
}

/** How many rows of such a query are alike in state, model and status. */
export async function countGroupsOf(
  query: SelectQueryBuilder<AgreementPeriod>,
): Promise<CountedGroup[]> {
  const rows = await query
    .clone()
    .select('period.state', 'state')
    .addSelect('period.model', 'model')
    .addSelect('period.status', 'status')
    .addSelect('COUNT(*)', 'count')
    .groupBy('period.state')
    .addGroupBy('period.model')
    .addGroupBy('period.status')
    .getRawMany<Omit<CountedGroup, 'count'> & { count: number | string }>();
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/** Reads the rows of a query that `agreementsOn` began. */
export async function fetchAgreements(
  query: SelectQueryBuilder<AgreementPeriod>,
): Promise<AgreementOnDay[]> {
  const selected = query.clone().select([]);
  for (const [name, column] of Object.entries(COLUMNS)) selected.addSelect(column, name);
  return selected.getRawMany<AgreementOnDay>();
}
