import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { fiscalYearSpan, type Day } from '../platform/clock/calendar.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import type { Viewer } from '../platform/http/viewer.js';
import {
  type AgreementInBrief,
  type AgreementOnDay,
  RegistryReader,
} from '../registry/registry-reader.js';
import { standingWithoutInspection, waitsForPlace } from './inspection-year.rules.js';
import { InspectionObligation } from './inspection-obligation.entity.js';
import { Inspection, type InspectionKind, type InspectionStatus } from './inspection.entity.js';
import { limitVisits } from './inspection-scope.js';
import { DATED_AHEAD } from './life-cycle/life-cycle.rules.js';
import { ObligationsService } from './obligations.service.js';
import { ViewerScopes } from './viewer-scopes.js';

/** A line of a fiscal year in brief: a visit, or an agreement that has none. */
export interface YearLine {
  /** The inspection; null for an agreement without one. */
  id: string | null;
  number: string | null;
  kind: InspectionKind;
  agreement: Pick<AgreementOnDay, 'agreementId' | 'agencyName' | 'state'>;
  dueOn: Day | null;
  startsOn: Day | null;
  endsOn: Day | null;
  status: InspectionStatus | 'not-due';
  isSample: boolean;
}

type VisitLine = YearLine & { id: string };

/**
 * The lines of a fiscal year, read as few columns as sorting them takes: of thousands a page shows fifty, and only those
 * are read in full.
 */
