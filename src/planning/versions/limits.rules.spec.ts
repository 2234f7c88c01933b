import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fiscalWeeks } from '../fiscal-weeks.rules.js';
import type { PlanAssignment, PlanInstance, PlanPerson, PlanTask } from '../solver/instance.js';
import { faultsOf, YearLoad } from './limits.rules.js';
import { isMoved, whyMoved } from './move-reasons.rules.js';
import { costOf, loadsOf } from './plan-cost.rules.js';
import { daysOfVisits } from './visit-days.rules.js';

const NAMES = { task: String, person: String, week: (week: number) => `week ${week}` };
const ATLANTA = { lat: 33.75, lon: -84.39 };

const aTask = (change: Partial<PlanTask> = {}): PlanTask => ({
  ...{ id: 't1', agreement: 'a1', kind: 'full', model: 'DETENTION', days: 3, inspectors: 1 },
  ...{ release: 0, due: 2, weight: 1, ...ATLANTA, region: 'GA', blackout: [] },
  ...change,
});

const aPerson = (change: Partial<PlanPerson> = {}): PlanPerson => ({
  ...{ id: 'L', role: 'leader', models: ['DETENTION'], ...ATLANTA, unavailable: [] },
  quarterCap: 2,
  ...change,
});

const PEOPLE = [
  aPerson(),
  aPerson({ id: 'L2' }),
  aPerson({ id: 'I', role: 'inspector' }),
  aPerson({ id: 'I2', role: 'inspector', models: [] }),
];

const anInstance = (change: Partial<PlanInstance> = {}): PlanInstance => ({
  weeks: 52,
  weekDays: [5, 4, ...Array.from({ length: 50 }, () => 5)],
  quarterOf: Array.from({ length: 52 }, (_, week) => Math.floor(week / 13)),
  tasks: [aTask(), aTask({ id: 't2' }), aTask({ id: 't3' })],
  people: PEOPLE,
  conflicts: [],
  fixed: [],
  ...change,
});

const at = (
  task: string,
  week: number,
  leader = 'L',
  inspectors: string[] = ['I'],
): PlanAssignment => ({ task, week, leader, inspectors });

const limitsOf = (
  instance: PlanInstance,
  others: PlanAssignment[],
  assignment: PlanAssignment,
): string[] => new YearLoad(instance, others, NAMES).brokenBy(assignment).map(({ limit }) => limit);

