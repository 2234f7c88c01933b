import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { addDays, fiscalYearSpan, planYearOf, type Day } from '../platform/clock/calendar.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import type { Viewer } from '../platform/http/viewer.js';
import { type AgreementOnDay, RegistryReader } from '../registry/registry-reader.js';
import { Position } from '../workforce/position.entity.js';
import { Finding, FindingCoverage } from './finding.entity.js';
import { standingWithoutInspection } from './inspection-year.rules.js';
import { InspectionObligation } from './inspection-obligation.entity.js';
import {
  Inspection,
  InspectionTeamMember,
  type InspectionKind,
  type InspectionStatus,
} from './inspection.entity.js';
import { limitVisits } from './inspection-scope.js';
import { DATED_AHEAD } from './life-cycle/life-cycle.rules.js';
import { ObligationsService } from './obligations.service.js';
import { ViewerScopes } from './viewer-scopes.js';

/** A line of a fiscal year: a visit, or an agreement that has none and the reason. */
export interface YearItem {
  /** The inspection; null for an agreement without one. */
  id: string | null;
  number: string | null;
  kind: InspectionKind;
  agreement: AgreementOnDay;
  dueOn: Day | null;
  startsOn: Day | null;
  endsOn: Day | null;
  status: InspectionStatus | 'not-due';
  team: { position: string; role: 'leader' | 'inspector' }[];
  /** The findings that the visit is to verify. */
  findings: FindingReference[];
  reason: string | null;
  isSample: boolean;
}

export interface FindingReference {
  id: string;
  number: string;
  /** Null while a draft's leader has not chosen one. */
  severity: string | null;
  status: string;
}

export interface YearFilter {
  fiscalYear: number;
  kind?: InspectionKind | undefined;
  status?: string | undefined;
  /** Part of an agency's name or of a number. */
  q?: string | undefined;
}

