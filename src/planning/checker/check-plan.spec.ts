import { describe, expect, it } from '@jest/globals';
import {
  aLeader,
  anAssignment,
  anInspector,
  anInstance,
  aPlan,
  aTask,
} from '../../../test/support/plan-instances.js';
import type { Plan, PlanAssignment, PlanInstance } from '../solver/instance.js';
import { checkPlan } from './check-plan.js';
import type { FaultKind } from './fault.js';

/** The plan with the cost that it has. */
function honest(instance: PlanInstance, given: Partial<Plan> = {}): Plan {
  const plan = aPlan(given);
  const { lateness, travelKm, imbalance } = checkPlan(instance, plan);
  return { ...plan, lateness, travelKm, imbalance };
}

const faultsOf = (instance: PlanInstance, given: Partial<Plan> = {}) =>
  checkPlan(instance, honest(instance, given)).faults;

const kindsOf = (instance: PlanInstance, given: Partial<Plan> = {}): FaultKind[] =>
  faultsOf(instance, given).map(({ kind }) => kind);

/** Two of each role, all qualified for everything, and two short tasks in one region. */
const BOTH = ['DETENTION', 'TASK_FORCE'];
const aTeamTwice = (given: Partial<PlanInstance> = {}): PlanInstance =>
  anInstance({
    tasks: [aTask({ days: 2 }), aTask({ id: 't2', days: 3 })],
    people: [
      aLeader({ models: BOTH }),
      aLeader({ id: 'leader-2', models: BOTH }),
      anInspector({ models: BOTH }),
      anInspector({ id: 'inspector-2', models: BOTH }),
    ],
    ...given,
  });

const together: PlanAssignment[] = [anAssignment(), anAssignment({ task: 't2' })];

const apart: PlanAssignment[] = [
  anAssignment(),
  anAssignment({ task: 't2', leader: 'leader-2', inspectors: ['inspector-2'] }),
];

describe('a plan without a fault', () => {
  it('gives every task its week and team, or says that it has none', () => {
    const instance = aTeamTwice();
    expect(faultsOf(instance, { assignments: together })).toEqual([]);
    expect(faultsOf(instance, { assignments: apart })).toEqual([]);
    const unscheduled = [{ task: 't2', reason: 'nobody is free' }];
    expect(faultsOf(instance, { assignments: [anAssignment()], unscheduled })).toEqual([]);
  });

  it('may leave a task without inspectors that asks for none', () => {
    const instance = anInstance({ tasks: [aTask({ inspectors: 0 })], people: [aLeader()] });
    expect(faultsOf(instance, { assignments: [anAssignment({ inspectors: [] })] })).toEqual([]);
  });

  it('visits a joint agreement with one who knows both sides among inspectors who know one', () => {
    const people = [
      aLeader({ models: BOTH }),
      anInspector(),
      anInspector({ id: 'inspector-2', models: ['TASK_FORCE', 'DETENTION'] }),
    ];
    const instance = anInstance({ tasks: [aTask({ model: 'JOINT', inspectors: 2 })], people });
    const assignments = [anAssignment({ inspectors: ['inspector', 'inspector-2'] })];
    expect(faultsOf(instance, { assignments })).toEqual([]);
  });
});

