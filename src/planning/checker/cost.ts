import type { PlanInstance, PlanPerson, PlanTask } from '../solver/instance.js';
import { personWeeksOf } from './person-limits.js';
import type { Visit } from './visits.js';

/** What a plan costs, the first the most important. */
export interface PlanCost {
  /** Weeks after the due week × weight. */
  lateness: number;
  travelKm: number;
  /** Σ (weeks that a person travels)². */
  imbalance: number;
}

export function costOf(instance: PlanInstance, visits: readonly Visit[]): PlanCost {
  const personWeeks = personWeeksOf(visits);
  const travelled = new Map<PlanPerson, number>();
  for (const { person } of personWeeks) travelled.set(person, (travelled.get(person) ?? 0) + 1);
  const weekOf = new Map(visits.map(({ task, week }) => [task, week]));
  return {
    lateness: sum(instance.tasks.map((task) => latenessOf(task, weekOf.get(task), instance.weeks))),
    travelKm: sum(
      personWeeks.map(({ person, visits: there }) => {
        const farthest = Math.max(...there.map(({ task }) => kilometresBetween(person, task)));
        return 2 * farthest;
      }),
    ),
    imbalance: sum([...travelled.values()].map((weeks) => weeks ** 2)),
  };
}

/** A task in no week counts as visited a quarter after the year. */
const WEEKS_AFTER_YEAR = 13;

/**
 * What falls due later than that costs nothing in no week: were it less than nothing, a plan would gain by leaving out
 * what it could visit.
 */
function latenessOf(task: PlanTask, week: number | undefined, weeks: number): number {
  return task.weight * Math.max(0, (week ?? weeks + WEEKS_AFTER_YEAR) - task.due);
}

/** The mean radius of the Earth (IUGG). */
const EARTH_RADIUS_KM = 6371.0088;

interface Position {
  lat: number;
  lon: number;
}

/** Along the great circle (haversine formula). */
export function kilometresBetween(from: Position, to: Position): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const haversine =
    Math.sin(radians(to.lat - from.lat) / 2) ** 2 +
    Math.cos(radians(from.lat)) *
      Math.cos(radians(to.lat)) *
      Math.sin(radians(to.lon - from.lon) / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(haversine)));
}

const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0);
