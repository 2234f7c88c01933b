import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  aLeader,
  anAssignment,
  anInspector,
  anInstance,
  aTask,
} from '../../../test/support/plan-instances.js';
import { generateInstance } from '../generator/generate-instance.js';
import type { PlanInstance, PlanPerson } from '../solver/instance.js';
import { priceTeams } from '../solver/pricing.js';
import { Problem } from '../solver/problem.js';
import { solveProgram } from '../solving/highs.js';
import { changeWords, titles } from './change-words.js';
import { headCountSeries } from './head-count-series.rules.js';
import { applyScenario, type Home, type StaffingChange } from './scenario.rules.js';

const DALLAS: Home = { officeId: 'dallas', office: 'Dallas', lat: 32.78, lon: -96.8 };
const ATLANTA: Home = { officeId: 'atlanta', office: 'Atlanta', lat: 33.75, lon: -84.39 };
const EVERY_WEEK = [0, 1, 2, 3, 4, 5, 6, 7];

const vacant: PlanPerson = anInspector({ id: 'vacant', unavailable: EVERY_WEEK });
const base = anInstance({ conflicts: [['t1', 'inspector']] });
const everybody = [...base.people, vacant];

const oneMore: StaffingChange = {
  ...{ kind: 'add', count: 1, role: 'inspector', models: ['DETENTION'] },
  ...{ home: DALLAS, quarterCap: 6 },
};

describe('a scenario', () => {
  it('without a change is the year as it is', () => {
    expect(applyScenario(base, everybody, [])).toEqual(base);
  });

  it('adds people who can travel in every week', () => {
    const { people } = applyScenario(base, everybody, [{ ...oneMore, count: 2 }, oneMore]);
    expect(people.map(({ id }) => id)).toEqual([
      ...['leader', 'inspector', 'new-inspector-1', 'new-inspector-2', 'new-inspector-3'],
    ]);
    expect(people.at(-1)).toMatchObject({ lat: DALLAS.lat, unavailable: [], quarterCap: 6 });
  });

  it('fills a vacancy with somebody who may inspect what it asks for', () => {
    const { people } = applyScenario(base, everybody, [{ kind: 'fill', position: 'vacant' }]);
    expect(people.at(-1)).toEqual({ ...vacant, unavailable: [] });
  });

  it('takes people out with their conflicts, and moves their home', () => {
    const without = applyScenario(base, everybody, [{ kind: 'remove', position: 'inspector' }]);
    expect(without.people.map(({ id }) => id)).toEqual(['leader']);
    expect(without.conflicts).toEqual([]);
    const moved = applyScenario(base, everybody, [
      { kind: 'move', position: 'leader', home: DALLAS },
    ]);
    expect(moved.people[0]).toEqual(aLeader({ lat: DALLAS.lat, lon: DALLAS.lon }));
  });

  it('changes the travel weeks of one role, or of everybody', () => {
    const capsAfter = (role: 'leader' | null): number[] =>
      applyScenario(base, everybody, [{ kind: 'travel-weeks', role, weeks: 8 }]).people.map(
        ({ quarterCap }) => quarterCap,
      );
    expect(capsAfter('leader')).toEqual([8, 6]);
    expect(capsAfter(null)).toEqual([8, 8]);
  });

  it('leaves fixed visits as they are: whoever leaves travels for them, and in no other week', () => {
    const fixed = { ...base, fixed: [anAssignment({ week: 2 })] };
    for (const kind of ['remove', 'vacate'] as const) {
      const after = applyScenario(fixed, everybody, [{ kind, position: 'inspector' }]);
      expect(after.fixed).toEqual(fixed.fixed);
      expect(after.people.find(({ id }) => id === 'inspector')?.unavailable).toEqual(EVERY_WEEK);
      expect(() => new Problem(after)).not.toThrow();
    }
  });

  it.each<[string, StaffingChange[]]>([
    ['There is no position nobody', [{ kind: 'remove', position: 'nobody' }]],
    ['inspector is not vacant', [{ kind: 'fill', position: 'inspector' }]],
    ['vacant is vacant already', [{ kind: 'vacate', position: 'vacant' }]],
    ['Between 1 and 50 people', [{ ...oneMore, count: 51 }]],
    ['Travel weeks a quarter lie between', [{ kind: 'travel-weeks', role: null, weeks: 14 }]],
    [
      'There is no position inspector after the changes before this one',
      [
        { kind: 'remove', position: 'inspector' },
        { kind: 'vacate', position: 'inspector' },
      ],
    ],
  ])('is refused with words: %s', (words, changes) => {
    expect(() => applyScenario(base, everybody, changes)).toThrow(words);
  });

  it('that is taken back change by change is the year as it is', () => {
    const there: Record<string, StaffingChange[]> = {
      added: [oneMore, { kind: 'remove', position: 'new-inspector-1' }],
      filled: [
        { kind: 'fill', position: 'vacant' },
        { kind: 'vacate', position: 'vacant' },
      ],
      vacated: [
        { kind: 'vacate', position: 'inspector' },
        { kind: 'fill', position: 'inspector' },
      ],
      moved: [
        { kind: 'move', position: 'inspector', home: DALLAS },
        { kind: 'move', position: 'inspector', home: ATLANTA },
      ],
      allowed: [
        { kind: 'travel-weeks', role: null, weeks: 3 },
        { kind: 'travel-weeks', role: null, weeks: 6 },
      ],
    };
    fc.assert(
      fc.property(
        fc.shuffledSubarray(['filled', 'vacated', 'moved', 'allowed'], { minLength: 1 }),
        fc.boolean(),
        (kinds, isAdded) => {
          const changes = [...(isAdded ? ['added'] : []), ...kinds].flatMap((kind) => there[kind]!);
          expect(applyScenario(base, everybody, changes)).toEqual(base);
        },
      ),
    );
  });

  it('with more people is never bound to be later', async () => {
    const boundOf = async (instance: PlanInstance): Promise<number> =>
      (await priceTeams(new Problem(instance), solveProgram)).bound;
    for (const seed of [1, 2, 3]) {
      const year = generateInstance({ agreements: 30, load: 1.2, seed });
      const before = await boundOf(year);
      for (const role of ['leader', 'inspector'] as const) {
        const more = applyScenario(year, year.people, [
          { ...oneMore, role, models: ['DETENTION', 'TASK_FORCE'] },
        ]);
        expect(await boundOf(more)).toBeLessThanOrEqual(before * (1 + 1e-4) + 1e-6);
      }
    }
  });

  it('is told in words', () => {
    const titleOf = titles([{ id: 'inspector', title: 'Inspector 1' }]);
    expect(changeWords({ ...oneMore, count: 2 }, titleOf)).toBe(
      '2 inspectors more for detention in Dallas',
    );
    expect(changeWords({ kind: 'vacate', position: 'inspector' }, titleOf)).toBe(
      'Inspector 1 vacant',
    );
    expect(changeWords({ kind: 'remove', position: 'new-inspector-2' }, titleOf)).toBe(
      'without New inspector 2',
    );
  });
});

