import { Injectable } from '@nestjs/common';
import type { Day } from '../platform/clock/calendar.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { IN_FORCE, isInForce } from './agreement-status.rules.js';
import { Agency } from './agreement.entity.js';
import {
  type AgreementOnDay,
  agreementsOn,
  fetchAgreements,
  periodsOn,
} from './agreements-on-day.js';
import { limitToAgenciesOf } from './office-scope.js';

export type { AgreementOnDay } from './agreements-on-day.js';

/** What it takes to sort agreements, to choose among them and to say when they are due. */
export type AgreementInBrief = Pick<
  AgreementOnDay,
  'agreementId' | 'agencyName' | 'state' | 'model' | 'effectiveOn'
>;

/**
 * What the floors above ask the register. No scope is applied: who may see the answer is for the asker to decide.
 *
 * Asked for today, the answer is what the business knows today: events up to that day and the ends that were announced
 * by then, nothing that the register knows of later days.
 */
@Injectable()
export class RegistryReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * The agreements in force on a day, by state and agency. A passed end takes none away.
   * @param officeId only those that this field office answers for on the day; null = all
   */
  async findInForce(day: Day, officeId: string | null = null): Promise<AgreementOnDay[]> {
    const query = agreementsOn(this.unitOfWork.reading(), day).andWhere(
      'period.status IN (:...inForce)',
      { inForce: IN_FORCE },
    );
    limitToAgenciesOf(query, 'period.agencyId', officeId, day);
    return fetchAgreements(
      query.orderBy('agency.state').addOrderBy('agency.normalizedName').addOrderBy('agreement.id'),
    );
  }

  /**
   * The same agreements in no order and with little of each: for lists of which one page is read in full.
   * @param officeId only those that this field office answers for on the day; null = all
   */
  async findInForceInBrief(day: Day, officeId: string | null): Promise<AgreementInBrief[]> {
    const query = periodsOn(this.unitOfWork.reading(), { asOf: day })
      .innerJoin(Agency, 'agency', 'agency.id = period.agencyId')
      .andWhere('period.status IN (:...inForce)', { inForce: IN_FORCE });
    limitToAgenciesOf(query, 'period.agencyId', officeId, day);
    return query
      .select('period.agreementId', 'agreementId')
      .addSelect('agency.name', 'agencyName')
      .addSelect('agency.state', 'state')
      .addSelect('period.model', 'model')
      .addSelect('period.effectiveOn', 'effectiveOn')
      .getRawMany<AgreementInBrief>();
  }

  /** These agreements as they were on a day, in whatever status; those that did not exist then are left out. */
  async findByIds(ids: readonly string[], day: Day): Promise<Map<string, AgreementOnDay>> {
    if (ids.length === 0) return new Map();
    const rows = await fetchAgreements(
      agreementsOn(this.unitOfWork.reading(), day).andWhere('agreement.id IN (:...ids)', {
        ids: [...new Set(ids)],
      }),
    );
    return new Map(rows.map((row) => [row.agreementId, row]));
  }

  /** Those of these agreements that are in force on a day. */
  async findInForceByIds(ids: readonly string[], day: Day): Promise<Map<string, AgreementOnDay>> {
    const agreements = await this.findByIds(ids, day);
    return new Map([...agreements].filter(([, { status }]) => isInForce(status)));
  }

  /** One agreement as it was on a day; undefined if it did not exist then. */
  async describeAgreement(id: string, day: Day): Promise<AgreementOnDay | undefined> {
    return (await this.findByIds([id], day)).get(id);
  }
}
