import { kilometres, unitVector } from '../solver/globe.js';
import {
  latenessIn,
  latenessUnscheduled,
  type PlanAssignment,
  type PlanInstance,
} from '../solver/instance.js';

/** What a plan costs, in the order in which plans are compared. */
export interface PlanCost {
  lateness: number;
  travelKm: number;
  imbalance: number;
}

/** The load of one person. */
export interface PersonLoad {
  person: string;
  visits: number;
  travelWeeks: number;
  /** Travel weeks by quarter (0-3). */
  byQuarter: number[];
  travelKm: number;
}

/** Recomputes what assignments cost: for those that somebody moved by hand. */
export function costOf(instance: PlanInstance, assignments: readonly PlanAssignment[]): PlanCost {
  const weekOf = new Map(assignments.map(({ task, week }) => [task, week]));
  const loads = loadsOf(instance, assignments);
  return {
    lateness: instance.tasks.reduce((sum, task) => {
      const week = weekOf.get(task.id);
      return (
        sum +
        (week === undefined ? latenessUnscheduled(task, instance.weeks) : latenessIn(task, week))
      );
    }, 0),
    travelKm: loads.reduce((sum, load) => sum + load.travelKm, 0),
    imbalance: loads.reduce((sum, load) => sum + load.travelWeeks ** 2, 0),
  };
}

/** `(lateness − bound) / max(1, bound)`; null without a bound. */
export const gapOf = (lateness: number, bound: number | null): number | null =>
  bound === null ? null : (lateness - bound) / Math.max(1, bound);

/** What each person travels: there and back once a week, to the farthest site of it. */
export function loadsOf(
  instance: PlanInstance,
  assignments: readonly PlanAssignment[],
): PersonLoad[] {
  const taskOf = new Map(instance.tasks.map((task) => [task.id, task]));
  const farthest = new Map<string, Map<number, number>>();
  const visits = new Map<string, number>();
  const homes = new Map(instance.people.map((person) => [person.id, person]));
  for (const { task: id, week, leader, inspectors } of assignments)
    for (const person of [leader, ...inspectors]) {
      const [home, site] = [homes.get(person), taskOf.get(id)];
      const km =
        home && site
          ? kilometres(unitVector(home.lat, home.lon), unitVector(site.lat, site.lon))
          : 0;
      const weeks = farthest.get(person) ?? new Map<number, number>();
      farthest.set(person, weeks.set(week, Math.max(weeks.get(week) ?? 0, km)));
      visits.set(person, (visits.get(person) ?? 0) + 1);
    }
  return instance.people.map(({ id }) => {
    const weeks = farthest.get(id) ?? new Map<number, number>();
    const byQuarter = [0, 0, 0, 0];
    for (const week of weeks.keys()) {
      const quarter = instance.quarterOf[week] ?? 0;
      byQuarter[quarter] = (byQuarter[quarter] ?? 0) + 1;
    }
    return {
      person: id,
      visits: visits.get(id) ?? 0,
      travelWeeks: weeks.size,
      byQuarter,
      travelKm: [...weeks.values()].reduce((sum, km) => sum + 2 * km, 0),
    };
  });
}
