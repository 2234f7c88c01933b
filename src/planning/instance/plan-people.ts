import { Injectable } from '@nestjs/common';
import { addDays, type Day } from '../../platform/clock/calendar.js';
import { CapacityService, type Successor } from '../../workforce/capacity.service.js';
import { doOverlap, type Span, spanOf } from '../../workforce/spans.rules.js';
import { type FiscalWeeks, mondayOfWeek, weekOf } from '../fiscal-weeks.rules.js';
import type { PlanConflict, PlanPerson } from '../solver/instance.js';

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

/** A position that must not visit an agency in some weeks. */
export interface AgencyConflict {
  agencyId: string;
  positionId: string;
  weeks: number[];
}

/** The tasks of each agency that a position must not visit. */
export const conflictsAt = (
  conflicts: readonly AgencyConflict[],
  tasks: readonly { id: string; agreement: { agencyId: string } }[],
): PlanConflict[] =>
  conflicts.flatMap(({ agencyId, positionId, weeks }) =>
    tasks
      .filter(({ agreement }) => agreement.agencyId === agencyId)
      .map(({ id }): PlanConflict => [id, positionId, weeks]),
  );

export interface PlannedPeople {
  /** Every position, also vacant ones: those travel in no week. */
  people: PlanPerson[];
  positions: PlannedPosition[];
  /** Who must not visit which agency, in the weeks in which somebody holds the position who must not. */
  conflicts: AgencyConflict[];
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
      conflicts: conflicts.map(({ agencyId, positionId, ...span }) => ({
        ...{ agencyId, positionId, weeks: weeksWithin(span, calendar) },
      })),
      assumptions: [
        'Homes are counted as the cities of their field offices.',
        'Who holds a position in which week, what they may inspect by then, and which agencies they must not inspect, is counted as it stands on record on the day of planning.',
      ],
    };
  }
}

/** The weeks that have a work day in a span. */
const weeksWithin = (span: Span, calendar: FiscalWeeks): number[] =>
  Array.from({ length: calendar.weeks }, (_, week) => week).filter((week) => {
    const monday = mondayOfWeek(calendar, week);
    return doOverlap(span, spanOf({ fromOn: monday, untilOn: addDays(monday, 4) }));
  });
