import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  aLeader,
  anAssignment,
  anInspector,
  anInstance,
  aPlan,
  aTask,
  planInstances,
} from '../../../test/support/plan-instances.js';
import { FileRefused, problemText } from './file-problems.js';
import { readInstance } from './instance-file.js';
import { readPlan } from './plan-file.js';

/** What is wrong with it, one line each. */
function problemsOf(read: () => unknown): string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return error.problems.map(problemText);
  }
}

const without = <Item extends object>(item: Item, ...names: (keyof Item)[]): Partial<Item> =>
  Object.fromEntries(
    Object.entries(item).filter(([name]) => !names.includes(name as keyof Item)),
  ) as Partial<Item>;

describe('a file with an instance', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(planInstances({ tasks: 30, people: 8, weeks: 12 }), (instance) => {
        expect(readInstance(JSON.parse(JSON.stringify(instance)))).toEqual(instance);
      }),
      { numRuns: 100 },
    );
  });

  it('may leave out what is empty, and hold more than the format knows', () => {
    const file = {
      ...without(anInstance(), 'conflicts', 'fixed'),
      tasks: [{ ...without(aTask(), 'blackout'), note: 'seen in May' }],
      people: [{ ...without(aLeader(), 'unavailable'), grade: 13 }, anInspector()],
      generator: { name: 'another' },
    };
    expect(readInstance(file)).toEqual(anInstance());
    expect(readInstance({ ...file, conflicts: null, fixed: null })).toEqual(anInstance());
  });

  it('takes changes of what somebody may inspect in any order, and needs a week of each', () => {
    const later = [
      { from: 5, models: ['TASK_FORCE'] },
      { from: 2, models: [] },
    ];
    const file = anInstance({ people: [aLeader({ later }), anInspector()] });
    expect(readInstance(file).people[0]?.later?.map(({ from }) => from)).toEqual([2, 5]);
    const people = [{ ...aLeader(), later: [{ models: ['JOINT'] }] }, anInspector()];
    expect(problemsOf(() => readInstance({ ...anInstance(), people }))).toEqual([
      '/people/0/later/0/from: is missing',
    ]);
  });

  it('keeps every id exactly as it is', () => {
    const ids = ['', ' 1', '__proto__', 'constructor', 'é', '"/~', '1e3'];
    const instance = anInstance({
      tasks: ids.map((id) => aTask({ id })),
      people: ids.map((id) => aLeader({ id })),
      conflicts: ids.map((id): [string, string] => [id, id]),
    });
    expect(readInstance(JSON.parse(JSON.stringify(instance)))).toEqual(instance);
  });

  it('may name weeks before the year: due and first weeks stay, days away say nothing', () => {
    const instance = anInstance({
      tasks: [aTask({ release: -9, due: -30, blackout: [-1, 3, 3, 8] })],
      people: [aLeader({ unavailable: [60, 7, -2] })],
      conflicts: [
        ['t1', 'leader', [8, 2]],
        ['t1', 'leader'],
      ],
    });
    const read = readInstance(instance);
    expect(read.tasks[0]).toMatchObject({ release: -9, due: -30, blackout: [3] });
    expect(read.people[0]?.unavailable).toEqual([7]);
    expect(read.conflicts).toEqual([
      ['t1', 'leader', [2]],
      ['t1', 'leader'],
    ]);
  });

  it('is refused with every place that is wrong', () => {
    const file = {
      ...anInstance(),
      weekDays: [5, 4, 5, 5, 5, 5, 5],
      quarterOf: [0, 0, 0, 0, 1, 1, 4, 1.5],
      tasks: [
        { ...aTask(), release: 1.5, due: '3', weight: -1, lat: 91, days: 0 },
        { ...aTask(), kind: 'visit', blackout: [2, null] },
        'task',
        without(aTask({ id: 't4' }), 'model', 'inspectors'),
        { ...aTask(), id: 5 },
      ],
      people: [aLeader(), { ...aLeader(), models: 'DETENTION', quarterCap: -1 }],
      conflicts: [['t1', 'leader'], ['t1', 'nobody'], ['t1'], ['t1', 'leader', [2, 'x']]],
      fixed: [
        anAssignment({ inspectors: ['leader', 'nobody'], week: 8 }),
        anAssignment({ inspectors: [] }),
      ],
    };
    expect(problemsOf(() => readInstance(file))).toEqual([
      '/tasks/0/days: must be a whole number of work days, at least 1',
      '/tasks/0/release: must be a whole number of weeks',
      '/tasks/0/due: must be a whole number of weeks',
      '/tasks/0/weight: must be a number, at least 0',
      '/tasks/0/lat: must be degrees of latitude, -90 to 90',
      '/tasks/1/kind: must be "full" or "focus"',
      '/tasks/1/blackout/1: is empty',
      '/tasks/1/id: is the id of /tasks/0 as well',
      '/tasks/2: must be an object',
      '/tasks/3/model: is missing',
      '/tasks/3/inspectors: is missing',
      '/tasks/4/id: must be a text',
      '/people/1/models: must be a list',
      '/people/1/quarterCap: must be a whole number of weeks, at least 0',
      '/people/1/id: is the id of /people/0 as well',
      '/weekDays: has 7 entries; the year has 8 weeks',
      '/quarterOf/6: must be a quarter, 0 to 3',
      '/quarterOf/7: must be a quarter, 0 to 3',
      '/conflicts/1/1: names "nobody", which is not among the people',
      '/conflicts/2: must be the id of a task, that of a person and, if need be, a list of weeks',
      '/conflicts/3/2/1: must be a whole number of weeks',
      '/fixed/0/inspectors/1: names "nobody", which is not among the people',
      '/fixed/0/week: must be a week of the year, 0 to 7',
      '/fixed/0: names "leader" twice',
      '/fixed/1: fixes the task of /fixed/0 once more',
    ]);
  });

  it.each([[null], ['text'], [[]], [7]])('is refused once for all where it is %j', (json) => {
    expect(problemsOf(() => readInstance(json))).toEqual([
      'the file: must be an instance: an object with weeks, tasks and people',
    ]);
  });

  it('is refused for the length of its year alone where only that is missing', () => {
    expect(problemsOf(() => readInstance(without(anInstance(), 'weeks')))).toEqual([
      '/weeks: is missing',
    ]);
    expect(problemsOf(() => readInstance({}))).toEqual(
      ['weeks', 'tasks', 'people', 'weekDays', 'quarterOf'].map((name) => `/${name}: is missing`),
    );
  });
});

describe('a file with a plan', () => {
  it('is read as it was written', () => {
    const plan = aPlan({ bound: 3, gap: 0, unscheduled: [{ task: 't1', reason: 'why' }], seed: 4 });
    expect(readPlan(JSON.parse(JSON.stringify(plan)), anInstance())).toEqual(plan);
  });

  it('may leave out how it was found and what is known of the bound', () => {
    const file = without(aPlan(), 'unscheduled', 'bound', 'gap', 'seconds', 'iterations', 'seed');
    expect(readPlan(file, anInstance())).toEqual(aPlan());
    const reasonless = { ...file, unscheduled: [{ task: 't1' }], bound: null, seed: null };
    expect(readPlan(reasonless, anInstance()).unscheduled).toEqual([{ task: 't1', reason: '' }]);
  });

  it('is refused with every place that is wrong', () => {
    const file = {
      ...without(aPlan(), 'travelKm'),
      assignments: [
        anAssignment({ task: 't9', inspectors: ['inspector', 'x'] }),
        { ...anAssignment(), week: '3' },
        without(anAssignment(), 'leader'),
      ],
      unscheduled: [{ task: 't8' }],
      lateness: Infinity,
      bound: 'none',
    };
    expect(problemsOf(() => readPlan(file, anInstance()))).toEqual([
      '/assignments/0/task: names "t9", which is not among the tasks',
      '/assignments/0/inspectors/1: names "x", which is not among the people',
      '/assignments/1/week: must be a whole number of weeks',
      '/assignments/2/leader: is missing',
      '/unscheduled/0/task: names "t8", which is not among the tasks',
      '/lateness: must be a number',
      '/travelKm: is missing',
      '/bound: must be a number',
    ]);
  });

  it('is left to the checker where it breaks limits', () => {
    const assignments = [anAssignment({ week: 99 }), anAssignment({ week: -1 })];
    expect(readPlan(aPlan({ assignments }), anInstance()).assignments).toEqual(assignments);
  });
});
