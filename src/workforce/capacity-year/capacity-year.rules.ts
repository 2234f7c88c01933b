import {
  addDays,
  type Day,
  daysBetween,
  fiscalYearSpan,
  mondayOf,
} from '../../platform/clock/calendar.js';
import type { Unavailability } from '../capacity.rules.js';
import type { PlannablePerson } from '../capacity.service.js';
import { coversModel } from '../qualification.rules.js';
import { quarterOfWeek } from '../travel-weeks.rules.js';

export const QUARTERS = [0, 1, 2, 3] as const;

/** What a position can do in one quarter. */
export interface QuarterCapacity {
  weeks: number;
  /** Mondays of those in which its holder could travel. */
  availableFrom: Day[];
  /** In which they may: the available ones, up to the limit of a quarter. */
  travel: number;
  /** Weeks that are lost, by reason. */
  lost: Partial<Record<Unavailability, number>>;
}

export interface PersonCapacity {
  person: PlannablePerson;
  /** Of the four quarters. */
  quarters: QuarterCapacity[];
}

/** Travel weeks of all who may inspect a model, by quarter. */
export interface ModelCapacity {
  model: string;
  leaders: number[];
  inspectors: number[];
}

/** The weeks of a fiscal year, Monday to Sunday: the first holds 1 October. */
export function weeksOfYear(fiscalYear: number): { firstMonday: Day; weeks: number } {
  const firstMonday = mondayOf(fiscalYearSpan(fiscalYear).from);
  const nextMonday = mondayOf(fiscalYearSpan(fiscalYear + 1).from);
  return { firstMonday, weeks: daysBetween(firstMonday, nextMonday) / 7 };
}

/** What each position can do in the quarters of a fiscal year. */
export function capacityByQuarter(
  people: readonly PlannablePerson[],
  { firstMonday, weeks }: { firstMonday: Day; weeks: number },
): PersonCapacity[] {
  const mondays = Array.from({ length: weeks }, (_, week) => ({
    monday: addDays(firstMonday, 7 * week),
    quarter: quarterOfWeek(week),
  }));
  return people.map((person) => {
    const reasons = new Map(person.unavailable.map(({ monday, reason }) => [monday, reason]));
    const quarters = QUARTERS.map((quarter) => {
      const own = mondays.filter((week) => week.quarter === quarter);
      const lost: QuarterCapacity['lost'] = {};
      for (const { monday } of own) {
        const reason = reasons.get(monday);
        if (reason) lost[reason] = (lost[reason] ?? 0) + 1;
      }
      const availableFrom = own
        .map(({ monday }) => monday)
        .filter((monday) => !reasons.has(monday));
      const travel = Math.min(availableFrom.length, person.travelWeeksPerQuarter);
      return { weeks: own.length, availableFrom, travel, lost };
    });
    return { person, quarters };
  });
}

/**
 * The travel weeks that stand behind each program model: somebody with two models counts for both, and whoever may inspect
 * it in some weeks of a quarter only with those.
 */
export const capacityByModel = (
  capacities: readonly PersonCapacity[],
  models: readonly string[],
): ModelCapacity[] =>
  models.map((model) => {
    const sum = (role: PlannablePerson['role']): number[] =>
      QUARTERS.map((quarter) =>
        capacities
          .filter(({ person }) => person.role === role)
          .reduce((total, { person, quarters }) => {
            const covered = quarters[quarter]?.availableFrom.filter((monday) =>
              coversModel(modelsOn(person, monday), model),
            );
            return total + Math.min(covered?.length ?? 0, person.travelWeeksPerQuarter);
          }, 0),
      );
    return { model, leaders: sum('leader'), inspectors: sum('inspector') };
  });

const modelsOn = ({ models, later }: PlannablePerson, monday: Day): string[] =>
  later.findLast((change) => change.monday <= monday)?.models ?? models;