describe('a fault is found, and named, where', () => {
  const one = (change: Parameters<typeof aTask>[0]) => anInstance({ tasks: [aTask(change)] });
  const with1 = (change: Partial<PlanAssignment>) => ({ assignments: [anAssignment(change)] });

  it.each<[string, FaultKind, PlanInstance, Partial<Plan>, string]>([
    [
      'a task is left out',
      'left-out',
      anInstance(),
      { assignments: [] },
      'Task t1 has no week and is not among the unscheduled.',
    ],
    [
      'a task is planned twice',
      'planned-twice',
      anInstance(),
      { assignments: [anAssignment(), anAssignment({ week: 3 })] },
      'Task t1 is planned more than once: in weeks 0, 3.',
    ],
    [
      'a task is unscheduled twice',
      'planned-twice',
      anInstance(),
      {
        assignments: [],
        unscheduled: [
          { task: 't1', reason: '' },
          { task: 't1', reason: '' },
        ],
      },
      'Task t1 is among the unscheduled more than once.',
    ],
    [
      'a task is planned and unscheduled',
      'planned-and-unscheduled',
      anInstance(),
      { unscheduled: [{ task: 't1', reason: '' }] },
      'Task t1 is planned in week 0 and among the unscheduled as well.',
    ],
    [
      'the week is none of the year',
      'outside-year',
      anInstance(),
      with1({ week: 8 }),
      'Task t1 in week 8: the year has weeks 0 to 7.',
    ],
    [
      'the week comes before the first that is allowed',
      'before-release',
      one({ release: 3 }),
      with1({ week: 2 }),
      'Task t1 in week 2: its first week is 3.',
    ],
    [
      'the agreement cannot be visited that week',
      'blackout',
      one({ blackout: [4, 2] }),
      with1({ week: 2 }),
      'Task t1 in week 2: it cannot be visited that week.',
    ],
    [
      'the week has a holiday too many',
      'week-too-short',
      anInstance(),
      with1({ week: 1 }),
      'Task t1 in week 1: it takes 5 days, the week has 4.',
    ],
    [
      'an inspector leads',
      'no-leader',
      anInstance({ people: [anInspector({ id: 'other' }), anInspector()] }),
      with1({ leader: 'other' }),
      'Task t1 in week 0: other leads it and is no leader.',
    ],
    [
      'the leader knows one side of a joint agreement',
      'leader-unqualified',
      anInstance({
        tasks: [aTask({ model: 'JOINT' })],
        people: [aLeader(), anInspector({ models: BOTH })],
      }),
      {},
      'Task t1 in week 0: leader leads it without the qualification DETENTION and TASK_FORCE.',
    ],
    [
      'the leader of that week does not know what their predecessor knew',
      'leader-unqualified',
      anInstance({
        people: [aLeader({ later: [{ from: 0, models: ['TASK_FORCE'] }] }), anInspector()],
      }),
      {},
      'Task t1 in week 0: leader leads it without the qualification DETENTION.',
    ],
    [
      'the inspector learns it only later',
      'inspectors-unqualified',
      anInstance({
        people: [
          aLeader(),
          anInspector({ models: [], later: [{ from: 1, models: ['DETENTION'] }] }),
        ],
      }),
      {},
      'Task t1 in week 0: none of its inspectors has the qualification DETENTION.',
    ],
    [
      'a leader goes as an inspector',
      'no-inspector',
      aTeamTwice({ tasks: [aTask()] }),
      with1({ inspectors: ['leader-2'] }),
      'Task t1 in week 0: leader-2 is no inspector.',
    ],
    [
      'inspectors are too few',
      'inspector-count',
      one({ inspectors: 2 }),
      {},
      'Task t1 in week 0: it has 1 inspector and needs 2.',
    ],
    [
      'inspectors are too many',
      'inspector-count',
      aTeamTwice({ tasks: [aTask()] }),
      with1({ inspectors: ['inspector', 'inspector-2'] }),
      'Task t1 in week 0: it has 2 inspectors and needs 1.',
    ],
    [
      'no inspector is qualified, each knowing one side',
      'inspectors-unqualified',
      anInstance({
        tasks: [aTask({ model: 'JOINT', inspectors: 2 })],
        people: [
          aLeader({ models: BOTH }),
          anInspector(),
          anInspector({ id: 'inspector-2', models: ['TASK_FORCE'] }),
        ],
      }),
      with1({ inspectors: ['inspector', 'inspector-2'] }),
      'Task t1 in week 0: none of its inspectors has the qualification DETENTION and TASK_FORCE.',
    ],
    [
      'somebody is away',
      'unavailable',
      anInstance({ people: [aLeader(), anInspector({ unavailable: [0] })] }),
      {},
      'Task t1 in week 0: inspector is not available that week.',
    ],
    [
      'somebody must not visit it',
      'conflict',
      anInstance({ conflicts: [['t1', 'leader']] }),
      {},
      'Task t1 in week 0: leader must not visit it.',
    ],
    [
      'somebody must not visit it that week',
      'conflict',
      anInstance({ conflicts: [['t1', 'leader', [0, 3]]] }),
      {},
      'Task t1 in week 0: leader must not visit it.',
    ],
    [
      'a person has more days than the week',
      'person-days',
      aTeamTwice(),
      { assignments: together.map((visit) => ({ ...visit, week: 1 })) },
      'leader in week 1: tasks t1, t2 take 5 days, the week has 4.',
    ],
    [
      'a person is in two regions in a week',
      'two-regions',
      aTeamTwice({ tasks: [aTask({ days: 2 }), aTask({ id: 't2', days: 2, region: 'AL' })] }),
      { assignments: together },
      'inspector in week 0: tasks t1, t2 are in 2 regions: GA, AL.',
    ],
    [
      'a person travels more weeks than the quarter allows',
      'quarter-cap',
      aTeamTwice({ people: [aLeader(), anInspector({ quarterCap: 1 })] }),
      { assignments: [anAssignment({ week: 3 }), anAssignment({ task: 't2', week: 2 })] },
      'inspector in quarter 0: travels 2 weeks (2, 3), at most 1 allowed.',
    ],
  ])('%s', (_, kind, instance, given, sentence) => {
    const faults = faultsOf(instance, given);
    expect(faults.map((fault) => fault.sentence)).toContain(sentence);
    expect(new Set(faults.map((fault) => fault.kind))).toEqual(new Set([kind]));
  });

  it('an inspector is named twice in place of two', () => {
    const assignments = [anAssignment({ inspectors: ['inspector', 'inspector'] })];
    expect(kindsOf(one({ inspectors: 2 }), { assignments })).toEqual([
      'inspector-twice',
      'inspector-count',
    ]);
  });

  it('a plan names what there is not', () => {
    const assignments = [
      anAssignment({ task: 'of another\nfile' }),
      anAssignment({ inspectors: ['nobody'] }),
    ];
    const faults = faultsOf(anInstance(), { assignments });
    expect(faults.map(({ sentence }) => sentence)).toEqual([
      'There is no task "of another\\nfile".',
      'Task t1 in week 0 names nobody, who is none of the people.',
      'Task t1 in week 0: it has 0 inspectors and needs 1.',
      'Task t1 in week 0: none of its inspectors has the qualification DETENTION.',
    ]);
  });

  it('three teams overlap in pairs, so that they could not be dated though nobody has too many days', () => {
    const crews: [leader: string, inspector: string][] = [
      ['l1', 'i1'],
      ['l2', 'i1'],
      ['l2', 'i2'],
    ];
    const instance = anInstance({
      tasks: crews.map((_, index) => aTask({ id: `t${index}`, days: 2 })),
      people: [
        aLeader({ id: 'l1' }),
        aLeader({ id: 'l2' }),
        anInspector({ id: 'i1' }),
        anInspector({ id: 'i2' }),
      ],
    });
    const assignments = crews.map(([leader, inspector], index) =>
      anAssignment({ task: `t${index}`, leader, inspectors: [inspector] }),
    );
    expect(faultsOf(instance, { assignments })).toEqual([
      {
        kind: 'shared-days',
        sentence:
          'Tasks t0, t1, t2 in week 0 share people and are done one after the other: they take 6 days, the week has 5.',
        week: 0,
      },
    ]);
    const later = [assignments[0]!, assignments[1]!, { ...assignments[2]!, week: 2 }];
    expect(faultsOf(instance, { assignments: later })).toEqual([]);
  });

  it('and none where a conflict holds in other weeks', () => {
    expect(faultsOf(anInstance({ conflicts: [['t1', 'leader', [1, 2]]] }))).toEqual([]);
  });
});

describe('a fixed visit', () => {
  const fixed = [anAssignment()];

  it('may break limits, for it is a fact', () => {
    const instance = anInstance({
      tasks: [aTask({ release: 4, model: 'JOINT', inspectors: 3, days: 6, blackout: [0] })],
      people: [aLeader({ unavailable: [0], quarterCap: 0 }), anInspector()],
      conflicts: [['t1', 'leader']],
      fixed,
    });
    expect(faultsOf(instance)).toEqual([]);
  });

  it.each<[string, Partial<Plan>, string]>([
    ['in another week', { assignments: [anAssignment({ week: 3 })] }, 'in week 3 with leader'],
    [
      'with another team',
      { assignments: [anAssignment({ leader: 'leader-2' })] },
      'in week 0 with leader-2',
    ],
    [
      'unscheduled',
      { assignments: [], unscheduled: [{ task: 't1', reason: 'no' }] },
      'the plan has it unscheduled',
    ],
  ])('must not be %s', (_, given, words) => {
    const faults = faultsOf(aTeamTwice({ tasks: [aTask()], fixed }), given);
    expect(faults.map(({ kind }) => kind)).toEqual(['fixed-moved']);
    expect(faults[0]?.sentence).toContain('Task t1 is fixed in week 0 with leader, inspector;');
    expect(faults[0]?.sentence).toContain(words);
  });

  it('is the same with its inspectors in another order', () => {
    const inspectors = ['inspector', 'inspector-2'];
    const instance = aTeamTwice({
      tasks: [aTask({ inspectors: 2 })],
      fixed: [anAssignment({ inspectors })],
    });
    const assignments = [anAssignment({ inspectors: [...inspectors].reverse() })];
    expect(faultsOf(instance, { assignments })).toEqual([]);
  });

  it('lets nothing be added to limits that it has used up', () => {
    const full = aTeamTwice({ tasks: [aTask(), aTask({ id: 't2', days: 1 })], fixed });
    const both = [...fixed, anAssignment({ task: 't2', leader: 'leader-2' })];
    expect(kindsOf(full, { assignments: both })).toEqual(['person-days']);
    const elsewhere = aTeamTwice({
      tasks: [aTask({ days: 1 }), aTask({ id: 't2', days: 1, region: 'AL' })],
      fixed,
    });
    expect(kindsOf(elsewhere, { assignments: both })).toEqual(['two-regions']);
  });

  it('that uses a quarter up leaves no further week of travel, but further visits in its own week', () => {
    const instance = aTeamTwice({
      people: [aLeader({ quarterCap: 0 }), anInspector()],
      fixed,
    });
    expect(faultsOf(instance, { assignments: together })).toEqual([]);
    const later = [...fixed, anAssignment({ task: 't2', week: 3 })];
    expect(kindsOf(instance, { assignments: later })).toEqual(['quarter-cap']);
    const nextQuarter = [...fixed, anAssignment({ task: 't2', week: 4 })];
    expect(kindsOf(instance, { assignments: nextQuarter })).toEqual(['quarter-cap']);
  });
});

