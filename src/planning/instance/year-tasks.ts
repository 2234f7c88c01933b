import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { earliestStart } from '../../inspections/due.rules.js';
import { InspectionObligation } from '../../inspections/inspection-obligation.entity.js';
import { Inspection, type InspectionKind } from '../../inspections/inspection.entity.js';
import { TAKING_DAYS } from '../../inspections/life-cycle/life-cycle.rules.js';
import { type VisitTeam, visitTeams } from '../../inspections/visit-teams.js';
import { type Day, fiscalYearSpan } from '../../platform/clock/calendar.js';
import { Policy } from '../../platform/config/policy.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { type AgreementOnDay, RegistryReader } from '../../registry/registry-reader.js';
import { type FiscalWeeks, weekOf } from '../fiscal-weeks.rules.js';

/** What wants a week and a team in a fiscal year, or has them. */
export interface YearTask {
  /**
   * The obligation's id for a full inspection, the visit's for a focus review: the same before and after there is a
   * visit, so that plans of different days can be compared.
   */
  id: string;
  kind: InspectionKind;
  agreement: AgreementOnDay;
  obligationId: string | null;
  /** The visit, when there is one already. */
  visit: Inspection | null;
  dueOn: Day;
  releaseOn: Day;
  team: VisitTeam | null;
}

/** Statuses of visits that a plan may still give a week: dated but not announced, or without a date. */
const WANTING = ['unscheduled', 'scheduled', 'postponed'] as const;

/** Everything that is to be planned in a year, and every visit whose people are taken in it. */
@Injectable()
export class YearTasks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: RegistryReader,
    private readonly policy: Policy,
  ) {}

  /** By the day by which they are due; ids make the order total. */
  async find(calendar: FiscalWeeks, today: Day): Promise<YearTask[]> {
    const manager = this.unitOfWork.reading();
    const visits = await manager.find(Inspection, {
      where: { status: In([...new Set([...WANTING, ...TAKING_DAYS])]) },
    });
    const open = await manager.find(InspectionObligation, {
      select: { id: true, agreementId: true, dueOn: true },
      where: { status: 'open' },
    });
    const agreements = await this.agreementsOf(visits, today);
    const dueOf = new Map(open.map(({ id, dueOn }) => [id, dueOn]));
    const ofYear = visits.flatMap((visit) => {
      const agreement = agreements.get(visit.agreementId);
      const dueOn = dueOf.get(visit.obligationId ?? '') ?? visit.dueOn ?? visit.startsOn;
      return agreement && dueOn && isOfYear(visit, dueOn, calendar)
        ? [{ visit, agreement, dueOn }]
        : [];
    });
    const teams = await visitTeams(
      manager,
      ofYear.map(({ visit }) => visit.id),
    );
    const visiting = ofYear.map(({ visit, agreement, dueOn }) =>
      this.ofVisit(visit, agreement, dueOn, teams.get(visit.id) ?? null),
    );
    const served = new Set(visits.map(({ obligationId }) => obligationId));
    const waiting = open
      .filter(({ id, dueOn }) => !served.has(id) && isDueInYear(dueOn, calendar))
      .flatMap((obligation) => {
        const agreement = agreements.get(obligation.agreementId);
        return agreement ? [this.ofObligation(obligation, agreement)] : [];
      });
    return [...waiting, ...visiting].sort((a, b) =>
      (a.dueOn === b.dueOn ? a.id < b.id : a.dueOn < b.dueOn) ? -1 : 1,
    );
  }

  /** Those in force; of visits that took place also those that are not any more. */
  private async agreementsOf(
    visits: Inspection[],
    today: Day,
  ): Promise<Map<string, AgreementOnDay>> {
    const inForce = new Map(
      (await this.registry.findInForce(today)).map((row) => [row.agreementId, row]),
    );
    const ended = visits
      .filter(({ status, agreementId }) => !isWanting(status) && !inForce.has(agreementId))
      .map(({ agreementId }) => agreementId);
    return new Map([...inForce, ...(await this.registry.findByIds(ended, today))]);
  }

  private ofObligation(obligation: InspectionObligation, agreement: AgreementOnDay): YearTask {
    const { id, dueOn } = obligation;
    return {
      id,
      kind: 'full',
      agreement,
      obligationId: id,
      visit: null,
      dueOn,
      releaseOn: earliestStart(dueOn, this.policy.inspections),
      team: null,
    };
  }

  private ofVisit(
    visit: Inspection,
    agreement: AgreementOnDay,
    dueOn: Day,
    team: VisitTeam | null,
  ): YearTask {
    const isFull = visit.kind === 'full';
    return {
      id: isFull ? (visit.obligationId ?? visit.id) : visit.id,
      kind: visit.kind,
      agreement,
      obligationId: visit.obligationId,
      visit,
      dueOn,
      releaseOn: isFull
        ? earliestStart(dueOn, this.policy.inspections)
        : (visit.releaseOn ?? dueOn),
      team,
    };
  }
}

const isWanting = (status: string): boolean => (WANTING as readonly string[]).includes(status);

const isDueInYear = (dueOn: Day, { fiscalYear }: FiscalWeeks): boolean =>
  dueOn <= fiscalYearSpan(fiscalYear).until;

/** A visit with dates belongs to the year in which they lie, one without to the year in which it is due. */
function isOfYear({ startsOn }: Inspection, dueOn: Day, calendar: FiscalWeeks): boolean {
  if (startsOn === null) return isDueInYear(dueOn, calendar);
  const week = weekOf(calendar, startsOn);
  return week >= 0 && week < calendar.weeks;
}