describe('the limits of a place', () => {
  it.each<[string, Partial<PlanInstance>, PlanAssignment[], PlanAssignment, string[]]>([
    ['none where everything fits', {}, [], at('t1', 0), []],
    ['its release', { tasks: [aTask({ release: 3 })] }, [], at('t1', 2), ['before-release']],
    ['a blackout', { tasks: [aTask({ blackout: [4] })] }, [], at('t1', 4), ['blackout']],
    ['a short week', { tasks: [aTask({ days: 5 })] }, [], at('t1', 1), ['week-too-short']],
    ['no leader', {}, [], at('t1', 0, 'I2', ['I']), ['no-leader']],
    [
      'a leader without the specialty',
      { tasks: [aTask({ model: 'TASK_FORCE' })] },
      [],
      at('t1', 0),
      ['leader-not-qualified', 'no-specialist'],
    ],
    [
      'a leader whose successor has the specialty, and comes later',
      {
        people: [
          aPerson({ models: [], later: [{ from: 5, models: ['DETENTION'] }] }),
          ...PEOPLE.slice(1),
        ],
      },
      [],
      at('t1', 4),
      ['leader-not-qualified'],
    ],
    [
      'none of a successor who has the specialty',
      {
        people: [
          aPerson({ models: [], later: [{ from: 5, models: ['DETENTION'] }] }),
          ...PEOPLE.slice(1),
        ],
      },
      [],
      at('t1', 5),
      [],
    ],
    ['a wrong team', {}, [], at('t1', 0, 'L', ['I', 'I2']), ['wrong-team']],
    [
      'one inspector twice',
      { tasks: [aTask({ inspectors: 2 })] },
      [],
      at('t1', 0, 'L', ['I', 'I']),
      ['wrong-team'],
    ],
    ['no specialist', {}, [], at('t1', 0, 'L', ['I2']), ['no-specialist']],
    [
      'somebody away',
      { people: [aPerson({ unavailable: [0] }), ...PEOPLE.slice(1)] },
      [],
      at('t1', 0),
      ['away'],
    ],
    ['a vacant position', {}, [], at('t1', 0, 'gone'), ['away']],
    [
      'no conflict of interest of other weeks',
      { conflicts: [['t1', 'I', [1, 2]]] },
      [],
      at('t1', 0),
      [],
    ],
    [
      'a conflict of interest of the week',
      { conflicts: [['t1', 'I', [0]]] },
      [],
      at('t1', 0),
      ['conflict'],
    ],
    ['a conflict of interest', { conflicts: [['t1', 'I']] }, [], at('t1', 0), ['conflict']],
    [
      'another state',
      { tasks: [aTask({ days: 1 }), aTask({ id: 't2', days: 1, region: 'AZ' })] },
      [at('t2', 0, 'L2')],
      at('t1', 0),
      ['other-region'],
    ],
    ['days of the week', {}, [at('t2', 0, 'L2')], at('t1', 0), ['week-full']],
    ['the quarter', {}, [at('t2', 3), at('t3', 4)], at('t1', 5), ['quarter-cap', 'quarter-cap']],
  ])('name %s', (_, change, others, assignment, expected) => {
    expect(limitsOf(anInstance(change), others, assignment)).toEqual(expected);
  });

  it('count all visits that hang together through shared people, not only those of one person', () => {
    const tasks = ['t1', 't2', 't3'].map((id) => aTask({ id, days: 2 }));
    const people = [...PEOPLE, aPerson({ id: 'I3', role: 'inspector' }), aPerson({ id: 'L3' })];
    const others = [at('t1', 0, 'L', ['I']), at('t2', 0, 'L2', ['I'])];
    const instance = anInstance({ tasks, people });
    expect(limitsOf(instance, others, at('t3', 0, 'L2', ['I3']))).toEqual(['week-full']);
    expect(limitsOf(instance, others, at('t3', 0, 'L3', ['I3']))).toEqual([]);
  });

  it('are no fault of a visit that keeps its days, but of whatever is added to it', () => {
    const fixed = [at('t1', 0), at('t2', 0)];
    const instance = anInstance({ fixed });
    expect(faultsOf(instance, fixed, NAMES)).toEqual([]);
    expect(faultsOf(instance, [...fixed, at('t3', 0)], NAMES).map(({ task }) => task)).toEqual([
      't3',
    ]);
  });
});

describe('what a plan costs', () => {
  it('counts lateness by weight, what has no week beyond the year, and each trip once', () => {
    const site = { lat: 34.75, lon: -84.39 };
    const tasks = [
      aTask({ ...site, days: 1, weight: 2, due: 1 }),
      aTask({ ...site, id: 't2', days: 1 }),
      aTask({ id: 't3', due: 50 }),
    ];
    const assignments = [at('t1', 3), at('t2', 3)];
    const cost = costOf(anInstance({ tasks }), assignments);
    expect(cost.lateness).toBe(2 * 2 + 1 + (52 + 13 - 50));
    expect(cost.travelKm).toBeCloseTo(2 * 2 * 111.19, 0);
    expect(cost.imbalance).toBe(2);
    const [leader] = loadsOf(anInstance({ tasks }), assignments);
    expect(leader).toMatchObject({ visits: 2, travelWeeks: 1, byQuarter: [1, 0, 0, 0] });
  });
});

