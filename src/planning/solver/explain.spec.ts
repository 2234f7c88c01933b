import { describe, expect, it } from '@jest/globals';
import {
  aLeader,
  anAssignment,
  anInspector,
  anInstance,
  aTask,
} from '../../../test/support/plan-instances.js';
import { explainScheduled, explainUnscheduled, rangesOf, unscheduledWords } from './explain.js';
import type { PlanAssignment, PlanInstance } from './instance.js';

/** Limit by week, of the first task, which has no week. */
function limitsOf(change: Partial<PlanInstance>, others: PlanAssignment[] = []) {
  const [first] = explainUnscheduled(anInstance(change), others);
  return Object.fromEntries(first!.limits.map(({ limit, weeks }) => [limit, weeks]));
}

const WEEKS = [0, 1, 2, 3, 4, 5, 6, 7];

describe('what keeps a task without a week', () => {
  it('is named week by week: blackout, short weeks, and nothing before its release', () => {
    const tasks = [aTask({ release: 1, blackout: [3] })];
    const people = [aLeader({ models: [] }), anInspector()];
    expect(limitsOf({ tasks, people })).toEqual({
      ...{ 'week-too-short': [1], blackout: [3], leader: [2, 4, 5, 6, 7] },
    });
  });

  it('is the people: no leader, no specialist, too few inspectors, in this order', () => {
    const tasks = [aTask({ days: 3, inspectors: 2 })];
    const hand = anInspector({ id: 'hand', models: [] });
    expect(limitsOf({ tasks, people: [aLeader(), hand] })).toEqual({ specialist: WEEKS });
    expect(limitsOf({ tasks })).toEqual({ inspectors: WEEKS });
    expect(limitsOf({ tasks, people: [hand, anInspector()] })).toEqual({ leader: WEEKS });
  });

  it('counts where those are who could have gone, in the first of the weeks', () => {
    const people = [
      ...[aLeader({ unavailable: [2] }), aLeader({ id: 'busy' }), aLeader({ id: 'barred' })],
      ...[aLeader({ id: 'used', quarterCap: 1 }), aLeader({ id: 'other', models: [] })],
      ...[anInspector(), anInspector({ id: 'i2' }), anInspector({ id: 'i3' })],
    ];
    const tasks = [aTask({ days: 5, release: 2 }), aTask({ id: 't2' }), aTask({ id: 't3' })];
    const [first] = explainUnscheduled(
      anInstance({ tasks, people, conflicts: [['t1', 'barred']] }),
      [
        anAssignment({ task: 't2', week: 2, leader: 'busy', inspectors: ['i2'] }),
        anAssignment({ task: 't3', week: 0, leader: 'used', inspectors: ['i3'] }),
      ],
    );
    const limit = first!.limits.find(({ weeks }) => weeks.includes(2))!;
    expect(limit).toMatchObject({
      limit: 'leader',
      people: { all: 4, onLeave: 1, travelling: 1, atCap: 1, inConflict: 1 },
    });
    expect(unscheduledWords({ ...first!, limits: [limit] })).toBe(
      'In week 2 no leader who may inspect its model is free (of 4: 1 travelling, 1 without a travel week left in the quarter, 1 on leave, 1 in conflict).',
    );
  });

  it('is that nothing is left where no week is allowed', () => {
    const [first] = explainUnscheduled(anInstance({ tasks: [aTask({ release: 8 })] }), []);
    expect(unscheduledWords(first!)).toBe('No week that is allowed is left.');
  });
});

describe('why a task is not earlier', () => {
  it('looks at the less late weeks alone, and does not count the task as in its own way', () => {
    const people = [aLeader({ quarterCap: 1 }), anInspector({ quarterCap: 1 })];
    const instance = anInstance({ tasks: [aTask({ days: 3, due: 0, release: 1 })], people });
    const [explained] = explainScheduled(instance, [anAssignment({ week: 3 })]);
    expect(explained).toMatchObject({ week: 3, lateness: 3, limits: [], open: [1, 2] });
    expect(explained!.leaders).toEqual({ all: 1, others: 0 });
  });
});

it('takes weeks that follow each other together', () => {
  expect(rangesOf([3, 4, 5, 7])).toEqual([
    { first: 3, last: 5 },
    { first: 7, last: 7 },
  ]);
});
