import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bestPlan } from '../../../test/support/best-plan.js';
import { anAssignment, aPlan, planInstances } from '../../../test/support/plan-instances.js';
import { generateInstance } from '../generator/generate-instance.js';
import type { Plan, PlanAssignment, PlanInstance, PlanTask } from '../solver/instance.js';
import { checkPlan } from './check-plan.js';

const isDeep = process.env['MOA_TEST_DEEP'] !== undefined;

/** The plan with these visits and no others, at the cost that it has. */
function planOf(instance: PlanInstance, assignments: PlanAssignment[]): Plan {
  const planned = new Set(assignments.map(({ task }) => task));
  const left = instance.tasks.filter(({ id }) => !planned.has(id));
  const unscheduled = left.map(({ id }) => ({ task: id, reason: '' }));
  const plan = aPlan({ assignments, unscheduled });
  const { lateness, travelKm, imbalance } = checkPlan(instance, plan);
  return { ...plan, lateness, travelKm, imbalance };
}

/** Every week with every leader, each with inspectors of their own, the earliest first. */
function waysTo({ id, inspectors }: PlanTask, { people, weeks }: PlanInstance): PlanAssignment[] {
  return Array.from({ length: weeks }, (_, week) =>
    people.map((leader, index): PlanAssignment => {
      const others = [...people.slice(index + 1), ...people.slice(0, index)];
      const able = others.filter(({ role }) => role === 'inspector').slice(0, inspectors);
      return { task: id, week, leader: leader.id, inspectors: able.map((person) => person.id) };
    }),
  ).flat();
}

/** Puts tasks one by one where the checker lets them be: what it overlooked would be taken. */
function asLetBy(instance: PlanInstance, order: readonly number[]): Plan {
  const { tasks, fixed } = instance;
  const free = tasks
    .map((task, index) => ({ task, rank: order[index % order.length] ?? 0 }))
    .filter(({ task }) => !fixed.some((fact) => fact.task === task.id))
    .sort((a, b) => a.rank - b.rank);
  const visits = free.reduce((placed, { task }) => {
    const way = waysTo(task, instance).find((candidate) => {
      const plan = planOf(instance, [...placed, candidate]);
      return checkPlan(instance, plan).faults.length === 0;
    });
    return way ? [...placed, way] : placed;
  }, fixed);
  return planOf(instance, visits);
}

describe('held against every plan of a small instance, the checker', () => {
  it('finds nothing wrong with the best, and reckons its cost alike', () => {
    fc.assert(
      fc.property(planInstances({ tasks: 8, people: 6, weeks: 8 }), (instance) => {
        expect(checkPlan(instance, bestPlan(instance)).faults).toEqual([]);
      }),
      { numRuns: isDeep ? 5_000 : 150 },
    );
  });

  it('lets no plan pass that is better than the best', () => {
    fc.assert(
      fc.property(
        planInstances({ tasks: 8, people: 6, weeks: 8 }),
        fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
        (instance, order) => {
          const best = bestPlan(instance);
          const { lateness, travelKm } = asLetBy(instance, order);
          expect(lateness).toBeGreaterThan(best.lateness - 1e-6);
          if (lateness < best.lateness + 1e-6)
            expect(travelKm).toBeGreaterThan(best.travelKm - 1e-3);
        },
      ),
      { numRuns: isDeep ? 2_000 : 50 },
    );
  });
});

describe('the checker of a large year', () => {
  it('judges even a hopeless plan in passing', () => {
    const instance = generateInstance({ agreements: 5_000, load: 0.9, seed: 1 });
    const crew = instance.people.filter(({ role }) => role === 'inspector').map(({ id }) => id);
    const assignments = instance.tasks.map(({ id, inspectors }, index) =>
      anAssignment({
        task: id,
        week: 3,
        leader: 'leader-1',
        inspectors: crew.slice(index % 9, (index % 9) + inspectors),
      }),
    );
    const { faults } = checkPlan(instance, planOf(instance, assignments));
    expect(faults.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['before-release', 'person-days', 'two-regions']),
    );
  });
});