describe('the reason of a move', () => {
  const facts = (instance: PlanInstance, assignments: PlanAssignment[], weight = 1) => ({
    ...{ instance, assignments, names: NAMES, isNew: (task: string) => task === 't2' },
    weightBefore: () => weight,
  });

  it('is somebody’s absence before anything else', () => {
    const instance = anInstance({ people: [aPerson({ unavailable: [0] }), ...PEOPLE.slice(1)] });
    expect(whyMoved(at('t1', 0), facts(instance, [at('t1', 1)]))).toBe(
      'L cannot travel in week 0.',
    );
  });

  it('is who has its people now, and that it is new', () => {
    const assignments = [at('t2', 0), at('t1', 3)];
    expect(whyMoved(at('t1', 0), facts(anInstance(), assignments))).toContain(
      'Makes room for t2, which is new:',
    );
  });

  it('is its own weight when that grew and it comes sooner', () => {
    const instance = anInstance({ tasks: [aTask({ weight: 3 })] });
    expect(whyMoved(at('t1', 8), facts(instance, [at('t1', 2)], 1.5))).toBe(
      'It weighs 3 instead of 1.5 and comes 6 weeks sooner.',
    );
  });

  it('is what the year gains when nothing stands in the old place', () => {
    const instance = anInstance({ tasks: [aTask()] });
    expect(whyMoved(at('t1', 8), facts(instance, [at('t1', 2)]))).toBe(
      'The year is less late by 6 for it.',
    );
  });

  it('does not count inspectors that only stand in another order', () => {
    expect(isMoved(at('t1', 0, 'L', ['I', 'I2']), at('t1', 0, 'L', ['I2', 'I']))).toBe(false);
    expect(isMoved(at('t1', 0), at('t1', 0, 'L2'))).toBe(true);
  });
});

describe('the days of visits', () => {
  const calendar = fiscalWeeks(2013);

  it('lie one after the other where somebody is shared, and are found for every plan within the limits', () => {
    const visit = fc.record({
      days: fc.integer({ min: 1, max: 5 }),
      leader: fc.constantFrom('L', 'L2'),
      inspector: fc.constantFrom('I', 'I2', 'I3'),
      week: fc.constantFrom(0, 1, 2),
    });
    fc.assert(
      fc.property(fc.array(visit, { maxLength: 8 }), (wanted) => {
        const people = [...PEOPLE, aPerson({ id: 'I3', role: 'inspector' })].map((person) => ({
          ...person,
          models: ['DETENTION'],
          quarterCap: 13,
        }));
        const tasks = wanted.map(({ days }, index) => aTask({ id: `t${index}`, days }));
        const instance = anInstance({ tasks, people });
        const load = new YearLoad(instance, [], NAMES);
        const legal: PlanAssignment[] = [];
        wanted.forEach(({ leader, inspector, week }, index) => {
          const place = at(`t${index}`, week, leader, [inspector]);
          if (load.brokenBy(place).length > 0) return;
          load.add(place);
          legal.push(place);
        });
        const visits = legal.map((place) => ({
          ...place,
          days: tasks.find(({ id }) => id === place.task)!.days,
          standing: null,
          isFixed: false,
        }));
        const days = daysOfVisits(visits, calendar);
        expect(days.size).toBe(legal.length);
        for (const [index, a] of legal.entries())
          for (const b of legal.slice(index + 1)) {
            const isShared = a.leader === b.leader || a.inspectors[0] === b.inspectors[0];
            const [first, second] = [days.get(a.task)!, days.get(b.task)!];
            if (isShared)
              expect(first.endsOn < second.startsOn || second.endsOn < first.startsOn).toBe(true);
          }
      }),
      { numRuns: process.env['MOA_TEST_DEEP'] ? 5_000 : 200 },
    );
  });

  it('stay as they are for a visit that stays in its week', () => {
    const standing = { startsOn: '2012-10-03', endsOn: '2012-10-05' };
    const visit = { ...at('t1', 0), days: 3, standing, isFixed: false };
    expect(daysOfVisits([visit], calendar).get('t1')).toEqual(standing);
    expect(daysOfVisits([{ ...visit, week: 2 }], calendar).get('t1')).toEqual({
      startsOn: '2012-10-15',
      endsOn: '2012-10-17',
    });
  });
});
