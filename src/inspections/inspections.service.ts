import { Injectable } from '@nestjs/common';
import { In, Not, type SelectQueryBuilder } from 'typeorm';
import type { Day } from '../platform/clock/calendar.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { isId } from '../platform/db/id.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { Conflict, InvalidRequest, NotFound, Stale } from '../platform/http/problem.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { AgreementOnDay } from '../registry/registry-reader.js';
import { Occupancy, Position } from '../workforce/position.entity.js';
import { Leave } from '../workforce/service-record.entity.js';
import { Inspection, InspectionEvent, InspectionTeamMember } from './inspection.entity.js';
import {
  type FindingReference,
  InspectionYearService,
  type YearItem,
} from './inspection-year.service.js';
import { Finding } from './finding.entity.js';
import { limitVisits } from './inspection-scope.js';
import { DATED_AHEAD } from './life-cycle/life-cycle.rules.js';
import { lastDayOf, objectionTo, type OtherVisit, type TeamAbsence } from './reschedule.rules.js';
import { ViewerScopes } from './viewer-scopes.js';
import { VisitScheduling } from './visit-scheduling.service.js';

export interface InspectionDetail {
  inspection: Inspection;
  agreement: AgreementOnDay;
  /** Whether the viewer's field office answers for it today. */
  answersToday: boolean;
  team: YearItem['team'];
  /** What the visit is to verify. */
  covers: FindingReference[];
  /** What the visit found. */
  raised: Finding[];
  events: InspectionEvent[];
}

