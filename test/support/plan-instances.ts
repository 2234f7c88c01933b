import fc from 'fast-check';
import type {
  Plan,
  PlanAssignment,
  PlanInstance,
  PlanConflict,
  PlanPerson,
  PlanTask,
} from '../../src/planning/solver/instance.js';

/** A full inspection of a jail in Georgia with one inspector, due in week 2, unless the test says otherwise. */
export const aTask = (given: Partial<PlanTask> = {}): PlanTask => ({
  id: 't1',
  agreement: 'a1',
  kind: 'full',
  model: 'DETENTION',
  days: 5,
  inspectors: 1,
  release: 0,
  due: 2,
  weight: 1,
  lat: 34,
  lon: -84,
  region: 'GA',
  blackout: [],
  ...given,
});

export const aLeader = (given: Partial<PlanPerson> = {}): PlanPerson => ({
  id: 'leader',
  role: 'leader',
  models: ['DETENTION'],
  lat: 33.75,
  lon: -84.39,
  unavailable: [],
  quarterCap: 6,
  ...given,
});

export const anInspector = (given: Partial<PlanPerson> = {}): PlanPerson =>
  aLeader({ id: 'inspector', role: 'inspector', ...given });

/** Eight weeks in two quarters of four, week 1 with a holiday; one task and a team for it. */
export const anInstance = (given: Partial<PlanInstance> = {}): PlanInstance => ({
  weeks: 8,
  weekDays: [5, 4, 5, 5, 5, 5, 5, 5],
  quarterOf: [0, 0, 0, 0, 1, 1, 1, 1],
  tasks: [aTask()],
  people: [aLeader(), anInspector()],
  conflicts: [],
  fixed: [],
  ...given,
});

export const anAssignment = (given: Partial<PlanAssignment> = {}): PlanAssignment => ({
  task: 't1',
  week: 0,
  leader: 'leader',
  inspectors: ['inspector'],
  ...given,
});

/** A plan that states a cost of nothing. */
export const aPlan = (given: Partial<Plan> = {}): Plan => ({
  assignments: [anAssignment()],
  unscheduled: [],
  lateness: 0,
  travelKm: 0,
  imbalance: 0,
  bound: null,
  gap: null,
  seconds: 0,
  iterations: 0,
  seed: 0,
  ...given,
});

/** How large random instances may become. */
export interface InstanceSize {
  tasks: number;
  people: number;
  weeks: number;
}

/**
 * Short and long visits, regions, leave, successors, caps, conflicts, fixed visits, overdue and future tasks, all at random.
 */
export function planInstances(most: InstanceSize): fc.Arbitrary<PlanInstance> {
  return fc
    .record({
      weekDays: fc.array(fc.constantFrom(5, 5, 5, 4, 3), { minLength: 4, maxLength: most.weeks }),
      quarterWeeks: fc.integer({ min: 2, max: 13 }),
      tasks: fc.array(tasks(most.weeks), { minLength: 2, maxLength: most.tasks }),
      people: fc.array(people(most.weeks), { minLength: 3, maxLength: most.people }),
      conflicts: fc.array(
        fc.tuple(
          fc.nat(),
          fc.nat(),
          fc.option(fc.uniqueArray(fc.nat(most.weeks - 1)), { nil: undefined }),
        ),
        { maxLength: 3 },
      ),
      hasFixed: fc.constantFrom(false, false, true),
      fixed: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { maxLength: 3 }),
    })
    .map((drawn): PlanInstance => {
      const weeks = drawn.weekDays.length;
      const within = (drawnWeeks: readonly number[]) => drawnWeeks.filter((week) => week < weeks);
      const instance = {
        weeks,
        weekDays: drawn.weekDays,
        quarterOf: drawn.weekDays.map((_, week) =>
          Math.min(3, Math.floor(week / drawn.quarterWeeks)),
        ),
        tasks: drawn.tasks.map((task, index) => ({
          ...task,
          blackout: within(task.blackout),
          id: `t${index}`,
          agreement: `a${index}`,
        })),
        people: drawn.people.map((person, index): PlanPerson => ({
          ...person,
          unavailable: within(person.unavailable),
          id: `p${index}`,
          // Without a leader there would be nothing to plan.
          role: index === 0 ? 'leader' : person.role,
        })),
        conflicts: [],
        fixed: [],
      };
      return {
        ...instance,
        conflicts: drawn.conflicts.map(([task, person, barred]): PlanConflict => {
          const pair = [at(instance.tasks, task).id, at(instance.people, person).id] as const;
          return barred ? [...pair, within(barred)] : [...pair];
        }),
        fixed: (drawn.hasFixed ? drawn.fixed : [])
          .map((draws) => fixedVisit(instance, draws))
          .filter(({ task }, index, all) => all.findIndex((one) => one.task === task) === index),
      };
    });
}

