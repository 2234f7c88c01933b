import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThan, LessThanOrEqual, MoreThanOrEqual } from 'typeorm';
import { Account } from '../identity/account.entity.js';
import { FieldOffice } from '../offices/office.entity.js';
import { addDays, type Day, earlierOf, laterOf } from '../platform/clock/calendar.js';
import { Policy } from '../platform/config/policy.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import {
  type Hold,
  holdersFrom,
  type LaterModels,
  laterModels,
  unavailableWeeks,
  type UnavailableWeek,
  workWeeks,
} from './capacity.rules.js';
import { Occupancy, Position, type TeamRole } from './position.entity.js';
import { modelsOf, standingQualifications } from './qualified-people.js';
import { ConflictOfInterest, Leave } from './service-record.entity.js';
import { doOverlap, sharedSpan, type Span } from './spans.rules.js';

/** Somebody who holds a position after somebody else. */
export interface Successor {
  accountId: string;
  name: string;
  /** The first day on which they hold it. */
  from: Day;
}

/** A position that a plan may send out, with whoever holds it. */
export interface PlannablePerson {
  positionId: string;
  /** "Inspector 3" */
  title: string;
  role: TeamRole;
  /** Whoever holds it on the first day that is planned for, or the first to hold it later; null = nobody does. */
  holder: { accountId: string; name: string } | null;
  /** Who holds it after them in the time that is planned for, the earliest first. */
  successors: Successor[];
  isSample: boolean;
  /** Codes of the program models that the holder may inspect on that day; of a vacant position, what it asks for. */
  models: string[];
  /** From which weeks on it is something else. */
  later: LaterModels[];
  homeOfficeId: string;
  /** Of the home office, in degrees. */
  latitude: number;
  longitude: number;
  /** In which whoever holds it cannot travel. */
  unavailable: UnavailableWeek[];
  travelWeeksPerQuarter: number;
}

/** Somebody must not inspect an agency in a position that they hold. */
export interface PositionConflict extends Span {
  accountId: string;
  positionId: string;
  agencyId: string;
  reason: string;
}

type NamedHold = Hold & { positionId: string; name: string };

/** What planning may count with: who travels when, and who must not go where. */
@Injectable()
export class CapacityService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly policy: Policy,
  ) {}

  /**
   * The positions that exist at some time in a span of weeks, by title; vacant ones too, without a week to travel in.
   * @param from the first day that is planned for: who holds a position then, and what they may inspect
   * @throws Error when `firstMonday` is no Monday
   */
  async findCapacity(firstMonday: Day, weeks: number, from: Day): Promise<PlannablePerson[]> {
    const span = workWeeks(firstMonday, weeks);
    const end = addDays(firstMonday, 7 * weeks);
    const manager = this.unitOfWork.reading();
    const positions = (
      await manager.find(Position, {
        where: { establishedOn: LessThan(end) },
        order: { title: 'ASC' },
      })
    ).filter(({ abolishedOn }) => abolishedOn === null || abolishedOn > firstMonday);
    const holds = await this.findHolds({
      holdsFrom: earlierOf(firstMonday, from),
      holdsUntil: laterOf(end, addDays(from, 1)),
    });
    const accountIds = [...new Set(holds.map(({ accountId }) => accountId))];
    const qualifications = await standingQualifications(manager, accountIds);
    const leaves = await manager.find(Leave, {
      where: {
        accountId: In(accountIds),
        withdrawnAt: IsNull(),
        fromOn: LessThan(end),
        untilOn: MoreThanOrEqual(firstMonday),
      },
    });
    const offices = new Map(
      (await manager.find(FieldOffice)).map((office) => [office.id, placeOf(office)]),
    );
    return positions.flatMap((position) => {
      const { establishedOn, abolishedOn } = position;
      const place = offices.get(position.homeOfficeId);
      if (!place) return [];
      const own = holds.filter(({ positionId }) => positionId === position.id);
      const holders = holdersFrom(own, from, end);
      const [holder, ...successors] = holders;
      const countedOn = laterOf(from, holder?.holdsFrom ?? from);
      const models = holder
        ? modelsOf(qualifications, holder.accountId, countedOn)
        : position.qualifications;
      return [
        {
          positionId: position.id,
          title: position.title,
          role: position.role,
          holder: holder ? { accountId: holder.accountId, name: holder.name } : null,
          successors: successors.map(({ accountId, name, holdsFrom }) => ({
            ...{ accountId, name, from: holdsFrom },
          })),
          isSample: position.isSample,
          models,
          later: laterModels(models, holders, span, countedOn, (accountId, day) =>
            modelsOf(qualifications, accountId, day),
          ),
          homeOfficeId: position.homeOfficeId,
          ...place,
          unavailable: unavailableWeeks({ establishedOn, abolishedOn, holds: own }, leaves, span),
          travelWeeksPerQuarter:
            position.travelWeeksPerQuarter ?? this.policy.planning.travelWeeksPerQuarter,
        },
      ];
    });
  }

  /**
   * The conflicts of interest of whoever holds a position at some time between two days, for each hold: with the days on
   * which both hold.
   * @param until the last day
   */
  async findConflicts(from: Day, until: Day): Promise<PositionConflict[]> {
    const span = { holdsFrom: from, holdsUntil: addDays(until, 1) };
    const conflicts = (
      await this.unitOfWork.reading().find(ConflictOfInterest, {
        where: { withdrawnAt: IsNull(), holdsFrom: LessThanOrEqual(until) },
        order: { holdsFrom: 'ASC', id: 'ASC' },
      })
    ).filter((conflict) => doOverlap(conflict, span));
    const holds = await this.findHolds(span);
    return conflicts.flatMap((conflict) => {
      const { accountId, agencyId, reason } = conflict;
      return holds
        .filter((hold) => hold.accountId === accountId && doOverlap(hold, conflict))
        .map((hold) => ({
          ...{ accountId, positionId: hold.positionId, agencyId, reason },
          ...sharedSpan(hold, conflict),
        }));
    });
  }

  /** Who active holds which position at some time in a span, the earliest first. */
  private async findHolds({ holdsFrom, holdsUntil }: Span): Promise<NamedHold[]> {
    const query = this.unitOfWork
      .reading()
      .createQueryBuilder(Occupancy, 'occupancy')
      .innerJoin(Account, 'account', 'account.id = occupancy.accountId')
      .select('occupancy.positionId', 'positionId')
      .addSelect('occupancy.accountId', 'accountId')
      .addSelect('occupancy.holdsFrom', 'holdsFrom')
      .addSelect('occupancy.holdsUntil', 'holdsUntil')
      .addSelect('account.displayName', 'name')
      .where('account.isActive = :active', { active: true })
      .andWhere('(occupancy.holdsUntil IS NULL OR occupancy.holdsUntil > :holdsFrom)', {
        holdsFrom,
      })
      .andWhere('(occupancy.holdsUntil IS NULL OR occupancy.holdsUntil > occupancy.holdsFrom)');
    if (holdsUntil !== null) query.andWhere('occupancy.holdsFrom < :holdsUntil', { holdsUntil });
    return query.orderBy('occupancy.holdsFrom').addOrderBy('occupancy.id').getRawMany<NamedHold>();
  }
}

/** @throws Error for an office of before the reference data was installed */
function placeOf({ name, latitude, longitude }: FieldOffice): {
  latitude: number;
  longitude: number;
} {
  if (latitude === null || longitude === null)
    throw new Error(`the field office ${name} has no place: install the reference data`);
  return { latitude, longitude };
}
