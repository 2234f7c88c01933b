import { Injectable } from '@nestjs/common';
import { Account } from '../identity/account.entity.js';
import type { Day } from '../platform/clock/calendar.js';
import { Policy } from '../platform/config/policy.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { Occupancy, Position, type TeamRole } from './position.entity.js';
import { modelsOf, standingQualifications } from './qualified-people.js';

/** A position on a day, with whoever holds it. */
export interface StaffedPosition {
  id: string;
  title: string;
  role: TeamRole;
  /** Codes of the program models that its holder may inspect that day; of a vacant one, what it asks for. */
  qualifications: string[];
  homeOfficeId: string;
  travelWeeksPerQuarter: number;
  isSample: boolean;
  /** Null = vacant, or nobody active holds it. */
  holder: { accountId: string; name: string } | null;
}

/** The positions of the Inspections Unit, and who holds them. */
@Injectable()
export class StaffService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly policy: Policy,
  ) {}

  /** Every position that exists on a day, by title. */
  async findPositions(day: Day): Promise<StaffedPosition[]> {
    const manager = this.unitOfWork.reading();
    const positions = await manager
      .createQueryBuilder(Position, 'position')
      .where('position.establishedOn <= :day', { day })
      .andWhere('(position.abolishedOn IS NULL OR position.abolishedOn > :day)', { day })
      .orderBy('position.title')
      .getMany();
    const holders = await manager
      .createQueryBuilder(Occupancy, 'occupancy')
      .innerJoin(Account, 'account', 'account.id = occupancy.accountId')
      .select('occupancy.positionId', 'positionId')
      .addSelect('account.id', 'accountId')
      .addSelect('account.displayName', 'name')
      .where('account.isActive = :active', { active: true })
      .andWhere('occupancy.holdsFrom <= :day', { day })
      .andWhere('(occupancy.holdsUntil IS NULL OR occupancy.holdsUntil > :day)', { day })
      .getRawMany<{ positionId: string; accountId: string; name: string }>();
    const holderOf = new Map(holders.map(({ positionId, ...holder }) => [positionId, holder]));
    const qualifications = await standingQualifications(
      manager,
      holders.map(({ accountId }) => accountId),
    );
    return positions.map((position) => {
      const holder = holderOf.get(position.id) ?? null;
      return {
        id: position.id,
        title: position.title,
        role: position.role,
        qualifications: holder
          ? modelsOf(qualifications, holder.accountId, day)
          : position.qualifications,
        homeOfficeId: position.homeOfficeId,
        travelWeeksPerQuarter:
          position.travelWeeksPerQuarter ?? this.policy.planning.travelWeeksPerQuarter,
        isSample: position.isSample,
        holder,
      };
    });
  }
}
