import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Account } from '../../identity/account.entity.js';
import type { Day } from '../../platform/clock/calendar.js';
import { isId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { NotFound } from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { Agency } from '../../registry/agreement.entity.js';
import { Occupancy, Position, ROLE_OF } from '../position.entity.js';
import { PositionsService, sortKeyOf } from '../positions/positions.service.js';
import {
  ConflictOfInterest,
  Leave,
  Qualification,
  type ServiceRecord,
  Training,
} from '../service-record.entity.js';
import { holdsOn, isEmpty, type Span } from '../spans.rules.js';
import { type ScheduledVisit, WorkforceConsequences } from '../workforce-consequences.js';

/** A hold on a position, as its person sees it. */
export interface HeldPosition extends Span {
  positionId: string;
  title: string;
}

export interface TrainingRow {
  training: Training;
  /** Who was trained. */
  inspectorName: string;
  leaderName: string;
}

export interface ConflictRow {
  conflict: ConflictOfInterest;
  agencyName: string;
  state: string;
}

/** Somebody of the Inspections Unit; what was withdrawn is there too, and says so. */
export interface PersonRecord {
  person: Account;
  today: Day;
  /** The earliest first. */
  holds: HeldPosition[];
  qualifications: Qualification[];
  received: TrainingRow[];
  given: TrainingRow[];
  leaves: Leave[];
  conflicts: ConflictRow[];
  /** Visits that they are to go on. */
  visits: ScheduledVisit[];
  /** Goes up with every change of what stands here. */
  version: number;
}

export interface PersonRow {
  person: Account;
  /** What they hold today. */
  position: HeldPosition | null;
}

const UNIT_ROLES = Object.values(ROLE_OF);

/** The people who hold positions, or could: what is on record of their service. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly positions: PositionsService,
    private readonly consequences: WorkforceConsequences,
  ) {}

  today(): Day {
    return this.positions.today();
  }

  /** The active people of the unit, by name with its numbers in order. */
  async findAll(viewer: Viewer): Promise<PersonRow[]> {
    const today = this.positions.today();
    const people = await this.unitOfWork.reading().findBy(Account, {
      kind: 'person',
      isActive: true,
      role: In(UNIT_ROLES),
    });
    const holds = await this.holdsOf(people.map(({ id }) => id));
    return people
      .filter(({ id }) => isWithin(viewer, holds, id))
      .map((person) => ({
        person,
        position:
          holds.find((hold) => hold.accountId === person.id && holdsOn(hold, today)) ?? null,
      }))
      .sort((a, b) => (personKeyOf(a.person) < personKeyOf(b.person) ? -1 : 1));
  }

  /** @throws NotFound for whoever is not of the unit, or outside of the viewer's field office */
  async require(id: string, viewer: Viewer): Promise<Account> {
    const person = isId(id)
      ? await this.unitOfWork.reading().findOneBy(Account, { id, kind: 'person' })
      : null;
    const holds = person ? await this.holdsOf([id]) : [];
    const isOfUnit = person && (UNIT_ROLES.includes(person.role) || holds.length > 0);
    if (!isOfUnit || !(id === viewer.accountId || isWithin(viewer, holds, id)))
      throw new NotFound('The person');
    return person;
  }

  /** @throws NotFound (404) */
  async find(id: string, viewer: Viewer): Promise<PersonRecord> {
    const person = await this.require(id, viewer);
    const manager = this.unitOfWork.reading();
    const today = this.positions.today();
    const holds = await this.holdsOf([id]);
    const qualifications = await manager.find(Qualification, {
      where: { accountId: id },
      order: { holdsFrom: 'ASC', id: 'ASC' },
    });
    const trainings = await manager.find(Training, {
      where: [{ accountId: id }, { leaderId: id }],
      order: { fromOn: 'ASC', id: 'ASC' },
    });
    const leaves = await manager.find(Leave, {
      where: { accountId: id },
      order: { fromOn: 'ASC', id: 'ASC' },
    });
    const conflicts = await manager.find(ConflictOfInterest, {
      where: { accountId: id },
      order: { holdsFrom: 'ASC', id: 'ASC' },
    });
    const rows = await this.withNames(trainings);
    return {
      person,
      today,
      holds: holds.filter((hold) => !isEmpty(hold)),
      qualifications,
      received: rows.filter(({ training }) => training.accountId === id),
      given: rows.filter(({ training }) => training.leaderId === id),
      leaves,
      conflicts: await this.withAgencies(conflicts),
      visits: await this.consequences.comingVisitsOf(id, today),
      version:
        person.version +
        [...qualifications, ...trainings, ...leaves, ...conflicts].reduce(
          (sum, { version }: ServiceRecord) => sum + version,
          holds.reduce((sum, { positionVersion }) => sum + positionVersion, 0),
        ),
    };
  }

  private async withNames(trainings: Training[]): Promise<TrainingRow[]> {
    const people = await this.unitOfWork.reading().findBy(Account, {
      id: In(trainings.flatMap(({ accountId, leaderId }) => [accountId, leaderId])),
    });
    const names = new Map(people.map(({ id, displayName }) => [id, displayName]));
    return trainings.map((training) => ({
      training,
      inspectorName: names.get(training.accountId) ?? '',
      leaderName: names.get(training.leaderId) ?? '',
    }));
  }

  private async withAgencies(conflicts: ConflictOfInterest[]): Promise<ConflictRow[]> {
    const agencies = await this.unitOfWork
      .reading()
      .findBy(Agency, { id: In(conflicts.map(({ agencyId }) => agencyId)) });
    return conflicts.map((conflict) => {
      const agency = agencies.find(({ id }) => id === conflict.agencyId);
      return { conflict, agencyName: agency?.name ?? '', state: agency?.state ?? '' };
    });
  }

  private async holdsOf(accountIds: readonly string[]): Promise<HoldOfPerson[]> {
    if (accountIds.length === 0) return [];
    return this.unitOfWork
      .reading()
      .createQueryBuilder(Occupancy, 'occupancy')
      .innerJoin(Position, 'position', 'position.id = occupancy.positionId')
      .select('occupancy.accountId', 'accountId')
      .addSelect('occupancy.positionId', 'positionId')
      .addSelect('position.title', 'title')
      .addSelect('position.homeOfficeId', 'homeOfficeId')
      .addSelect('position.version', 'positionVersion')
      .addSelect('occupancy.holdsFrom', 'holdsFrom')
      .addSelect('occupancy.holdsUntil', 'holdsUntil')
      .where('occupancy.accountId IN (:...accountIds)', { accountIds: [...accountIds] })
      .orderBy('occupancy.holdsFrom')
      .getRawMany<HoldOfPerson>();
  }
}

type HoldOfPerson = HeldPosition & {
  accountId: string;
  homeOfficeId: string;
  positionVersion: number;
};

/** Whoever is limited to a field office sees the people who work from it. */
const isWithin = ({ officeId }: Viewer, holds: readonly HoldOfPerson[], id: string): boolean =>
  officeId === null ||
  holds.some(({ accountId, homeOfficeId }) => accountId === id && homeOfficeId === officeId);

/** By which a list of people is in order. */
export const personKeyOf = ({ displayName, id }: Account): string =>
  sortKeyOf({ title: displayName, id });
