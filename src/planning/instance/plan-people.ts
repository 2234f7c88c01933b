import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { FieldOffice } from '../../offices/office.entity.js';
import type { Day } from '../../platform/clock/calendar.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { StaffService } from '../../workforce/staff.service.js';
import type { FiscalWeeks } from '../fiscal-weeks.rules.js';
import type { PlanPerson } from '../solver/instance.js';
import { officePlace } from './places.rules.js';

/** A position as a plan names it. */
export interface PlannedPosition {
  id: string;
  title: string;
  role: 'leader' | 'inspector';
  /** Who holds it on the day of planning; null = vacant. */
  holder: { accountId: string; name: string } | null;
  isSample: boolean;
}

export interface PlannedPeople {
  /** Every position, also vacant ones: those travel in no week. */
  people: PlanPerson[];
  positions: PlannedPosition[];
  /** Who must not visit which agreement: pairs of an agreement's and a position's id. */
  conflicts: [agreementId: string, positionId: string][];
  /** What had to be assumed, in sentences. */
  assumptions: string[];
}

/** Who can travel in a year: the one place where planning asks the workforce. */
@Injectable()
export class PlanPeople {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly staff: StaffService,
  ) {}

  /** @param today the day as of which positions are held */
  async find(calendar: FiscalWeeks, today: Day): Promise<PlannedPeople> {
    const positions = await this.staff.findPositions(today);
    const offices = await this.unitOfWork.reading().findBy(FieldOffice, {
      id: In(positions.map(({ homeOfficeId }) => homeOfficeId)),
    });
    const everyWeek = Array.from({ length: calendar.weeks }, (_, week) => week);
    const people = positions.map((position): PlanPerson => {
      const office = offices.find(({ id }) => id === position.homeOfficeId);
      const home = officePlace(office?.name ?? null) ?? { lat: 39.8, lon: -98.6 };
      return {
        id: position.id,
        role: position.role,
        models: [...position.qualifications],
        ...home,
        unavailable: position.holder ? [] : everyWeek,
        quarterCap: position.travelWeeksPerQuarter,
      };
    });
    return {
      people,
      positions: positions.map(({ id, title, role, holder, isSample }) => ({
        id,
        title,
        role,
        holder,
        isSample,
      })),
      conflicts: [],
      assumptions: [
        'Homes are counted as the cities of their field offices.',
        'Leave and conflicts of interest are not on record here: everybody who holds a position can travel in every week.',
      ],
    };
  }
}
