import type { TeamRole } from '../../workforce/position.entity.js';
import type { PlannedPosition } from '../instance/plan-people.js';
import type { PlanInstance, PlanPerson } from '../solver/instance.js';
import type { Home, StaffingChange } from './scenario.rules.js';

/** One scenario of a series: so many people of a role more, or fewer when negative. */
export interface SeriesStep {
  step: number;
  changes: StaffingChange[];
}

interface SeriesFacts {
  instance: PlanInstance;
  positions: readonly PlannedPosition[];
  offices: readonly Home[];
}

/**
 * Scenarios with fewer and more people of one role, each step one on top of the one before. The last by title leave first,
 * whoever is on a fixed visit never. Those who come are like those who are there, in the order of their titles: the same
 * models, the same home office, the same travel weeks.
 * @param range how far it goes, both at least 0; the series ends sooner where nobody is left to leave
 */
export function headCountSeries(
  facts: SeriesFacts,
  role: TeamRole,
  range: { fewer: number; more: number },
): SeriesStep[] {
  const { instance } = facts;
  const titleOf = new Map(facts.positions.map(({ id, title }) => [id, title]));
  const people = instance.people
    .filter((one) => one.role === role && one.unavailable.length < instance.weeks)
    .sort((a, b) => byTitle(titleOf.get(a.id) ?? a.id, titleOf.get(b.id) ?? b.id));
  const needed = new Set(
    instance.fixed.flatMap(({ leader, inspectors }) => [leader, ...inspectors]),
  );
  const leaving = people.filter(({ id }) => !needed.has(id)).reverse();
  const fewer = Array.from({ length: Math.min(range.fewer, leaving.length) }, (_, index) => ({
    step: -(index + 1),
    changes: leaving
      .slice(0, index + 1)
      .map(({ id }): StaffingChange => ({ kind: 'remove', position: id })),
  }));
  const coming = Array.from({ length: range.more }, (_, index) =>
    people.slice(index % people.length, (index % people.length) + 1),
  ).flatMap((alike) => alike.map((person) => oneLike(person, facts.offices)));
  const more = coming.map((_, index) => ({ step: index + 1, changes: coming.slice(0, index + 1) }));
  return [...fewer.reverse(), ...more];
}

function oneLike(
  { role, models, lat, lon, quarterCap }: PlanPerson,
  offices: readonly Home[],
): StaffingChange {
  const home = offices.find((office) => office.lat === lat && office.lon === lon) ?? {
    ...{ officeId: '', office: 'the same city', lat, lon },
  };
  return { kind: 'add', count: 1, role, models, home, quarterCap };
}

const byTitle = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });
