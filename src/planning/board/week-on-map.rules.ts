import type { Day } from '../../platform/clock/calendar.js';
import { fiscalWeeks, mondayOfWeek } from '../fiscal-weeks.rules.js';
import { kilometres, unitVector } from '../solver/globe.js';
import { namesOf, type PlanContent } from '../versions/planned-items.rules.js';
import type { MapPoint, MapTrip } from './week-map.js';

/** Somebody who travels in a week. */
export interface Traveller {
  id: string;
  title: string;
  office: string;
  /** Where they go: as many as they visit. */
  sites: string[];
  /** There and back, to the farthest of them. */
  km: number;
}

/** A week of a plan on the map. */
export interface WeekOnMap {
  week: number;
  monday: Day;
  weeks: number;
  points: MapPoint[];
  trips: MapTrip[];
  travellers: Traveller[];
}

/** Who travels where in a week. @param offices the home office of each position, by its id */
export function weekOnMap(
  content: PlanContent,
  week: number,
  offices: ReadonlyMap<string, string>,
): WeekOnMap {
  const { instance, items, plan } = content;
  const names = namesOf(content);
  const tasks = new Map(instance.tasks.map((task) => [task.id, task]));
  const people = new Map(instance.people.map((person) => [person.id, person]));
  const trips: MapTrip[] = [];
  const travellers = new Map<string, Traveller>();
  const points = new Map<string, MapPoint>();
  for (const item of items) {
    const task = tasks.get(item.taskId);
    if (item.week !== week || item.leaderId === null || !task) continue;
    const { lat, lon } = task;
    const name = names.task(item.taskId);
    const to: MapPoint = { lat, lon, kind: 'site', title: name };
    points.set(item.taskId, to);
    for (const id of [item.leaderId, ...item.inspectors]) {
      const person = people.get(id);
      if (!person) continue;
      const title = names.person(id);
      const from: MapPoint = { lat: person.lat, lon: person.lon, kind: 'home', title };
      points.set(id, from);
      trips.push({ from, to });
      const km = 2 * kilometres(unitVector(person.lat, person.lon), unitVector(lat, lon));
      const known = travellers.get(id) ?? {
        ...{ id, title, office: offices.get(id) ?? '', sites: [], km: 0 },
      };
      travellers.set(id, {
        ...known,
        sites: [...known.sites, name],
        km: Math.max(known.km, km),
      });
    }
  }
  return {
    week,
    monday: mondayOfWeek(fiscalWeeks(plan.fiscalYear), week),
    weeks: instance.weeks,
    points: [...points.values()],
    trips,
    travellers: [...travellers.values()].sort((a, b) =>
      a.title.localeCompare(b.title, 'en', { numeric: true }),
    ),
  };
}
