import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull, LessThanOrEqual } from 'typeorm';
import { BusinessClock } from '../platform/clock/clock.js';
import type { Day, Moment } from '../platform/clock/calendar.js';
import { newId } from '../platform/db/id.js';
import { insertOnce } from '../platform/db/insert-once.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { officeFor } from './area.rules.js';
import { planAssignment } from './assignment.rules.js';
import { AreaOfResponsibility, FieldOffice, OfficeAssignment } from './office.entity.js';

/** An agency to which an office is to be assigned. */
export interface PlacedAgency {
  agencyId: string;
  /** Two-letter code. */
  state: string;
  county: string | null;
  holdsFrom: Day;
}

@Injectable()
export class OfficesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: BusinessClock,
  ) {}

  /** All field offices, by name. */
  async list(): Promise<FieldOffice[]> {
    return this.unitOfWork.reading().find(FieldOffice, { order: { name: 'ASC' } });
  }

  /** Today's map: who answers for which state, or county of it. */
  async areas(): Promise<AreaOfResponsibility[]> {
    return this.unitOfWork.reading().find(AreaOfResponsibility, {
      order: { state: 'ASC', county: 'ASC' },
    });
  }

  /** The office of an id or a name, whatever the case of its letters. */
  async find(idOrName: string): Promise<FieldOffice | undefined> {
    const wanted = idOrName.toLowerCase();
    const offices = await this.list();
    return offices.find((office) => office.id === wanted || office.name.toLowerCase() === wanted);
  }

  /**
   * Which offices answered for an agency, and how that is known, oldest assignment first.
   * @param knownAt as the register knew it at that moment; as it does now, if absent
   */
  async assignmentsOf(agencyId: string, knownAt?: Moment): Promise<OfficeAssignment[]> {
    const assignments = await this.unitOfWork.reading().find(OfficeAssignment, {
      where:
        knownAt === undefined
          ? { agencyId, supersededAt: IsNull() }
          : { agencyId, recordedAt: LessThanOrEqual(knownAt) },
      order: { holdsFrom: 'ASC' },
    });
    return assignments.filter(
      ({ supersededAt }) =>
        supersededAt === null || (knownAt !== undefined && supersededAt > knownAt),
    );
  }

  /**
   * An office answers for an agency from a day on; earlier days keep theirs.
   * @returns the office that answered on that day before, null if none did; undefined when nothing changes
   */
  async assign(
    manager: EntityManager,
    move: { agencyId: string; officeId: string; from: Day; basis: string },
  ): Promise<string | null | undefined> {
    const { agencyId, officeId, from, basis } = move;
    const plan = planAssignment(
      await manager.findBy(OfficeAssignment, { agencyId, supersededAt: IsNull() }),
      officeId,
      from,
    );
    if (!plan) return undefined;
    const now = this.clock.moment();
    const former = plan.end ?? plan.replace;
    if (former) await manager.update(OfficeAssignment, { id: former.id }, { supersededAt: now });
    if (plan.end)
      await manager.insert(OfficeAssignment, {
        id: newId(),
        agencyId,
        officeId: plan.end.officeId,
        holdsFrom: plan.end.holdsFrom,
        holdsUntil: from,
        basis: plan.end.basis,
        recordedAt: now,
        supersededAt: null,
      });
    await manager.insert(OfficeAssignment, {
      id: newId(),
      agencyId,
      ...plan.add,
      basis,
      recordedAt: now,
      supersededAt: null,
    });
    return (plan.end ?? plan.replace)?.officeId ?? null;
  }

  /**
   * Assigns to each agency the office that answers for its state or county on today's map, as a dated fact. An agency
   * that has an assignment keeps it; one in a place that the map leaves out gets none.
   * @param basis why the map is taken, as every screen says
   */
  async assignByMap(
    manager: EntityManager,
    agencies: PlacedAgency[],
    basis: string,
  ): Promise<void> {
    const areas = await manager.find(AreaOfResponsibility);
    const assigned = await manager.find(OfficeAssignment, {
      where: {
        agencyId: In(agencies.map((agency) => agency.agencyId)),
        supersededAt: IsNull(),
      },
    });
    const hasOffice = new Set(assigned.map((assignment) => assignment.agencyId));
    const recordedAt = this.clock.moment();
    const assignments = agencies.flatMap((agency) => {
      const officeId = officeFor(agency, areas);
      if (!officeId || hasOffice.has(agency.agencyId)) return [];
      const { agencyId, holdsFrom } = agency;
      return [
        {
          id: newId(),
          agencyId,
          officeId,
          holdsFrom,
          holdsUntil: null,
          basis,
          recordedAt,
          supersededAt: null,
        },
      ];
    });
    await insertOnce(manager, OfficeAssignment, assignments);
  }
}