describe('the cost of a plan', () => {
  it('counts weeks after the due week by weight, overdue ones from before the year', () => {
    const late = (due: number, week: number): number =>
      checkPlan(
        anInstance({ tasks: [aTask({ due, weight: 1.5 })] }),
        aPlan({ assignments: [anAssignment({ week })] }),
      ).lateness;
    expect([late(2, 5), late(2, 2), late(2, 0), late(-4, 0)]).toEqual([4.5, 0, 0, 6]);
  });

  it('counts a task in no week as visited a quarter after the year, and never as less than nothing', () => {
    const left = (due: number): number =>
      checkPlan(
        anInstance({ tasks: [aTask({ due, weight: 2 })] }),
        aPlan({ assignments: [], unscheduled: [{ task: 't1', reason: '' }] }),
      ).lateness;
    expect([left(2), left(-1), left(10), left(21), left(40)]).toEqual([38, 44, 22, 0, 0]);
  });

  it('counts there and back once a week for every person, to the farthest site', () => {
    // A degree of a meridian is 6371.0088 km × π / 180 = 111.195 km.
    const home = { lat: 33, lon: -84 };
    const instance = aTeamTwice({
      tasks: [aTask({ days: 2, lat: 34 }), aTask({ id: 't2', days: 2, lat: 35 })],
      people: [aLeader(home), anInspector(home)],
    });
    const km = (assignments: PlanAssignment[]) =>
      checkPlan(instance, aPlan({ assignments })).travelKm;
    expect(km(together)).toBeCloseTo(2 * 2 * 2 * 111.1951, 3);
    const apartInTime = [anAssignment(), anAssignment({ task: 't2', week: 2 })];
    expect(km(apartInTime)).toBeCloseTo(2 * 2 * 3 * 111.1951, 3);
  });

  it('counts the squares of the weeks that each person travels', () => {
    const instance = aTeamTwice();
    const imbalance = (assignments: PlanAssignment[]) =>
      checkPlan(instance, aPlan({ assignments })).imbalance;
    expect(imbalance(together)).toBe(2);
    expect(imbalance(apart)).toBe(4);
    expect(imbalance([anAssignment(), anAssignment({ task: 't2', week: 2 })])).toBe(8);
  });
});

describe('what a plan states of itself', () => {
  const instance = anInstance({ tasks: [aTask({ due: -2 })] });
  const right = honest(instance);
  const stated = (change: Partial<Plan>): string[] =>
    checkPlan(instance, { ...right, ...change }).faults.map(({ sentence }) => sentence);

  it('may be rounded, and may leave out the bound', () => {
    expect(right.lateness).toBe(2);
    expect(stated({ travelKm: right.travelKm * (1 + 5e-7) })).toEqual([]);
    expect(stated({ bound: 1.6, gap: 0.25 })).toEqual([]);
    expect(stated({ bound: 0.5, gap: 1.5 })).toEqual([]);
    expect(stated({ bound: 1.6 })).toEqual([]);
    expect(stated({ bound: 2 + 1e-9, gap: 0 })).toEqual([]);
  });

  it('is held against what it is', () => {
    expect(stated({ lateness: 1.9 })).toEqual(['The plan states lateness 1.9; it is 2.']);
    expect(stated({ imbalance: 3 })).toEqual(['The plan states imbalance 3; it is 2.']);
    expect(stated({ travelKm: right.travelKm * 1.001 })).toHaveLength(1);
    expect(stated({ travelKm: NaN })).toHaveLength(1);
    expect(stated({ bound: 2.1, gap: 0 })).toHaveLength(2);
    expect(stated({ bound: 1.6, gap: 0.2 })).toEqual([
      'The plan states a gap of 0.2; it is 0.24999999999999994.',
    ]);
    expect(stated({ gap: 0 })).toEqual(['The plan states a gap of 0 without a bound.']);
  });
});