const at = <Item>(items: readonly Item[], draw: number): Item => items[draw % items.length]!;

const PLACES = [
  { region: 'GA', lat: 34.1, lon: -84.3 },
  { region: 'GA', lat: 31.6, lon: -84.2 },
  { region: 'AZ', lat: 33.3, lon: -112.5 },
  { region: 'VA', lat: 38.8, lon: -77.6 },
];

const HOMES = [
  { lat: 33.75, lon: -84.39 },
  { lat: 33.45, lon: -112.07 },
  { lat: 38.89, lon: -77.43 },
];

const tasks = (weeks: number): fc.Arbitrary<PlanTask> =>
  fc
    .record({
      kind: fc.constantFrom('full' as const, 'focus' as const),
      model: fc.constantFrom('DETENTION', 'TASK_FORCE', 'JOINT'),
      days: fc.integer({ min: 1, max: 5 }),
      inspectors: fc.constantFrom(0, 1, 1, 1, 2, 3),
      release: fc.integer({ min: -5, max: Math.ceil(weeks / 2) }),
      due: fc.integer({ min: -10, max: weeks + 20 }),
      weight: fc.integer({ min: 0, max: 800 }).map((hundredths) => hundredths / 100),
      place: fc.constantFrom(...PLACES),
      blackout: fc.uniqueArray(fc.nat({ max: weeks - 1 }), { maxLength: 2 }),
    })
    .map(({ place, ...task }) => ({ ...task, ...place, id: '', agreement: '' }));

const people = (weeks: number): fc.Arbitrary<PlanPerson> =>
  fc
    .record({
      role: fc.constantFrom('leader' as const, 'inspector' as const, 'inspector' as const),
      models: models(),
      later: fc.option(
        fc.uniqueArray(fc.record({ from: fc.nat({ max: weeks }), models: models() }), {
          minLength: 1,
          maxLength: 2,
          selector: ({ from }) => from,
        }),
        { freq: 2 },
      ),
      home: fc.constantFrom(...HOMES),
      unavailable: fc.uniqueArray(fc.nat({ max: weeks - 1 }), { maxLength: 3 }),
      quarterCap: fc.constantFrom(0, 1, 2, 2, 3, 3),
    })
    .map(({ home, later, ...person }) => ({
      ...person,
      ...home,
      ...(later && { later: later.toSorted((a, b) => a.from - b.from) }),
      id: '',
    }));

const models = (): fc.Arbitrary<string[]> =>
  fc.constantFrom(['DETENTION', 'TASK_FORCE'], ['DETENTION'], ['TASK_FORCE']);

/** Any week and any people: what was agreed before the plan may break every limit. */
function fixedVisit(
  { weeks, tasks: all, people: staff }: PlanInstance,
  [task, week, person]: [number, number, number],
): PlanAssignment {
  const { id, inspectors } = at(all, task);
  const team = staff.map((_, index) => at(staff, person + index).id).slice(0, 1 + inspectors);
  return { task: id, week: week % weeks, leader: team[0]!, inspectors: team.slice(1) };
}
