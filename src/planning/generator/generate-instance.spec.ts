import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readInstance } from '../plan-file/instance-file.js';
import type { PlanInstance, PlanPerson } from '../solver/instance.js';
import { travelWeeks } from './generated-people.js';
import { generateInstance } from './generate-instance.js';
import { SeededDraws } from './seeded-draws.js';

const aYear = (agreements: number, load = 0.9, seed = 1): PlanInstance =>
  generateInstance({ agreements, load, seed });

/** Travel weeks that the visits need of those of a role, divided by those that they have. */
function loadOf(instance: PlanInstance, role: PlanPerson['role']): number {
  const needed = instance.tasks.reduce(
    (sum, { inspectors }) => sum + (role === 'leader' ? 1 : inspectors),
    0,
  );
  const people = instance.people.filter((person) => person.role === role);
  return needed / people.reduce((sum, person) => sum + travelWeeks(person, instance), 0);
}

const shareOf = <Item>(items: readonly Item[], is: (item: Item) => boolean): number =>
  items.filter(is).length / items.length;

describe('a made-up year', () => {
  it('is the same for the same seed on any machine, and another for another', () => {
    const digest = createHash('sha256')
      .update(JSON.stringify(aYear(400)))
      .digest('hex');
    expect(digest.slice(0, 16)).toBe('58241cca66f01054');
    expect(aYear(400, 0.9, 2)).not.toEqual(aYear(400));
  });

  it.each([
    [64, 45, 9],
    [400, 284, 50],
    [1_500, 1_065, 187],
    [5_000, 3_550, 620],
    [20_000, 14_200, 2_464],
  ])('of %i agreements has about %i visits and %i people', (agreements, tasks, people) => {
    const instance = aYear(agreements);
    expect(instance.tasks).toHaveLength(tasks);
    expect(Math.abs(instance.people.length / people - 1)).toBeLessThan(0.03);
  });

  it('is as loaded as was asked, leaders and inspectors alike', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 7, max: 13 }),
        fc.integer({ min: 0, max: 0xffff_ffff }),
        (tenths, seed) => {
          const instance = aYear(1_500, tenths / 10, seed);
          for (const role of ['leader', 'inspector'] as const) {
            expect(loadOf(instance, role)).toBeLessThanOrEqual(tenths / 10);
            expect(loadOf(instance, role)).toBeGreaterThan(0.96 * (tenths / 10));
          }
        },
      ),
      { numRuns: 10 },
    );
  });

  it('is one that the format takes', () => {
    const instance = aYear(300);
    expect(readInstance(JSON.parse(JSON.stringify(instance)))).toEqual(instance);
  });

  it('looks like a year of the program', () => {
    const { tasks, people, weeks, weekDays, conflicts } = aYear(5_000);
    expect(weeks).toBe(52);
    expect(weekDays.filter((days) => days === 4)).toHaveLength(10);
    expect(shareOf(tasks, ({ kind }) => kind === 'full')).toBeCloseTo(0.77, 1);
    expect(shareOf(tasks, ({ model }) => model === 'JOINT')).toBeCloseTo(9 / 64, 1);
    expect(shareOf(tasks, ({ due }) => due < 0)).toBeCloseTo(1 / 7, 1);
    expect(tasks.every(({ weight }) => weight >= 1 && weight === Number(weight.toFixed(2)))).toBe(
      true,
    );
    expect(tasks.every(({ release, due }) => release >= 0 && release <= Math.max(0, due))).toBe(
      true,
    );
    expect(new Set(tasks.map(({ region }) => region)).size).toBeGreaterThan(40);
    expect(new Set(people.map(({ lat, lon }) => `${lat} ${lon}`)).size).toBeGreaterThan(20);
    expect(people.every(({ unavailable }) => unavailable.length >= 2)).toBe(true);
    expect(conflicts.length).toBeGreaterThan(10);
  });

  it('has a whole team however small it is', () => {
    const { people } = aYear(3);
    expect(people.map(({ role }) => role)).toEqual([
      'leader',
      'inspector',
      'inspector',
      'inspector',
    ]);
    expect(aYear(1).tasks).toHaveLength(1);
  });

  it('is refused where nobody could be enough', () => {
    expect(() => aYear(64, 0)).toThrow('A load is above 0, not 0.');
  });
});

describe('seeded draws', () => {
  it('are spread evenly, with both ends', () => {
    const draws = new SeededDraws(7);
    const counts = new Map<number, number>();
    for (let drawn = 0; drawn < 6_000; drawn += 1) {
      const number = draws.whole(1, 6);
      counts.set(number, (counts.get(number) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    expect([...counts.values()].every((count) => Math.abs(count - 1_000) < 120)).toBe(true);
  });

  it('shuffle without losing anything', () => {
    const items = Array.from({ length: 50 }, (_, index) => index);
    const shuffled = new SeededDraws(1).shuffled(items);
    expect(shuffled).not.toEqual(items);
    expect([...shuffled].sort((a, b) => a - b)).toEqual(items);
    expect(() => new SeededDraws(1).oneOf([])).toThrow('nothing to draw from');
  });
});
