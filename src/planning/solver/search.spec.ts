import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bestPlan } from '../../../test/support/best-plan.js';
import {
  aLeader,
  anInspector,
  anInstance,
  aTask,
  planInstances,
} from '../../../test/support/plan-instances.js';
import { checkPlan } from '../checker/check-plan.js';
import { generateInstance } from '../generator/generate-instance.js';
import type { Plan, PlanInstance } from './instance.js';
import { planOf } from './plan.js';
import { Prices } from './prices.js';
import { Problem } from './problem.js';
import { PlanSearch, type SearchOptions } from './search.js';

const isDeep = process.env['MOA_TEST_DEEP'] !== undefined;

/** A plan by a search of so many iterations; the prices are rough, so that many instances can be tried. */
function searched(
  instance: PlanInstance,
  iterations: number,
  options: Partial<SearchOptions> = {},
): Plan {
  const problem = new Problem(instance);
  const prices = new Prices(problem);
  prices.improve(new PlanSearch(problem, prices, { seed: 0 }).cost, 60);
  const search = new PlanSearch(problem, prices, { seed: 1, ...options });
  search.advance(iterations);
  sendNearest(search);
  search.finish();
  const making = { bound: prices.bound, seconds: 0, iterations: search.iterations, seed: 1 };
  return planOf(problem, search.timetable, making);
}

function sendNearest(search: PlanSearch): void {
  const parts = search.sendNearest();
  while (!parts.next().done);
}

describe('a plan that was searched for', () => {
  it('breaks no limit and costs what it says, whatever the instance', () => {
    fc.assert(
      fc.property(planInstances({ tasks: 30, people: 12, weeks: 12 }), (instance) => {
        const plan = searched(instance, 120);
        expect(checkPlan(instance, plan).faults).toEqual([]);
      }),
      { numRuns: isDeep ? 10_000 : 1_000 },
    );
  }, 900_000);

  it('is as little late as any of a small instance, and its bound holds for all of them', () => {
    fc.assert(
      fc.property(planInstances({ tasks: 8, people: 6, weeks: 8 }), (instance) => {
        const best = bestPlan(instance);
        const plan = searched(instance, 10_000);
        expect(plan.bound ?? 0).toBeLessThanOrEqual(best.lateness + 1e-6);
        expect(plan.lateness).toBeCloseTo(best.lateness, 6);
      }),
      { numRuns: isDeep ? 5_000 : 200 },
    );
  }, 900_000);

  it('depends on seed and iterations alone, however they are portioned', () => {
    const instance = generateInstance({ agreements: 64, load: 0.9, seed: 3 });
    const problem = new Problem(instance);
    const prices = new Prices(problem);
    const plans = [1, 7, 5_000].map((portion) => {
      const search = new PlanSearch(problem, prices, { seed: 5 });
      while (search.iterations < 5_000)
        search.advance(Math.min(portion, 5_000 - search.iterations));
      search.finish();
      return planOf(problem, search.timetable, { bound: 0, seconds: 0, iterations: 0, seed: 5 });
    });
    expect(plans[1]).toEqual(plans[0]);
    expect(plans[2]).toEqual(plans[0]);
  });
});

describe('who lives nearest', () => {
  it('goes, with every visit in its week: far less to travel than with who was nearest visit by visit', () => {
    const instance = generateInstance({ agreements: 400, load: 0.9, seed: 1 });
    const problem = new Problem(instance);
    const search = new PlanSearch(problem, new Prices(problem), { seed: 1 });
    const before = search.bestTimetable();
    sendNearest(search);
    const after = search.bestTimetable();
    expect([...after.weekOf]).toEqual([...before.weekOf]);
    expect(after.cost).toBeCloseTo(before.cost, 6);
    expect(after.roster.travelKm).toBeLessThan(0.85 * before.roster.travelKm);
  });

  it('goes by parts, and what was not reached stays', () => {
    const problem = new Problem(generateInstance({ agreements: 64, load: 0.9, seed: 1 }));
    const search = new PlanSearch(problem, new Prices(problem), { seed: 1 });
    const before = search.bestTimetable();
    search.sendNearest().next();
    const after = search.bestTimetable();
    const changed = [...after.crewOf.keys()].filter(
      (place) => after.crewOf[place] !== before.crewOf[place],
    );
    const weeks = changed.map((place) => after.weekOf[Math.floor(place / problem.crewSize)]!);
    expect(changed.length).toBeGreaterThan(0);
    expect(new Set(weeks.map((week) => problem.quarterOf[week]))).toEqual(new Set([0]));
  });
});

describe('a plan that is kept', () => {
  it('of 1,500 agreements is repaired with few moves where nine visits are hit', () => {
    const instance = generateInstance({ agreements: 1_500, load: 0.9, seed: 1 });
    const { assignments } = searched(instance, 500);
    const hit = assignments.slice(100, 109);
    const people = instance.people.map((person) => ({
      ...person,
      unavailable: [
        ...person.unavailable,
        ...hit.filter(({ leader }) => leader === person.id).map(({ week }) => week),
      ],
    }));
    const changed = { ...instance, people };
    const problem = new Problem(changed);
    const repair = new PlanSearch(problem, new Prices(problem), {
      seed: 1,
      keep: { plan: assignments, weight: 50 },
    });
    expect(repair.timetable.moves).toBeGreaterThanOrEqual(9);
    expect(repair.timetable.moves).toBeLessThanOrEqual(12);
    repair.finish();
    const making = { bound: null, seconds: 0, iterations: 0, seed: 1 };
    const plan = planOf(problem, repair.timetable, making);
    expect(checkPlan(changed, plan).faults).toEqual([]);
  });

  it('stays as it is where nothing stands against it', () => {
    const instance = generateInstance({ agreements: 64, load: 0.9, seed: 1 });
    const { assignments } = searched(instance, 2_000);
    const again = searched(instance, 500, { keep: { plan: assignments, weight: 1_000 } });
    expect(again.assignments).toEqual(assignments);
  });

  it('gives way only as far as it must: who falls ill is replaced', () => {
    const instance = anInstance({
      tasks: [aTask({ id: 't1' }), aTask({ id: 't2' })],
      people: [
        aLeader(),
        aLeader({ id: 'other leader' }),
        anInspector(),
        anInspector({ id: 'i2' }),
      ],
    });
    const first = searched(instance, 200);
    const hit = first.assignments[0]!;
    const ill = instance.people.map((person) =>
      person.id === hit.leader ? { ...person, unavailable: [hit.week] } : person,
    );
    const repaired = searched({ ...instance, people: ill }, 200, {
      keep: { plan: first.assignments, weight: 100 },
    });
    const moved = repaired.assignments.filter(
      (visit) =>
        JSON.stringify(visit) !==
        JSON.stringify(first.assignments.find(({ task }) => task === visit.task)),
    );
    expect(moved.map(({ task }) => task)).toEqual([hit.task]);
  });
});
