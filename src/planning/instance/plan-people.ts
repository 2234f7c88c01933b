import { Injectable } from '@nestjs/common';
import { addDays, type Day } from '../../platform/clock/calendar.js';
import { CapacityService, type Successor } from '../../workforce/capacity.service.js';
import { type FiscalWeeks, weekOf } from '../fiscal-weeks.rules.js';
import type { PlanPerson } from '../solver/instance.js';

/** A position as a plan names it. */
export interface PlannedPosition {
  id: string;
  title: string;
  role: 'leader' | 'inspector';
  /** Who holds it on the day of planning, or the first who does later in the year; null = vacant. */
  holder: { accountId: string; name: string } | null;
  /** Who holds it after them in the year, the earliest first; unknown of what was planned before this was asked. */
  successors?: Successor[];
  isSample: boolean;
}

/** Whoever holds a position on a day, as the plan knows it. */
export const holderOn = (
  { holder, successors = [] }: Pick<PlannedPosition, 'holder' | 'successors'>,
  day: Day,
): { accountId: string; name: string } | null =>
  successors.findLast(({ from }) => from <= day) ?? holder;

export interface PlannedPeople {
  /** Every position, also vacant ones: those travel in no week. */
  people: PlanPerson[];
  positions: PlannedPosition[];
  /** Who must not visit which agency: pairs of an agency's and a position's id. */
  conflicts: [agencyId: string, positionId: string][];
  /** What had to be assumed, in sentences. */
  assumptions: string[];
}

/** Who can travel in a year: the one place where planning asks the workforce. */
@Injectable()
export class PlanPeople {
  constructor(private readonly capacity: CapacityService) {}

  /** @param today the day as of which positions are held */
  async find(calendar: FiscalWeeks, today: Day): Promise<PlannedPeople> {
    const { firstMonday, weeks } = calendar;
    const positions = await this.capacity.findCapacity(firstMonday, weeks, today);
    const lastDay = addDays(firstMonday, 7 * weeks - 1);
    const conflicts = await this.capacity.findConflicts(today, lastDay);
    return {
      people: positions.map((position): PlanPerson => ({
        id: position.positionId,
        role: position.role,
        models: [...position.models],
        ...(position.later.length > 0 && {
          later: position.later.map(({ monday, models }) => ({
            from: weekOf(calendar, monday),
            models: [...models],
          })),
        }),
        lat: position.latitude,
        lon: position.longitude,
        unavailable: position.unavailable.map(({ monday }) => weekOf(calendar, monday)),
        quarterCap: position.travelWeeksPerQuarter,
      })),
      positions: positions.map(({ positionId, title, role, holder, successors, isSample }) => ({
        id: positionId,
        title,
        role,
        holder,
        successors,
        isSample,
      })),
      conflicts: conflicts.map(({ agencyId, positionId }) => [agencyId, positionId]),
      assumptions: [
        'Homes are counted as the cities of their field offices.',
        'Who holds a position in which week, and what they may inspect by then, is counted as it stands on record on the day of planning.',
        'A conflict of interest of anybody who holds a position in the year keeps the position from that agency all year.',
      ],
    };
  }
}
