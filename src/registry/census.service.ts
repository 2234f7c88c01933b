import { Injectable } from '@nestjs/common';
import { addDays, addMonths, type Day } from '../platform/clock/calendar.js';
import { Policy } from '../platform/config/policy.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { IN_FORCE } from './agreement-status.rules.js';
import { AgreementPeriod } from './agreement.entity.js';
import { agreementsOn, fetchAgreements } from './agreements-on-day.js';
import { type Census, type Coverage, coverageOf, takeCensus } from './census.rules.js';
import { PublishedTotal } from './official-list.entity.js';
import { OfficialLists } from './official-lists.js';
import { ProgramModels } from './program-models.js';

/** A published total beside the register's own count of that day. */
export interface ComparedTotal {
  published: PublishedTotal;
  /** The day that is counted: the last one where only the month is known. */
  countedOn: Day;
  register: number;
  coverage: Coverage;
}

/** How many agreements there were on any day, counted from the register's history. */
@Injectable()
export class CensusService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly policy: Policy,
    private readonly models: ProgramModels,
  ) {}

  async take(asOf: Day): Promise<Census> {
    const manager = this.unitOfWork.reading();
    const models = await this.models.all();
    return takeCensus(
      asOf,
      await fetchAgreements(agreementsOn(manager, asOf)),
      models.map((model) => model.code),
      coverageOf(asOf, await this.listDays(), this.policy.registry.longestListGapDays),
    );
  }

  /** What others published, each beside the register's count of that day; never mixed with it. */
  async compareTotals(): Promise<ComparedTotal[]> {
    const manager = this.unitOfWork.reading();
    const lists = await this.listDays();
    const published = await manager.find(PublishedTotal, { order: { asOf: 'ASC' } });
    return Promise.all(
      published.map(async (total) => {
        const countedOn = dayOf(total.asOf);
        return {
          published: total,
          countedOn,
          register: await this.countInForce(countedOn),
          coverage: coverageOf(countedOn, lists, this.policy.registry.longestListGapDays),
        };
      }),
    );
  }

  private async countInForce(day: Day): Promise<number> {
    return this.unitOfWork
      .reading()
      .createQueryBuilder(AgreementPeriod, 'period')
      .where('period.recordedUntil IS NULL')
      .andWhere('period.holdsFrom <= :day', { day })
      .andWhere('(period.holdsUntil IS NULL OR period.holdsUntil > :day)')
      .andWhere('period.status IN (:...inForce)', { inForce: IN_FORCE })
      .getCount();
  }

  private async listDays(): Promise<Day[]> {
    const lists = await OfficialLists.holding(this.unitOfWork.reading());
    return lists.ofKind('participating').map((list) => list.asOf);
  }
}

/** The day itself, or the last one of a month such as `2012-08`. */
const dayOf = (asOf: string): Day =>
  asOf.length === 'YYYY-MM'.length ? addDays(addMonths(`${asOf}-01`, 1), -1) : asOf;
