import { Injectable } from '@nestjs/common';
import { addDays, addMonths, type Day, type Moment } from '../platform/clock/calendar.js';
import { Policy } from '../platform/config/policy.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { IN_FORCE } from './agreement-status.rules.js';
import { AgreementPeriod } from './agreement.entity.js';
import { countGroupsOf, knownFrom, periodsOn } from './agreements-on-day.js';
import { type Census, type Coverage, coverageOf, takeCensus } from './census.rules.js';
import type { Standpoint } from './known-at.rules.js';
import { PublishedTotal } from './official-list.entity.js';
import { OfficialLists } from './official-lists.js';
import { ProgramModels } from './program-models.js';

/** A published total beside the register's own count of that day. */
export interface ComparedTotal {
  published: PublishedTotal;
  /** The day that is counted: the last one where only the month is known. */
  countedOn: Day;
  /** Null where no list covers the day: a count would say little. */
  register: number | null;
  coverage: Coverage;
}

/** PostgreSQL counts in numbers that may be larger than ours, and gives them as text. */
type Count = number | string;

/** How many agreements there were on any day, counted from the register's history. */
@Injectable()
export class CensusService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly policy: Policy,
    private readonly models: ProgramModels,
  ) {}

  async take(standpoint: Standpoint): Promise<Census> {
    const models = await this.models.all();
    return takeCensus(
      standpoint,
      await countGroupsOf(periodsOn(this.unitOfWork.reading(), standpoint)),
      await this.countAgencies(standpoint),
      models.map((model) => model.code),
      this.coverage(standpoint.asOf, await this.listDays(standpoint.knownAt)),
    );
  }

  /** What others published, each beside the register's count of that day; never mixed with it. */
  async compareTotals(knownAt?: Moment): Promise<ComparedTotal[]> {
    const lists = await this.listDays(knownAt);
    const published = await this.unitOfWork
      .reading()
      .find(PublishedTotal, { order: { asOf: 'ASC' } });
    const totals = published.map((total) => {
      const countedOn = dayOf(total.asOf);
      return { published: total, countedOn, coverage: this.coverage(countedOn, lists) };
    });
    const covered = totals.filter(({ coverage }) => coverage.complete);
    const counts = await this.countInForce(
      covered.map(({ countedOn }) => countedOn),
      knownAt,
    );
    return totals.map((total) => ({ ...total, register: counts.get(total.countedOn) ?? null }));
  }

  private coverage(day: Day, lists: Day[]): Coverage {
    return coverageOf(day, lists, this.policy.registry.longestListGapDays);
  }

  /** How many agencies hold one agreement in force, two, and so on. */
  private async countAgencies(standpoint: Standpoint): Promise<Record<string, number>> {
    const manager = this.unitOfWork.reading();
    const held = periodsOn(manager, standpoint)
      .andWhere('period.status IN (:...inForce)', { inForce: IN_FORCE })
      .select('COUNT(*)', 'held')
      // As an expression: SQLite would else read all periods in the order of their agencies, ended ones too.
      .groupBy("period.agencyId || ''");
    const rows = await manager
      .createQueryBuilder()
      .select('holding.held', 'held')
      .addSelect('COUNT(*)', 'agencies')
      .from(`(${held.getQuery()})`, 'holding')
      .setParameters(held.getParameters())
      .groupBy('holding.held')
      .orderBy('holding.held')
      .getRawMany<{ held: Count; agencies: Count }>();
    return Object.fromEntries(rows.map(({ held, agencies }) => [held, Number(agencies)]));
  }

  /** Counts many days in one reading of the index. */
  private async countInForce(days: Day[], knownAt?: Moment): Promise<Map<Day, number>> {
    const [first] = days;
    if (first === undefined) return new Map();
    const query = this.unitOfWork
      .reading()
      .createQueryBuilder(AgreementPeriod, 'period')
      .select([])
      .where(knownFrom('period.recordedFrom', 'period.recordedUntil', knownAt), { knownAt })
      .andWhere('period.status IN (:...inForce)', { inForce: IN_FORCE });
    for (const [index, day] of days.entries()) {
      const ends = `COALESCE(period.holdsUntil, '9999-12-31')`;
      const holds = `period.holdsFrom <= :day${index} AND ${ends} > :day${index}`;
      query
        .addSelect(`COUNT(*) FILTER (WHERE ${holds})`, `on${index}`)
        .setParameter(`day${index}`, day);
    }
    const counts = await query.getRawOne<Record<string, Count>>();
    return new Map(days.map((day, index) => [day, Number(counts?.[`on${index}`] ?? 0)]));
  }

  private async listDays(knownAt: Moment | undefined): Promise<Day[]> {
    const lists = await OfficialLists.holding(this.unitOfWork.reading(), knownAt);
    return lists.ofKind('participating').map((list) => list.asOf);
  }
}

/** The day itself, or the last one of a month such as `2012-08`. */
const dayOf = (asOf: string): Day =>
  asOf.length === 'YYYY-MM'.length ? addDays(addMonths(`${asOf}-01`, 1), -1) : asOf;
