import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Day } from '../platform/clock/calendar.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { isId } from '../platform/db/id.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { grouped } from '../platform/grouped.js';
import { NotFound } from '../platform/http/problem.js';
import {
  countStatuses,
  earlierReports,
  type Standing,
  standingOn,
  type StatusCounts,
} from './ledger.rules.js';
import { OigRecommendation, OigReport, RecommendationEvent } from './recommendation.entity.js';
import { type ResponseClock, responseClock } from './response-clock.rules.js';

/** A line of the ledger. */
export interface LedgerItem {
  recommendation: OigRecommendation;
  report: OigReport;
  standing: Standing;
  clock: ResponseClock | null;
  /** What had been said by the day that is asked about, oldest first; without what was taken back. */
  events: RecommendationEvent[];
}

/** A report, and how its recommendations stand. */
export interface LedgerReport extends StatusCounts {
  report: OigReport;
}

export interface Ledger {
  asOf: Day;
  /** Those that were out by then, oldest first. */
  reports: LedgerReport[];
  totals: StatusCounts;
  /** Of the reports before the latest one. */
  earlier: StatusCounts;
  items: LedgerItem[];
}

export interface LedgerFilter {
  report?: string | undefined;
  status?: string | undefined;
}

/** One recommendation, with all that was ever recorded of it. */
export interface RecommendationDetail extends LedgerItem {
  history: RecommendationEvent[];
}

/** The recommendations of the Inspector General, as they stood on any day. They are the program's: no field office has its own. */
@Injectable()
export class RecommendationsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
  ) {}

  today(): Day {
    return this.clock.today(this.policy.timeZone);
  }

  /** The whole ledger; the filter narrows its lines, and none of its counts. */
  async ledgerOn(asOf: Day, filter: LedgerFilter = {}): Promise<Ledger> {
    const items = await this.itemsOn(asOf);
    const reports = [...new Set(items.map(({ report }) => report))];
    const countOf = (chosen: readonly OigReport[]): StatusCounts =>
      countStatuses(
        items.flatMap(({ report, standing }) => (chosen.includes(report) ? [standing] : [])),
      );
    return {
      asOf,
      reports: reports.map((report) => ({ report, ...countOf([report]) })),
      totals: countOf(reports),
      earlier: countOf(earlierReports(reports)),
      items: items.filter(
        ({ report, standing }) =>
          (filter.report === undefined || report.number === filter.report) &&
          (filter.status === undefined || standing.status === filter.status),
      ),
    };
  }

  /** @throws NotFound (404), also for one whose report was not out by that day */
  async find(id: string, asOf: Day = this.today()): Promise<RecommendationDetail> {
    const [item] = isId(id) ? await this.itemsOn(asOf, [id]) : [];
    if (!item) throw new NotFound('The recommendation');
    const history = await this.eventsOf([id]);
    return { ...item, history };
  }

  async isThere(id: string): Promise<boolean> {
    return isId(id) && this.unitOfWork.reading().existsBy(OigRecommendation, { id });
  }

  /** Where `OIG-12-130` or `OIG-12-130 #2` is shown; undefined when there is no such report or recommendation. */
  async pathOfNumber(text: string): Promise<string | undefined> {
    const [, report, number] = /^(OIG-\d+-\d+)(?:\s*[#/]?\s*(\d{1,4}))?$/i.exec(text.trim()) ?? [];
    if (report === undefined) return undefined;
    const reportNumber = report.toUpperCase();
    const manager = this.unitOfWork.reading();
    if (number === undefined)
      return (await manager.existsBy(OigReport, { number: reportNumber }))
        ? `/recommendations?report=${reportNumber}`
        : undefined;
    const found = await manager.findOneBy(OigRecommendation, {
      ...{ reportNumber, number: Number(number) },
    });
    return found ? `/recommendations/${found.id}` : undefined;
  }

  /** @returns by report, oldest first, and by number */
  private async itemsOn(asOf: Day, ids?: readonly string[]): Promise<LedgerItem[]> {
    const manager = this.unitOfWork.reading();
    const reports = await manager.find(OigReport, { order: { issuedBy: 'ASC', number: 'ASC' } });
    const recommendations = await manager.find(OigRecommendation, {
      ...(ids && { where: { id: In([...ids]) } }),
      order: { number: 'ASC' },
    });
    const events = grouped(await this.eventsOf(ids), ({ recommendationId }) => recommendationId);
    return reports.flatMap((report) =>
      recommendations
        .filter(({ reportNumber }) => reportNumber === report.number)
        .flatMap((recommendation) => {
          const item = this.itemOf(report, recommendation, events.get(recommendation.id), asOf);
          return item ? [item] : [];
        }),
    );
  }

  private itemOf(
    report: OigReport,
    recommendation: OigRecommendation,
    events: RecommendationEvent[] = [],
    asOf: Day,
  ): LedgerItem | null {
    const standing = standingOn(events, asOf);
    if (!standing) return null;
    return {
      recommendation,
      report,
      standing,
      clock: responseClock(report.issued, standing, asOf),
      events: events.filter(({ onDay, retractedAt }) => onDay <= asOf && retractedAt === null),
    };
  }

  private eventsOf(ids?: readonly string[]): Promise<RecommendationEvent[]> {
    return this.unitOfWork.reading().find(RecommendationEvent, {
      ...(ids && { where: { recommendationId: In([...ids]) } }),
      order: { onDay: 'ASC', id: 'ASC' },
    });
  }
}

/** `OIG-12-130 #2` */
export const numberOf = ({ reportNumber, number }: OigRecommendation): string =>
  `${reportNumber} #${number}`;

export const recommendationSubject = (
  recommendation: OigRecommendation,
): { type: string; id: string; label: string } => ({
  type: 'recommendation',
  id: recommendation.id,
  label: numberOf(recommendation),
});