/** One inspection, and what is done with it. */
@Injectable()
export class InspectionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly scope: ViewerScopes,
    private readonly year: InspectionYearService,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
    private readonly scheduling: VisitScheduling,
  ) {}

  /** @throws NotFound also when it lies outside what the viewer may see */
  async find(id: string, viewer: Viewer): Promise<InspectionDetail> {
    const manager = this.unitOfWork.reading();
    const inspection = await this.findVisible('inspection.id', id, viewer);
    if (!inspection) throw new NotFound('The inspection');
    const agreement = await this.scope.describeForViewer(
      inspection.agreementId,
      inspection.startsOn ?? inspection.dueOn,
      viewer,
    );
    if (!agreement) throw new NotFound('The inspection');
    return {
      inspection,
      agreement,
      answersToday: await this.scope.answersToday(inspection.agreementId, viewer),
      team: (await this.year.findTeams([id])).get(id) ?? [],
      covers: (await this.year.findCoveredFindings([id])).get(id) ?? [],
      raised: await manager.find(Finding, {
        where: {
          inspectionId: id,
          // A draft is the inspection's own until its report is final.
          ...(!viewer.permissions.has('checklist.read') && { status: Not('draft' as const) }),
        },
        order: { number: 'ASC' },
      }),
      events: await manager.find(InspectionEvent, {
        where: { inspectionId: id },
        order: { recordedAt: 'ASC', id: 'ASC' },
      }),
    };
  }

  /** Where a number such as `INS-2013-0042` is shown; undefined when there is none that the viewer may see. */
  async pathOfNumber(number: string, viewer: Viewer): Promise<string | undefined> {
    const visit = await this.findVisible('inspection.number', number.toUpperCase(), viewer);
    return visit ? `/inspections/${visit.id}` : undefined;
  }

  /** The visits of one agreement that the viewer may see, latest first. */
  async findOfAgreement(agreementId: string, viewer: Viewer): Promise<Inspection[]> {
    const query = this.visibleTo(viewer).andWhere('inspection.agreementId = :agreementId', {
      agreementId,
    });
    const dayOf = (visit: Inspection): string => visit.startsOn ?? visit.dueOn ?? '';
    return (await query.getMany()).sort((a, b) => dayOf(b).localeCompare(dayOf(a)));
  }

  async isVisible(id: string, viewer: Viewer): Promise<boolean> {
    return (await this.findVisible('inspection.id', id, viewer)) !== null;
  }

  private findVisible(
    column: 'inspection.id' | 'inspection.number',
    value: string,
    viewer: Viewer,
  ): Promise<Inspection | null> {
    if (column === 'inspection.id' && !isId(value)) return Promise.resolve(null);
    return this.visibleTo(viewer).andWhere(`${column} = :value`, { value }).getOne();
  }

  private visibleTo(viewer: Viewer): SelectQueryBuilder<Inspection> {
    const query = this.unitOfWork
      .reading()
      .createQueryBuilder(Inspection, 'inspection')
      .where('1 = 1');
    limitVisits(query, viewer, this.clock.today(this.policy.timeZone));
    return query;
  }

  /**
   * Moves a visit to another first day, with its team. Reminders of the old date are cancelled and new ones planned.
   * @param version the version that the caller saw
   * @throws Stale (412), Conflict (409) when it is not scheduled or the team is elsewhere, InvalidRequest (400)
   */
  async reschedule(
    id: string,
    move: { startsOn: Day; reason: string },
    version: number,
    viewer: Viewer,
  ): Promise<Inspection> {
    await this.unitOfWork.run(async () => {
      const { inspection } = await this.find(id, viewer);
      await this.scope.mustAnswerToday(inspection.agreementId, viewer);
      if (inspection.version !== version) throw new Stale(publicFacts(inspection));
      if (inspection.status !== 'scheduled')
        throw new Conflict(
          'not-scheduled',
          `${inspection.number} is ${inspection.status}: only a scheduled visit can be moved.`,
        );
      const endsOn = this.lastDayOf(inspection, move.startsOn);
      const objection = await this.objectionToDays(inspection, move.startsOn);
      if (objection)
        throw new InvalidRequest([
          { pointer: '/startsOn', parameter: 'startsOn', detail: objection },
        ]);
      const { startsOn, reason } = move;
      await this.scheduling.move(inspection, { startsOn, endsOn, reason }, viewer.name);
    });
    return this.unitOfWork.reading().findOneByOrFail(Inspection, { id });
  }

  /** The last day of a visit that starts on a day, by the policy's work days. */
  lastDayOf(inspection: Inspection, startsOn: Day): Day {
    return lastDayOf(startsOn, this.policy[policyOf(inspection)].team.workDays);
  }

  /** What keeps a visit from starting on a day: the day itself, or where its team is then. */
  async objectionToDays(inspection: Inspection, startsOn: Day): Promise<string | null> {
    const endsOn = this.lastDayOf(inspection, startsOn);
    const team = await this.unitOfWork
      .reading()
      .findBy(InspectionTeamMember, { inspectionId: inspection.id });
    const positionIds = team.map(({ positionId }) => positionId);
    return objectionTo(startsOn, endsOn, this.clock.today(this.policy.timeZone), {
      visits: await this.otherVisitsOf(positionIds, inspection),
      absences: await this.absencesOf(positionIds, startsOn, endsOn),
    });
  }

  private async otherVisitsOf(
    positionIds: string[],
    inspection: Inspection,
  ): Promise<OtherVisit[]> {
    return this.unitOfWork
      .reading()
      .createQueryBuilder(InspectionTeamMember, 'member')
      .innerJoin(Inspection, 'visit', 'visit.id = member.inspectionId')
      .innerJoin(Position, 'position', 'position.id = member.positionId')
      .select('visit.number', 'number')
      .addSelect('visit.startsOn', 'startsOn')
      .addSelect('visit.endsOn', 'endsOn')
      .addSelect('position.title', 'position')
      .where({
        positionId: In(positionIds),
        inspectionId: Not(inspection.id),
      })
      .andWhere('visit.status IN (:...dated)', { dated: DATED_AHEAD })
      .orderBy('visit.startsOn')
      .getRawMany<OtherVisit>();
  }

  /** Leave on any of the days, of whoever holds the positions on it. */
  private async absencesOf(
    positionIds: string[],
    startsOn: Day,
    endsOn: Day,
  ): Promise<TeamAbsence[]> {
    return this.unitOfWork
      .reading()
      .createQueryBuilder(Occupancy, 'hold')
      .innerJoin(Leave, 'leave', 'leave.accountId = hold.accountId')
      .innerJoin(Position, 'position', 'position.id = hold.positionId')
      .select('position.title', 'position')
      .addSelect('leave.fromOn', 'fromOn')
      .addSelect('leave.untilOn', 'untilOn')
      .where({ positionId: In(positionIds) })
      .andWhere('leave.withdrawnAt IS NULL')
      .andWhere('leave.fromOn <= :endsOn AND leave.untilOn >= :startsOn', { startsOn, endsOn })
      .andWhere('hold.holdsFrom <= :endsOn AND hold.holdsFrom <= leave.untilOn')
      .andWhere(
        '(hold.holdsUntil IS NULL OR (hold.holdsUntil > :startsOn AND hold.holdsUntil > leave.fromOn))',
      )
      .orderBy('leave.fromOn')
      .addOrderBy('position.title')
      .getRawMany<TeamAbsence>();
  }
}

const policyOf = (inspection: Inspection): 'inspections' | 'focusReviews' =>
  inspection.kind === 'full' ? 'inspections' : 'focusReviews';

const publicFacts = (inspection: Inspection): Record<string, unknown> => ({
  number: inspection.number,
  startsOn: inspection.startsOn,
  endsOn: inspection.endsOn,
  status: inspection.status,
  reason: inspection.reason,
  version: inspection.version,
});