@Injectable()
export class InspectionYearLines {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: RegistryReader,
    private readonly obligations: ObligationsService,
    private readonly scope: ViewerScopes,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
  ) {}

  /** Every line that the viewer may see, in no order. */
  async find(fiscalYear: number, viewer: Viewer): Promise<YearLine[]> {
    const inForce = await this.registry.findInForceInBrief(this.today(), viewer.officeId);
    const visits = await this.findVisits(fiscalYear, inForce, viewer);
    const standing =
      viewer.scope === 'own-visits' ? [] : await this.findStanding(fiscalYear, visits, inForce);
    return [...visits, ...standing];
  }

  /** The agreements of lines, as the viewer is told of them. */
  async findAgreements(
    lines: readonly YearLine[],
    viewer: Viewer,
  ): Promise<Map<string, AgreementOnDay>> {
    const ids = lines.map(({ agreement }) => agreement.agreementId);
    const inForce = [...(await this.registry.findInForceByIds(ids, this.today())).values()].filter(
      ({ officeId }) => viewer.officeId === null || officeId === viewer.officeId,
    );
    const known = new Map(inForce.map((agreement) => [agreement.agreementId, agreement]));
    const days = lines.map(({ agreement: { agreementId }, startsOn, dueOn }) => ({
      agreementId,
      startsOn,
      dueOn,
    }));
    return new Map([...known, ...(await this.findOthers(days, known, viewer))]);
  }

  private async findVisits(
    fiscalYear: number,
    inForce: AgreementInBrief[],
    viewer: Viewer,
  ): Promise<VisitLine[]> {
    const query = this.unitOfWork
      .reading()
      .createQueryBuilder(Inspection, 'inspection')
      .where('inspection.fiscalYear = :fiscalYear', { fiscalYear });
    limitVisits(query, viewer, this.today());
    query.select([]);
    for (const column of VISIT_COLUMNS) query.addSelect(`inspection.${column}`, column);
    const rows = await query.getRawMany<VisitRow>();
    const inBrief = new Map(inForce.map((agreement) => [agreement.agreementId, agreement]));
    const others = await this.findOthers(rows, inBrief, viewer);
    return rows.flatMap(({ agreementId, isSample, ...visit }) => {
      const agreement = inBrief.get(agreementId) ?? others.get(agreementId);
      // SQLite answers a raw question about a boolean with 0 or 1.
      return agreement ? [{ ...visit, agreement, isSample: Number(isSample) === 1 }] : [];
    });
  }

  /** The agreements of visits that are none of these: they ended, or went to another office. */
  private async findOthers(
    visits: readonly { agreementId: string; startsOn: Day | null; dueOn: Day | null }[],
    known: ReadonlyMap<string, unknown>,
    viewer: Viewer,
  ): Promise<Map<string, AgreementOnDay>> {
    const others = visits.filter(({ agreementId }) => !known.has(agreementId));
    if (viewer.officeId === null)
      return this.registry.findByIds(
        others.map(({ agreementId }) => agreementId),
        this.today(),
      );
    const agreements = new Map<string, AgreementOnDay>();
    for (const { agreementId, startsOn, dueOn } of others) {
      const agreement = await this.scope.describeForViewer(agreementId, startsOn ?? dueOn, viewer);
      if (agreement) agreements.set(agreementId, agreement);
    }
    return agreements;
  }

  /** The agreements in force without a full inspection in the year that stands. */
  private async findStanding(
    fiscalYear: number,
    visits: VisitLine[],
    inForce: AgreementInBrief[],
  ): Promise<YearLine[]> {
    const dueOn = await this.obligations.dueDays(inForce, await this.findOpenObligations());
    const scheduledOf = await this.findScheduled();
    const served = new Set(
      visits
        .filter((visit) => visit.kind === 'full' && visit.status !== 'cancelled')
        .map((visit) => visit.agreement.agreementId),
    );
    const yearEndsOn = fiscalYearSpan(fiscalYear).until;
    return inForce
      .filter(({ agreementId }) => !served.has(agreementId))
      .map((agreement) => {
        const facts = {
          dueOn: dueOn.get(agreement.agreementId),
          scheduled: scheduledOf.get(agreement.agreementId),
        };
        const isWaiting = waitsForPlace({ ...facts, yearEndsOn, fiscalYear });
        return {
          id: null,
          number: null,
          kind: 'full',
          agreement,
          dueOn: facts.dueOn ?? null,
          startsOn: null,
          endsOn: null,
          status: isWaiting ? 'unscheduled' : 'not-due',
          isSample: false,
        };
      });
  }

  /** Why each line is when it is, or has no date: by the visit's id, or by that of an agreement that has none. */
  async findReasons(
    fiscalYear: number,
    lines: readonly YearLine[],
    agreements: ReadonlyMap<string, AgreementOnDay>,
  ): Promise<Map<string, string | null>> {
    const visits = await this.unitOfWork.reading().find(Inspection, {
      select: { id: true, reason: true },
      where: { id: In(lines.flatMap(({ id }) => id ?? [])) },
    });
    const without = lines
      .filter(({ id }) => id === null)
      .flatMap(({ agreement }) => agreements.get(agreement.agreementId) ?? []);
    const reasons = await this.whyWithout(fiscalYear, without);
    for (const { id, reason } of visits) reasons.set(id, reason);
    return reasons;
  }

  /** Why each of these agreements in force has no full inspection in the year, by agreement id. */
  private async whyWithout(
    fiscalYear: number,
    agreements: AgreementOnDay[],
  ): Promise<Map<string, string | null>> {
    if (agreements.length === 0) return new Map();
    const ids = agreements.map(({ agreementId }) => agreementId);
    const decisions = await this.obligations.decide(agreements);
    const obligationOf = await this.findOpenObligations(ids);
    const scheduledOf = await this.findScheduled(ids);
    const yearEndsOn = fiscalYearSpan(fiscalYear).until;
    return new Map(
      [...decisions].map(([agreementId, decision]) => {
        const { reason } = standingWithoutInspection({
          decision,
          obligation: obligationOf.get(agreementId) ?? null,
          scheduled: scheduledOf.get(agreementId) ?? null,
          yearEndsOn,
          fiscalYear,
        });
        return [agreementId, reason];
      }),
    );
  }

  /** Of these agreements, or of all. */
  private async findOpenObligations(
    ids?: readonly string[],
  ): Promise<Map<string, { dueOn: Day; unscheduledReason: string | null }>> {
    const query = this.unitOfWork
      .reading()
      .createQueryBuilder(InspectionObligation, 'obligation')
      .select('obligation.agreementId', 'agreementId')
      .addSelect('obligation.dueOn', 'dueOn')
      .addSelect('obligation.unscheduledReason', 'unscheduledReason')
      .where({ status: 'open', ...(ids && { agreementId: In(ids) }) });
    const open = await query.getRawMany<{
      agreementId: string;
      dueOn: Day;
      unscheduledReason: string | null;
    }>();
    return new Map(open.map((obligation) => [obligation.agreementId, obligation]));
  }

  /** The full inspections that have a date, in whichever year, by agreement. */
  private async findScheduled(
    ids?: readonly string[],
  ): Promise<Map<string, { number: string; startsOn: Day; fiscalYear: number }>> {
    const rows = await this.unitOfWork
      .reading()
      .createQueryBuilder(Inspection, 'inspection')
      .select('inspection.agreementId', 'agreementId')
      .addSelect('inspection.number', 'number')
      .addSelect('inspection.startsOn', 'startsOn')
      .addSelect('inspection.fiscalYear', 'fiscalYear')
      .where({
        kind: 'full',
        status: In([...DATED_AHEAD]),
        ...(ids && { agreementId: In(ids) }),
      })
      .andWhere('inspection.startsOn IS NOT NULL')
      .getRawMany<{ agreementId: string; number: string; startsOn: Day; fiscalYear: number }>();
    return new Map(rows.map((row) => [row.agreementId, row]));
  }

  private today(): Day {
    return this.clock.today(this.policy.timeZone);
  }
}

const VISIT_COLUMNS = [
  'id',
  'number',
  'kind',
  'agreementId',
  'dueOn',
  'startsOn',
  'endsOn',
  'status',
  'isSample',
] as const;

/** A visit as the driver answers. */
type VisitRow = Pick<Inspection, Exclude<(typeof VISIT_COLUMNS)[number], 'isSample'>> & {
  isSample: boolean | number;
};