describe('a head count series', () => {
  const positions = [2, 10, 9].map((number) => ({
    ...{ id: `i${number}`, title: `Inspector ${number}`, role: 'inspector' as const },
    ...{ holder: null, isSample: false },
  }));
  const year = anInstance({
    tasks: [aTask()],
    people: [aLeader(), ...positions.map(({ id }) => anInspector({ id }))],
  });
  const facts = { instance: year, positions, offices: [ATLANTA] };

  it('lets the last by title leave first, and those who come be like those who are there', () => {
    const series = headCountSeries(facts, 'inspector', { fewer: 2, more: 2 });
    expect(series.map(({ step }) => step)).toEqual([-2, -1, 1, 2]);
    expect(series[0]!.changes).toEqual([
      { kind: 'remove', position: 'i10' },
      { kind: 'remove', position: 'i9' },
    ]);
    expect(series[3]!.changes).toMatchObject([
      { kind: 'add', count: 1, home: ATLANTA },
      { kind: 'add', count: 1, home: ATLANTA },
    ]);
    for (const { step, changes } of series)
      expect(applyScenario(year, year.people, changes).people).toHaveLength(4 + step);
  });

  it('keeps whoever is on a fixed visit, and ends where nobody is left to leave', () => {
    const fixed = [anAssignment({ inspectors: ['i10'] })];
    const bound = { ...facts, instance: { ...year, fixed } };
    const series = headCountSeries(bound, 'inspector', { fewer: 5, more: 0 });
    expect(series.map(({ step }) => step)).toEqual([-2, -1]);
    expect(series.flatMap(({ changes }) => changes)).not.toContainEqual({
      ...{ kind: 'remove', position: 'i10' },
    });
  });
});