/** A fiscal year of visits, and of agreements that have none. */
@Injectable()
export class InspectionYearService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: RegistryReader,
    private readonly obligations: ObligationsService,
    private readonly scope: ViewerScopes,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
  ) {}

  /** The fiscal year that is being planned: the coming one, once it is open for planning. */
  currentYear(): number {
    const today = this.clock.today(this.policy.timeZone);
    return planYearOf(addDays(today, this.policy.planning.opensDaysBeforeYear));
  }

  /** Every line of the year that the viewer may see: visits by date, then what has none. */
  async findItems(filter: YearFilter, viewer: Viewer): Promise<YearItem[]> {
    const today = this.clock.today(this.policy.timeZone);
    const inForce = (await this.registry.findInForce(today)).filter(
      (agreement) => viewer.officeId === null || agreement.officeId === viewer.officeId,
    );
    const visits = await this.findVisits(filter.fiscalYear, inForce, viewer);
    const hasStanding = filter.kind !== 'focus' && viewer.scope !== 'own-visits';
    const standing = hasStanding ? await this.findStanding(filter.fiscalYear, visits, inForce) : [];
    return byDate(narrow([...visits, ...standing], filter));
  }

  private async findVisits(
    fiscalYear: number,
    inForce: AgreementOnDay[],
    viewer: Viewer,
  ): Promise<YearItem[]> {
    const query = this.unitOfWork
      .reading()
      .createQueryBuilder(Inspection, 'inspection')
      .where('inspection.fiscalYear = :fiscalYear', { fiscalYear });
    limitVisits(query, viewer, this.clock.today(this.policy.timeZone));
    const inspections = await query.getMany();
    const agreements = await this.agreementsOf(inspections, inForce, viewer);
    const ids = inspections.map((inspection) => inspection.id);
    const teams = await this.findTeams(ids);
    const findings = await this.findCoveredFindings(ids);
    return inspections.flatMap((inspection) => {
      const agreement = agreements.get(inspection.agreementId);
      if (!agreement) return [];
      const { id, number, kind, dueOn, startsOn, endsOn, status, reason, isSample } = inspection;
      return [
        {
          id,
          number,
          kind,
          agreement,
          dueOn,
          startsOn,
          endsOn,
          status,
          reason,
          isSample,
          team: teams.get(id) ?? [],
          findings: findings.get(id) ?? [],
        },
      ];
    });
  }

  /** The agreements of visits: those in force are known; the others ended, or went to another office. */
  private async agreementsOf(
    visits: Inspection[],
    inForce: AgreementOnDay[],
    viewer: Viewer,
  ): Promise<Map<string, AgreementOnDay>> {
    const agreements = new Map(inForce.map((agreement) => [agreement.agreementId, agreement]));
    const others = visits.filter(({ agreementId }) => !agreements.has(agreementId));
    if (viewer.officeId === null) {
      const ids = others.map(({ agreementId }) => agreementId);
      const ended = await this.registry.findByIds(ids, this.clock.today(this.policy.timeZone));
      return new Map([...agreements, ...ended]);
    }
    for (const { agreementId, startsOn, dueOn } of others) {
      const agreement = await this.scope.describeForViewer(agreementId, startsOn ?? dueOn, viewer);
      if (agreement) agreements.set(agreementId, agreement);
    }
    return agreements;
  }

  /** The agreements in force without a full inspection in the year that stands. */
  private async findStanding(
    fiscalYear: number,
    visits: YearItem[],
    inForce: AgreementOnDay[],
  ): Promise<YearItem[]> {
    const manager = this.unitOfWork.reading();
    const decisions = await this.obligations.decide(inForce);
    const open = await manager.find(InspectionObligation, { where: { status: 'open' } });
    const obligationOf = new Map(open.map((obligation) => [obligation.agreementId, obligation]));
    const scheduled = await manager.find(Inspection, {
      where: { kind: 'full', status: In([...DATED_AHEAD]) },
    });
    const scheduledOf = new Map(
      scheduled.flatMap(({ agreementId, number, startsOn, fiscalYear: year }) =>
        startsOn ? [[agreementId, { number, startsOn, fiscalYear: year }]] : [],
      ),
    );
    const served = new Set(
      visits
        .filter((visit) => visit.kind === 'full' && visit.status !== 'cancelled')
        .map((visit) => visit.agreement.agreementId),
    );
    return inForce.flatMap((agreement) => {
      const decision = decisions.get(agreement.agreementId);
      if (!decision || served.has(agreement.agreementId)) return [];
      const standing = standingWithoutInspection({
        decision,
        obligation: obligationOf.get(agreement.agreementId) ?? null,
        scheduled: scheduledOf.get(agreement.agreementId) ?? null,
        yearEndsOn: fiscalYearSpan(fiscalYear).until,
        fiscalYear,
      });
      return [
        {
          id: null,
          number: null,
          kind: 'full' as const,
          agreement,
          startsOn: null,
          endsOn: null,
          team: [],
          findings: [],
          isSample: false,
          ...standing,
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
      (row) => row.inspectionId,
      ({ id, number, severity, status }) => ({ id, number, severity, status }),
    );
  }
}

function grouped<Row, Value>(
  rows: Row[],
  keyOf: (row: Row) => string,
  valueOf: (row: Row) => Value,
): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), valueOf(row)]);
  return groups;
}

/** The lines that fit a filter, in their order. */
export function narrow(items: YearItem[], filter: Omit<YearFilter, 'fiscalYear'>): YearItem[] {
  return items
    .filter((item) => !filter.kind || item.kind === filter.kind)
    .filter((item) => !filter.status || item.status === filter.status)
    .filter((item) => matches(item, filter.q));
}

function matches(item: YearItem, q: string | undefined): boolean {
  if (!q) return true;
  const text = `${item.agreement.agencyName} ${item.number ?? ''}`.toLowerCase();
  return text.includes(q.trim().toLowerCase());
}

/** What has a date by date, then what waits by due date; names and ids make the order total. */
function byDate(items: YearItem[]): YearItem[] {
  return items
    .map((item) => ({ item, key: sortKey(item) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ item }) => item);
}

/** The place of a line in the year's list: text that sorts as the list does, and that is unique. */
export function sortKey(item: YearItem): string {
  const rank = item.startsOn ? '1' : item.status === 'unscheduled' ? '2' : '3';
  return [
    rank,
    item.startsOn ?? item.dueOn ?? '9999',
    item.agreement.state,
    item.agreement.agencyName,
    item.kind,
    item.number ?? '',
    item.agreement.agreementId,
  ].join('|');
}
