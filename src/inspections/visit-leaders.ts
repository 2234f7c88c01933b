import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Day } from '../platform/clock/calendar.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { StaffService, type StaffedPosition } from '../workforce/staff.service.js';
import { type Inspection, InspectionTeamMember } from './inspection.entity.js';

/** Who leads which visit. */
@Injectable()
export class VisitLeaders {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly staff: StaffService,
  ) {}

  /** The position that leads each visit, with whoever holds it on the day, by the visit's id. */
  async leadersOf(
    visits: readonly Pick<Inspection, 'id'>[],
    day: Day,
  ): Promise<Map<string, StaffedPosition>> {
    const leaders = await this.unitOfWork.reading().findBy(InspectionTeamMember, {
      inspectionId: In(visits.map(({ id }) => id)),
      role: 'leader',
    });
    const positions = await this.staff.findPositions(day);
    return new Map(
      leaders.flatMap(({ inspectionId, positionId }) => {
        const position = positions.find(({ id }) => id === positionId);
        return position ? [[inspectionId, position]] : [];
      }),
    );
  }
}
