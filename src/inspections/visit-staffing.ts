import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThanOrEqual } from 'typeorm';
import { addDays, type Day, laterOf } from '../platform/clock/calendar.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { type AgreementOnDay, RegistryReader } from '../registry/registry-reader.js';
import { openOccupancies } from '../workforce/open-occupancies.js';
import type { Occupancy } from '../workforce/position.entity.js';
import { coversModel } from '../workforce/qualification.rules.js';
import { ConflictOfInterest, Leave } from '../workforce/service-record.entity.js';
import { StaffService, type StaffedPosition } from '../workforce/staff.service.js';
import { Inspection, InspectionTeamMember } from './inspection.entity.js';
import { BEFORE_FIELD_WORK, TAKING_DAYS } from './life-cycle/life-cycle.rules.js';
import {
  type Colleague,
  type OpenPlace,
  type Replacement,
  replacementsFor,
  type Travel,
} from './visit-staffing.rules.js';

/** Somebody's place in the team of a visit that is not over. */
export interface TeamPlace {
  member: InspectionTeamMember;
  visit: Inspection;
  agreement: AgreementOnDay | undefined;
  team: InspectionTeamMember[];
  /** Their hold on the position. */
  occupancyId: string;
}

/** Longer than any quarter: visits before it use up none of its travel weeks. */
const LONGEST_QUARTER_DAYS = 14 * 7;

/** Who is in the teams of the coming visits, and who could take somebody's place. */
@Injectable()
export class VisitStaffing {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: RegistryReader,
    private readonly staff: StaffService,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
  ) {}

  /** The places that somebody has through their positions, by first day. */
  async placesOf(accountId: string): Promise<TeamPlace[]> {
    const manager = this.unitOfWork.reading();
    const today = this.today();
    const open = await openOccupancies(manager, today);
    const own = open.filter((occupancy) => occupancy.accountId === accountId);
    if (own.length === 0) return [];
    const visits = await manager
      .createQueryBuilder(Inspection, 'visit')
      .innerJoin(InspectionTeamMember, 'member', 'member.inspectionId = visit.id')
      .where('member.positionId IN (:...held)', { held: own.map((held) => held.positionId) })
      .andWhere('visit.status IN (:...open)', { open: [...BEFORE_FIELD_WORK, 'in-field'] })
      .andWhere('(visit.endsOn IS NULL OR visit.endsOn >= :today)', { today })
      .orderBy('visit.startsOn')
      .addOrderBy('visit.number')
      .getMany();
    const teams = await this.teamsOf(visits.map(({ id }) => id));
    const agreements = await this.registry.findByIds(
      visits.map(({ agreementId }) => agreementId),
      today,
    );
    return visits.flatMap((visit) => {
      const team = teams.filter(({ inspectionId }) => inspectionId === visit.id);
      const day = laterOf(today, visit.startsOn ?? today);
      return team.flatMap((member) => {
        const held = own.find(({ positionId }) => positionId === member.positionId);
        if (!held || isHeldByOther(open, held, day)) return [];
        const agreement = agreements.get(visit.agreementId);
        return [{ member, visit, agreement, team, occupancyId: held.id }];
      });
    });
  }

  /** Who might take each place, by the id of its team member. */
  async replacements(places: readonly TeamPlace[]): Promise<Map<string, Replacement[]>> {
    const positions = await this.staff.findPositions(this.today());
    const colleagues = await this.colleagues(positions);
    return new Map(
      places.map((place) => {
        const open = openPlace(place, positions);
        return [place.member.id, open ? replacementsFor(open, colleagues) : []];
      }),
    );
  }

  private async colleagues(positions: StaffedPosition[]): Promise<Colleague[]> {
    const records = {
      accountId: In(positions.flatMap(({ holder }) => (holder ? [holder.accountId] : []))),
      withdrawnAt: IsNull(),
    };
    const leaves = await this.unitOfWork
      .reading()
      .find(Leave, { where: { ...records, untilOn: MoreThanOrEqual(this.today()) } });
    const conflicts = await this.unitOfWork.reading().find(ConflictOfInterest, { where: records });
    const travels = await this.unitOfWork
      .reading()
      .createQueryBuilder(InspectionTeamMember, 'member')
      .innerJoin(Inspection, 'visit', 'visit.id = member.inspectionId')
      .select('member.positionId', 'positionId')
      .addSelect('visit.id', 'inspectionId')
      .addSelect('visit.number', 'number')
      .addSelect('visit.startsOn', 'startsOn')
      .addSelect('visit.endsOn', 'endsOn')
      .where('visit.status IN (:...taken)', { taken: TAKING_DAYS })
      .andWhere('visit.startsOn >= :since', { since: addDays(this.today(), -LONGEST_QUARTER_DAYS) })
      .orderBy('visit.startsOn')
      .getRawMany<Travel & { positionId: string }>();
    return positions.flatMap((position) =>
      position.holder
        ? [
            {
              position,
              holder: position.holder,
              travels: travels.filter(({ positionId }) => positionId === position.id),
              ...recordsOf(position.holder.accountId, { leaves, conflicts }),
            },
          ]
        : [],
    );
  }

  private async teamsOf(inspectionIds: string[]): Promise<InspectionTeamMember[]> {
    return this.unitOfWork.reading().find(InspectionTeamMember, {
      where: { inspectionId: In(inspectionIds) },
      order: { id: 'ASC' },
    });
  }

  private today(): Day {
    return this.clock.today(this.policy.timeZone);
  }
}

const recordsOf = (
  accountId: string,
  all: { leaves: Leave[]; conflicts: ConflictOfInterest[] },
): { leaves: Leave[]; conflicts: ConflictOfInterest[] } => ({
  leaves: all.leaves.filter((leave) => leave.accountId === accountId),
  conflicts: all.conflicts.filter((conflict) => conflict.accountId === accountId),
});

/** Whoever holds the position on the visit's day answers for it, not who holds it until or after then. */
const isHeldByOther = (open: Occupancy[], own: Occupancy, day: Day): boolean =>
  open.some(
    ({ positionId, accountId, holdsFrom, holdsUntil }) =>
      positionId === own.positionId &&
      accountId !== own.accountId &&
      holdsFrom <= day &&
      (holdsUntil === null || holdsUntil > day),
  );

/** Undefined for a visit that has no date: nobody can be free for it. */
function openPlace(place: TeamPlace, positions: StaffedPosition[]): OpenPlace | undefined {
  const { visit, member, team, agreement } = place;
  if (!visit.startsOn || !visit.endsOn || !agreement) return undefined;
  const { model } = agreement;
  const others = team.filter(({ id, role }) => id !== member.id && role === member.role);
  const isCovered = others.some(({ positionId }) => {
    const position = positions.find(({ id }) => id === positionId);
    return position !== undefined && coversModel(position.qualifications, model);
  });
  return {
    inspectionId: visit.id,
    startsOn: visit.startsOn,
    endsOn: visit.endsOn,
    ...{ model, agencyId: agreement.agencyId },
    role: member.role,
    team: team.map(({ positionId }) => positionId),
    needsQualified: !isCovered,
  };
}
