import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import type { FieldChange } from '../audit/audit-chain.rules.js';
import { type Day, planYearOf } from '../platform/clock/calendar.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { newId } from '../platform/db/id.js';
import { insertAll, updateEach } from '../platform/db/insert-once.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { Stale } from '../platform/http/problem.js';
import { nextNumbers } from '../platform/installation/installation.js';
import { Doorbell } from '../platform/queue/doorbell.js';
import { Position, type TeamRole } from '../workforce/position.entity.js';
import { InspectionObligation } from './inspection-obligation.entity.js';
import { Inspection, InspectionEvent, InspectionTeamMember } from './inspection.entity.js';

/** When a visit is, who goes, and why so. */
export interface VisitPlace {
  startsOn: Day;
  endsOn: Day;
  team: readonly { positionId: string; role: TeamRole }[];
  reason: string;
}

/** What a full inspection meets. */
export type OwedInspection = Pick<InspectionObligation, 'id' | 'agreementId' | 'dueOn'>;

/** A full inspection that is to be made. */
export interface InspectionOrder {
  obligation: OwedInspection;
  place: VisitPlace;
  isSample: boolean;
}

/** What happened to a visit, and by whom. */
type VisitNote = Pick<InspectionEvent, 'event' | 'from' | 'to' | 'reason'> & {
  onDay?: Day;
  by: string;
};

const membersOf = (
  { id: inspectionId }: Pick<Inspection, 'id'>,
  team: VisitPlace['team'],
): InspectionTeamMember[] =>
  team.map(({ positionId, role }) => ({ id: newId(), inspectionId, positionId, role }));

/**
 * Writes down when visits are and who goes: the one place that does, whoever decided it (the daily scheduler, a plan that is
 * approved, somebody by hand). Each write is guarded by the visit's version, noted in its history and audited, in the
 * caller's unit of work. Whether it should be so is for the caller to know.
 */
