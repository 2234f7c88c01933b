import { grouped } from '../../platform/grouped.js';
import { fiscalWeeks } from '../fiscal-weeks.rules.js';
import type { PlanInstance, PlanPerson, PlanTask } from '../solver/instance.js';
import { generatedPeople } from './generated-people.js';
import { generatedTasks } from './generated-tasks.js';
import { countySites, FIELD_OFFICE_CITIES, type Home } from './places.js';
import { SeededDraws } from './seeded-draws.js';

/** What a made-up year should be like. */
export interface InstanceWish {
  /** How many agreements are in force; about 71 % of them have a visit in the year. */
  agreements: number;
  /** Travel weeks that the visits need of all that the people have: 0.9 leaves a tenth free, 1.1 is too much. */
  load: number;
  /** A whole number. The same wish gives the same instance on any machine. */
  seed: number;
}

/** The year whose weeks and holidays made-up years have. */
const FISCAL_YEAR = 2013;

/**
 * A made-up fiscal year to plan: agreements in random counties, visits with risk and due weeks, and as many people for
 * them as the load says. Nothing of it is anybody's data.
 * @throws RangeError for a load that is not above 0
 */
export function generateInstance({ agreements, load, seed }: InstanceWish): PlanInstance {
  if (!(load > 0)) throw new RangeError(`A load is above 0, not ${load}.`);
  const draws = new SeededDraws(seed);
  const { weeks, weekDays, quarterOf } = fiscalWeeks(FISCAL_YEAR);
  const tasks = generatedTasks(agreements, weeks, countySites(), draws);
  /** People live where there is work: each near a task of the draw. */
  const homeOfNext = (): Home => nearestOffice(draws.oneOf(tasks));
  const peopleFor = (role: PlanPerson['role'], crews: readonly number[]): PlanPerson[] =>
    generatedPeople(
      role,
      crews.reduce((sum, crew) => sum + crew, 0) / load,
      crews.reduce((most, crew) => Math.max(most, crew), 0),
      { weeks, quarterOf },
      homeOfNext,
      draws,
    );
  const people = [
    ...peopleFor(
      'leader',
      tasks.map(() => 1),
    ),
    ...peopleFor(
      'inspector',
      tasks.map(({ inspectors }) => inspectors),
    ),
  ];
  return {
    weeks,
    weekDays,
    quarterOf,
    tasks,
    people,
    conflicts: conflictsBetween(tasks, people, draws),
    fixed: [],
  };
}

/**
 * By squares of degrees, one of longitude taken for 0.78 of one of latitude as at 39° north: sines differ in their last
 * digit between machines, and a tie would move somebody's home.
 */
function nearestOffice({ lat, lon }: PlanTask): Home {
  const distance = (home: Home): number => (home.lat - lat) ** 2 + (0.78 * (home.lon - lon)) ** 2;
  return FIELD_OFFICE_CITIES.reduce((nearest, home) =>
    distance(home) < distance(nearest) ? home : nearest,
  );
}

/** One person in ten must not visit one agency near home, most often a former employer. */
function conflictsBetween(
  tasks: readonly PlanTask[],
  people: readonly PlanPerson[],
  draws: SeededDraws,
): [task: string, person: string][] {
  const nearOffice = grouped(tasks, nearestOffice);
  return people
    .filter(() => draws.happens(0.1))
    .map(({ id, lat, lon }) => {
      const home = FIELD_OFFICE_CITIES.find((city) => city.lat === lat && city.lon === lon);
      const near = (home && nearOffice.get(home)) ?? tasks;
      return [draws.oneOf(near).id, id];
    });
}
