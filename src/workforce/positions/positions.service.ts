import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThanOrEqual } from 'typeorm';
import { Account } from '../../identity/account.entity.js';
import { FieldOffice } from '../../offices/office.entity.js';
import { OfficesService } from '../../offices/offices.service.js';
import type { Day } from '../../platform/clock/calendar.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { Policy } from '../../platform/config/policy.js';
import { isId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { NotFound } from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { Occupancy, Position, type TeamRole } from '../position.entity.js';
import { coversModel } from '../qualification.rules.js';
import { Leave } from '../service-record.entity.js';
import { StaffService, type StaffedPosition } from '../staff.service.js';
import { type ScheduledVisit, WorkforceConsequences } from '../workforce-consequences.js';

/** What a list of positions is narrowed to. */
export interface PositionFilter {
  role?: TeamRole | undefined;
  isVacant?: boolean | undefined;
  /** Code of a program model that the holder may inspect or, where it is vacant, the position asks for. */
  model?: string | undefined;
}

/** A position as of a day. */
export interface PositionRow extends StaffedPosition {
  officeName: string;
  /** The leave of its holder that is on or comes first; null = none is known. */
  leaveAhead: Leave | null;
}

/** Somebody's hold on a position. */
export interface PositionHold {
  accountId: string;
  name: string;
  holdsFrom: Day;
  holdsUntil: Day | null;
}

export interface PositionDetail {
  position: Position;
  officeName: string;
  travelWeeksPerQuarter: number;
  /** As it is today; null when it does not exist today. */
  today: StaffedPosition | null;
  /** Whoever held it and will, the earliest first; those that never began are not among them. */
  holds: PositionHold[];
  /** Coming visits on whose days not one and the same person holds it. */
  concerned: ScheduledVisit[];
}

/** The positions of the Inspections Unit, as a viewer may see them. */
@Injectable()
export class PositionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly staff: StaffService,
    private readonly offices: OfficesService,
    private readonly consequences: WorkforceConsequences,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
  ) {}

  today(): Day {
    return this.clock.today(this.policy.timeZone);
  }

  /** The positions that exist on a day, by title with its numbers in order. */
  async findAsOf(day: Day, filter: PositionFilter, viewer: Viewer): Promise<PositionRow[]> {
    const names = new Map((await this.offices.list()).map(({ id, name }) => [id, name]));
    const positions = (await this.staff.findPositions(day)).filter(
      ({ homeOfficeId, role, holder, qualifications }) =>
        (viewer.officeId === null || homeOfficeId === viewer.officeId) &&
        (filter.role === undefined || role === filter.role) &&
        (filter.isVacant === undefined || (holder === null) === filter.isVacant) &&
        (filter.model === undefined || coversModel(qualifications, filter.model)),
    );
    const leaves = await this.unitOfWork.reading().find(Leave, {
      where: {
        accountId: In(positions.flatMap(({ holder }) => holder?.accountId ?? [])),
        withdrawnAt: IsNull(),
        untilOn: MoreThanOrEqual(day),
      },
      order: { fromOn: 'ASC' },
    });
    return positions
      .map((position) => ({
        ...position,
        officeName: names.get(position.homeOfficeId) ?? '',
        leaveAhead:
          leaves.find(({ accountId }) => accountId === position.holder?.accountId) ?? null,
      }))
      .sort((a, b) => (sortKeyOf(a) < sortKeyOf(b) ? -1 : 1));
  }

  /** @throws NotFound also when its home lies outside the viewer's field office */
  async find(id: string, viewer: Viewer): Promise<PositionDetail> {
    const position = await this.require(id, viewer);
    const office = await this.unitOfWork
      .reading()
      .findOneByOrFail(FieldOffice, { id: position.homeOfficeId });
    const today = this.today();
    const staffed = await this.staff.findPositions(today);
    return {
      position,
      officeName: office.name,
      travelWeeksPerQuarter:
        position.travelWeeksPerQuarter ?? this.policy.planning.travelWeeksPerQuarter,
      today: staffed.find((one) => one.id === id) ?? null,
      holds: await this.holdsOf(id),
      concerned: await this.consequences.visitsWithoutHolder(id, today),
    };
  }

  async require(id: string, viewer: Viewer): Promise<Position> {
    const position = isId(id) ? await this.unitOfWork.reading().findOneBy(Position, { id }) : null;
    if (!position || (viewer.officeId !== null && viewer.officeId !== position.homeOfficeId))
      throw new NotFound('The position');
    return position;
  }

  private async holdsOf(positionId: string): Promise<PositionHold[]> {
    return this.unitOfWork
      .reading()
      .createQueryBuilder(Occupancy, 'occupancy')
      .innerJoin(Account, 'account', 'account.id = occupancy.accountId')
      .select('occupancy.accountId', 'accountId')
      .addSelect('account.displayName', 'name')
      .addSelect('occupancy.holdsFrom', 'holdsFrom')
      .addSelect('occupancy.holdsUntil', 'holdsUntil')
      .where('occupancy.positionId = :positionId', { positionId })
      .andWhere('(occupancy.holdsUntil IS NULL OR occupancy.holdsUntil > occupancy.holdsFrom)')
      .orderBy('occupancy.holdsFrom')
      .getRawMany<PositionHold>();
  }
}

/** By which a list of titles is in order: "Inspector 2" stands before "Inspector 10". */
export const sortKeyOf = ({ title, id }: { title: string; id: string }): string =>
  `${title.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(9, '0'))} ${id}`;
