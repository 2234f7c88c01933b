import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { addDays, planYearOf } from '../platform/clock/calendar.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { type Paged, pageOf } from '../platform/http/paging.js';
import type { Viewer } from '../platform/http/viewer.js';
import { grouped } from '../platform/grouped.js';
import type { AgreementOnDay } from '../registry/registry-reader.js';
import { Position } from '../workforce/position.entity.js';
import { Finding, FindingCoverage } from './finding.entity.js';
import {
  byDate,
  type YearCounts,
  countsOf,
  narrow,
  sortKey,
  type YearFilter,
} from './inspection-year.rules.js';
import { InspectionYearLines, type YearLine } from './inspection-year-lines.js';
import { InspectionTeamMember } from './inspection.entity.js';

/** A line of a fiscal year with everything that belongs to it. */
export interface YearItem extends YearLine {
  agreement: AgreementOnDay;
  /** Why it is when it is, or why it has no date. */
  reason: string | null;
  team: { position: string; role: 'leader' | 'inspector' }[];
  /** The findings that the visit is to verify. */
  findings: FindingReference[];
}

export interface FindingReference {
  id: string;
  number: string;
  /** Null while a draft's leader has not chosen one. */
  severity: string | null;
  status: string;
}

/** A fiscal year of visits, and of agreements that have none. */
@Injectable()
export class InspectionYearService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly lines: InspectionYearLines,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
  ) {}

  /** The fiscal year that is being planned: the coming one, once it is open for planning. */
  currentYear(): number {
    const today = this.clock.today(this.policy.timeZone);
    return planYearOf(addDays(today, this.policy.planning.opensDaysBeforeYear));
  }

  /** Every line of the year that the viewer may see and that fits: visits by date, then what has none. */
  async findItems(filter: YearFilter, viewer: Viewer): Promise<YearItem[]> {
    const lines = await this.findLines(filter.fiscalYear, viewer);
    return this.complete(filter.fiscalYear, byDate(narrow(lines, filter)), viewer);
  }

  /** One page of those that fit, and how many there are of the whole year. */
  async findPage(
    filter: YearFilter,
    page: { limit: number; cursor?: string },
    viewer: Viewer,
  ): Promise<{ page: Paged<YearItem>; counts: YearCounts }> {
    const lines = await this.findLines(filter.fiscalYear, viewer);
    const shown = pageOf(byDate(narrow(lines, filter)), sortKey, page);
    return {
      page: { ...shown, items: await this.complete(filter.fiscalYear, shown.items, viewer) },
      counts: countsOf(lines),
    };
  }

  /** Every line of the year that the viewer may see, in no order: as much of each as sorting, choosing and counting need. */
  findLines(fiscalYear: number, viewer: Viewer): Promise<YearLine[]> {
    return this.lines.find(fiscalYear, viewer);
  }

  /** Lines with their agreements, reasons, teams and findings, in their order. */
  async complete(fiscalYear: number, lines: YearLine[], viewer: Viewer): Promise<YearItem[]> {
    const visitIds = lines.flatMap(({ id }) => id ?? []);
    const agreements = await this.lines.findAgreements(lines, viewer);
    const teams = await this.findTeams(visitIds);
    const findings = await this.findCoveredFindings(visitIds);
    const reasons = await this.lines.findReasons(fiscalYear, lines, agreements);
    return lines.flatMap((line) => {
      const agreement = agreements.get(line.agreement.agreementId);
      if (!agreement) return [];
      return [
        {
          ...line,
          agreement,
          reason: reasons.get(line.id ?? agreement.agreementId) ?? null,
          team: teams.get(line.id ?? '') ?? [],
          findings: findings.get(line.id ?? '') ?? [],
        },
      ];
    });
  }

  /** Teams by inspection, the leader first. */
  async findTeams(inspectionIds: string[]): Promise<Map<string, YearItem['team']>> {
    const rows = await this.unitOfWork
      .reading()
      .createQueryBuilder(InspectionTeamMember, 'member')
      .innerJoin(Position, 'position', 'position.id = member.positionId')
      .select('member.inspectionId', 'inspectionId')
      .addSelect('member.role', 'role')
      .addSelect('position.title', 'position')
      .where({ inspectionId: In(inspectionIds) })
      .orderBy('member.role', 'DESC')
      .addOrderBy('position.title')
      .getRawMany<{ inspectionId: string; role: 'leader' | 'inspector'; position: string }>();
    return grouped(
      rows,
      ({ inspectionId }) => inspectionId,
      ({ position, role }) => ({ position, role }),
    );
  }

  /** The findings that visits are to verify, by visit. */
  async findCoveredFindings(inspectionIds: string[]): Promise<Map<string, FindingReference[]>> {
    const rows = await this.unitOfWork
      .reading()
      .createQueryBuilder(FindingCoverage, 'coverage')
      .innerJoin(Finding, 'finding', 'finding.id = coverage.findingId')
      .select('coverage.inspectionId', 'inspectionId')
      .addSelect('finding.id', 'id')
      .addSelect('finding.number', 'number')
      .addSelect('finding.severity', 'severity')
      .addSelect('finding.status', 'status')
      .where({ inspectionId: In(inspectionIds) })
      .orderBy('finding.number')
      .getRawMany<FindingReference & { inspectionId: string }>();
    return grouped(
      rows,
      ({ inspectionId }) => inspectionId,
      ({ id, number, severity, status }) => ({ id, number, severity, status }),
    );
  }
}