@Injectable()
export class VisitScheduling {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
    private readonly doorbell: Doorbell,
    private readonly audit: AuditTrail,
  ) {}

  /** A full inspection that meets an obligation, with its week and team. */
  async createInspection(
    obligation: OwedInspection,
    place: VisitPlace,
    of: { by: string; isSample: boolean },
  ): Promise<Inspection> {
    const { by, isSample } = of;
    const [visit] = await this.createInspections([{ obligation, place, isSample }], by);
    if (!visit) throw new Error('no inspection was made');
    return visit;
  }

  /**
   * Full inspections that meet obligations, any number in a few statements: a plan of a large year makes more than a
   * thousand at once, and on SQLite nobody else writes meanwhile.
   * @returns them in the order of what was asked for
   */
  createInspections(orders: readonly InspectionOrder[], by: string): Promise<Inspection[]> {
    return this.unitOfWork.run(async (manager) => {
      const numbers = await this.numbersFor(manager, orders);
      const createdAt = this.clock.moment();
      const placed = orders.map(({ obligation, place, isSample }, index) => {
        const visit = Object.assign(new Inspection(), {
          id: newId(),
          number: numbers[index] ?? '',
          kind: 'full' as const,
          agreementId: obligation.agreementId,
          obligationId: obligation.id,
          fiscalYear: planYearOf(place.startsOn),
          dueOn: obligation.dueOn,
          startsOn: place.startsOn,
          endsOn: place.endsOn,
          releaseOn: null,
          status: 'scheduled' as const,
          reportedOn: null,
          reason: place.reason,
          isSample,
          createdAt,
          version: 1,
        });
        return { visit, place };
      });
      const visits = placed.map(({ visit }) => visit);
      await insertAll(manager, Inspection, visits);
      await updateEach(
        manager,
        InspectionObligation,
        orders.map(({ obligation: { id } }) => ({ id, unscheduledReason: null })),
      );
      await insertAll(
        manager,
        InspectionTeamMember,
        placed.flatMap(({ visit, place }) => membersOf(visit, place.team)),
      );
      await insertAll(
        manager,
        InspectionEvent,
        placed.map(({ visit, place }) => this.eventOf(visit, this.scheduledNote(visit, place, by))),
      );
      for (const { visit, place } of placed) await this.recordScheduled(visit, place);
      return visits;
    });
  }

  /** The next numbers of the years of the visits, in the order of the visits. */
  private async numbersFor(
    manager: EntityManager,
    orders: readonly InspectionOrder[],
  ): Promise<string[]> {
    const series = orders.map(({ place }) => `INS-${planYearOf(place.startsOn)}`);
    const numbers = new Map<string, string[]>();
    for (const one of new Set(series)) {
      const count = series.filter((other) => other === one).length;
      numbers.set(one, await nextNumbers(manager, one, count));
    }
    return series.map((one) => numbers.get(one)?.shift() ?? '');
  }

  /**
   * Gives a visit its week and team that has none: a focus review that was ordered, or a visit that was postponed.
   * @throws Stale (412) when it changed meanwhile
   */
  giveDates(visit: Inspection, place: VisitPlace, by: string): Promise<void> {
    return this.unitOfWork.run(async (manager) => {
      const { startsOn, endsOn, reason } = place;
      await this.change(manager, visit, {
        startsOn,
        endsOn,
        fiscalYear: planYearOf(startsOn),
        status: 'scheduled',
        reason,
      });
      await manager.delete(InspectionTeamMember, { inspectionId: visit.id });
      await this.addTeam(manager, visit, place.team);
      await this.noteScheduled(manager, visit, place, by);
      this.doorbell.ring('reminders.plan');
    });
  }

  /**
   * Moves a visit to other days, with its team. Reminders of the old date are cancelled and new ones planned.
   * @throws Stale (412) when it changed meanwhile
   */
  move(
    visit: Inspection,
    { startsOn, endsOn, reason }: Omit<VisitPlace, 'team'>,
    by: string,
  ): Promise<void> {
    return this.unitOfWork.run(async (manager) => {
      const fiscalYear = planYearOf(startsOn);
      await this.change(manager, visit, { startsOn, endsOn, fiscalYear, reason });
      await this.note(manager, visit, {
        event: 'rescheduled',
        from: visit.startsOn,
        to: startsOn,
        reason,
        by,
      });
      await this.record('inspection.rescheduled', visit, reason, [
        { field: 'startsOn', before: visit.startsOn, after: startsOn },
        { field: 'endsOn', before: visit.endsOn, after: endsOn },
      ]);
      this.doorbell.ring('reminders.plan');
    });
  }

  /**
   * Gives a visit another team.
   * @throws Stale (412) when it changed meanwhile
   */
  changeTeam(
    visit: Inspection,
    { team, reason }: Pick<VisitPlace, 'team' | 'reason'>,
    by: string,
  ): Promise<void> {
    return this.unitOfWork.run(async (manager) => {
      const before = await manager.findBy(InspectionTeamMember, { inspectionId: visit.id });
      const [from, to] = [await this.teamText(manager, before), await this.teamText(manager, team)];
      await this.change(manager, visit, {});
      await manager.delete(InspectionTeamMember, { inspectionId: visit.id });
      await this.addTeam(manager, visit, team);
      await this.note(manager, visit, { event: 'team-changed', from, to, reason, by });
      await this.record('inspection.team-changed', visit, reason, [
        { field: 'team', before: from, after: to },
      ]);
      this.doorbell.ring('reminders.plan');
    });
  }

  /**
   * Takes a visit's days from it: it stays owed, and waits for others.
   * @throws Stale (412) when it changed meanwhile
   */
  postpone(visit: Inspection, reason: string, by: string): Promise<void> {
    return this.unitOfWork.run(async (manager) => {
      await this.change(manager, visit, {
        status: 'postponed',
        startsOn: null,
        endsOn: null,
        reason,
      });
      await this.note(manager, visit, {
        event: 'postponed',
        onDay: this.clock.today(this.policy.timeZone),
        from: visit.status,
        to: 'postponed',
        reason,
        by,
      });
      await this.record('inspection.postponed', visit, reason, [
        { field: 'status', before: visit.status, after: 'postponed' },
        { field: 'startsOn', before: visit.startsOn, after: null },
        { field: 'endsOn', before: visit.endsOn, after: null },
      ]);
      this.doorbell.ring('reminders.plan');
    });
  }

  private async noteScheduled(
    manager: EntityManager,
    visit: Inspection,
    place: VisitPlace,
    by: string,
  ): Promise<void> {
    await this.recordScheduled(visit, place);
    await this.note(manager, visit, this.scheduledNote(visit, place, by));
  }

  private recordScheduled(
    visit: Inspection,
    { startsOn, endsOn, reason }: VisitPlace,
  ): Promise<void> {
    return this.record('inspection.scheduled', visit, reason, [
      { field: 'startsOn', before: null, after: startsOn },
      { field: 'endsOn', before: null, after: endsOn },
    ]);
  }

  private scheduledNote(
    { status }: Inspection,
    { startsOn, reason }: VisitPlace,
    by: string,
  ): VisitNote {
    return {
      event: 'scheduled',
      // A step of the life cycle carries its day and the statuses; the first date of a visit is none.
      ...(status === 'postponed'
        ? { onDay: this.clock.today(this.policy.timeZone), from: status, to: 'scheduled' }
        : { from: null, to: startsOn }),
      reason,
      by,
    };
  }

  private async change(
    manager: EntityManager,
    { id, version, number, startsOn, endsOn, status, reason }: Inspection,
    change: Partial<Inspection>,
  ): Promise<void> {
    const { affected } = await manager.update(
      Inspection,
      { id, version },
      { ...change, version: version + 1 },
    );
    if (affected !== 1) throw new Stale({ number, startsOn, endsOn, status, reason, version });
  }

  private async addTeam(
    manager: EntityManager,
    visit: Pick<Inspection, 'id'>,
    team: VisitPlace['team'],
  ): Promise<void> {
    await manager.insert(InspectionTeamMember, membersOf(visit, team));
  }

  private async note(
    manager: EntityManager,
    visit: Pick<Inspection, 'id'>,
    note: VisitNote,
  ): Promise<void> {
    await manager.insert(InspectionEvent, this.eventOf(visit, note));
  }

  private eventOf({ id: inspectionId }: Pick<Inspection, 'id'>, note: VisitNote): InspectionEvent {
    const { by, onDay = null, ...event } = note;
    return {
      id: newId(),
      inspectionId,
      ...event,
      onDay,
      recordedAt: this.clock.moment(),
      recordedBy: by,
    };
  }

  private record(
    action: string,
    { id, number, agreementId }: Pick<Inspection, 'id' | 'number' | 'agreementId'>,
    reason: string,
    changes: FieldChange[],
  ): Promise<void> {
    const subject = { type: 'inspection', id, label: number };
    return this.audit.record({ action, subject, contextId: agreementId, changes, reason });
  }

  private async teamText(
    manager: EntityManager,
    team: readonly { positionId: string; role: TeamRole }[],
  ): Promise<string> {
    const titles = new Map(
      (await manager.find(Position)).map(({ id, title }) => [id, title] as const),
    );
    const leadersFirst = [...team].sort(
      (a, b) => Number(b.role === 'leader') - Number(a.role === 'leader'),
    );
    return leadersFirst.map(({ positionId }) => titles.get(positionId) ?? positionId).join(', ');
  }
}
