import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { type Paged, readPage } from '../platform/http/paging.js';
import type { Viewer } from '../platform/http/viewer.js';
import { type AgreementFilter, applyFilter, sortKeys } from './agreement-filter.js';
import { Agency, type AgreementPeriod } from './agreement.entity.js';
import {
  type AgreementOnDay,
  agreementsOn,
  countGroupsOf,
  countPeriods,
  fetchAgreements,
  periodsOn,
} from './agreements-on-day.js';
import type { CountedGroup } from './census.rules.js';
import type { Standpoint } from './known-at.rules.js';
import { limitToAgenciesOf } from './office-scope.js';

/** The field office that limits what is listed; null = none does. */
export type ListScope = Pick<Viewer, 'officeId'>;

/** Lists of agreements as of a day, within a viewer's field office. */
@Injectable()
export class AgreementLists {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * One page of the agreements that existed on a day, in whatever status. The page's ids are found first, in an index;
   * only what is shown is then read whole.
   */
  async findPage(
    standpoint: Standpoint,
    filter: AgreementFilter,
    page: { limit: number; cursor?: string },
    scope: ListScope,
  ): Promise<Paged<AgreementOnDay>> {
    const narrowed = this.narrowed(standpoint, filter, scope);
    return readPage(
      narrowed,
      sortKeys(filter.sort, filter.direction),
      page,
      (query) => this.fetchInOrder(query, standpoint),
      () => countPeriods(narrowed),
    );
  }

  /** All that a filter shows, for export. */
  async findAll(
    standpoint: Standpoint,
    filter: AgreementFilter,
    scope: ListScope,
  ): Promise<AgreementOnDay[]> {
    const { asOf, knownAt } = standpoint;
    const query = agreementsOn(this.unitOfWork.reading(), asOf, knownAt);
    limitToAgenciesOf(query, 'period.agencyId', scope.officeId, asOf);
    applyFilter(query, filter, standpoint);
    for (const key of sortKeys(filter.sort, filter.direction))
      query.addOrderBy(key.column, key.direction);
    return fetchAgreements(query);
  }

  /** How many of a filter's agreements each state has. */
  async countByState(
    standpoint: Standpoint,
    filter: AgreementFilter,
    scope: ListScope,
  ): Promise<Record<string, number>> {
    const rows = await this.narrowed(standpoint, filter, scope)
      .select('period.state', 'state')
      .addSelect('COUNT(*)', 'count')
      .groupBy('period.state')
      .orderBy('period.state')
      .getRawMany<{ state: string; count: number | string }>();
    return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
  }

  /** How many of a filter's agreements are alike in state, model and status. */
  async countGroups(
    standpoint: Standpoint,
    filter: AgreementFilter,
    scope: ListScope,
  ): Promise<CountedGroup[]> {
    return countGroupsOf(this.narrowed(standpoint, filter, scope));
  }

  /** The types of agency that the register has. */
  async findAgencyTypes(): Promise<string[]> {
    const rows = await this.unitOfWork
      .reading()
      .createQueryBuilder(Agency, 'agency')
      .select('agency.type', 'type')
      .distinct(true)
      .where('agency.type IS NOT NULL')
      .orderBy('agency.type')
      .getRawMany<{ type: string }>();
    return rows.map(({ type }) => type);
  }

  private narrowed(
    standpoint: Standpoint,
    filter: AgreementFilter,
    scope: ListScope,
  ): SelectQueryBuilder<AgreementPeriod> {
    const query = periodsOn(this.unitOfWork.reading(), standpoint);
    limitToAgenciesOf(query, 'period.agencyId', scope.officeId, standpoint.asOf);
    applyFilter(query, filter, standpoint);
    return query;
  }

  private async fetchInOrder(
    query: SelectQueryBuilder<AgreementPeriod>,
    { asOf, knownAt }: Standpoint,
  ): Promise<AgreementOnDay[]> {
    const chosen = await query.select('period.agreementId', 'id').getRawMany<{ id: string }>();
    if (chosen.length === 0) return [];
    const rows = await fetchAgreements(
      agreementsOn(this.unitOfWork.reading(), asOf, knownAt).andWhere(
        'period.agreementId IN (:...ids)',
        { ids: chosen.map(({ id }) => id) },
      ),
    );
    const byId = new Map(rows.map((row) => [row.agreementId, row]));
    return chosen.flatMap(({ id }) => byId.get(id) ?? []);
  }
}
