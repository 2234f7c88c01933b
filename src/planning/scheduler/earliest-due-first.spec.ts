import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { scheduleEarliestDueFirst } from './earliest-due-first.js';
import {
  isQualified,
  type Schedule,
  type ScheduleInput,
  type Traveller,
  type VisitToPlace,
} from './scheduling.js';

const aTask = (change: Partial<VisitToPlace> = {}): VisitToPlace => ({
  id: 't1',
  agreement: 'a1',
  kind: 'full',
  model: 'DETENTION',
  days: 5,
  inspectors: 1,
  release: 0,
  due: 4,
  weight: 1,
  region: 'GA',
  ...change,
});

const aLeader = (change: Partial<Traveller> = {}): Traveller => ({
  id: 'leader',
  role: 'leader',
  models: ['DETENTION'],
  unavailable: [],
  quarterCap: 6,
  ...change,
});

const anInspector = (change: Partial<Traveller> = {}): Traveller =>
  aLeader({ id: 'inspector', role: 'inspector', ...change });

const anInstance = (change: Partial<ScheduleInput> = {}): ScheduleInput => {
  const weeks = change.weeks ?? 8;
  return {
    weeks,
    weekDays: Array.from({ length: weeks }, () => 5),
    quarterOf: Array.from({ length: weeks }, (_, week) => Math.min(3, Math.floor(week / 13))),
    tasks: [aTask()],
    people: [aLeader(), anInspector()],
    conflicts: [],
    fixed: [],
    ...change,
  };
};

/** Every hard limit of the model, checked by other code than the scheduler's. */
function brokenLimits(instance: ScheduleInput, plan: Schedule): string[] {
  const broken: string[] = [];
  const taskOf = new Map(instance.tasks.map((task) => [task.id, task]));
  const personOf = new Map(instance.people.map((person) => [person.id, person]));
  const days = new Map<string, number>();
  const regions = new Map<string, Set<string>>();
  for (const { task: id, week, leader, inspectors, dayOffset } of plan.assignments) {
    const task = taskOf.get(id)!;
    if (week < task.release) broken.push(`${id} before its release`);
    if (dayOffset + task.days > instance.weekDays[week]!)
      broken.push(`${id} does not fit week ${week}`);
    if (!isQualified(personOf.get(leader)!, task.model, week))
      broken.push(`${leader} may not lead ${id}`);
    if (personOf.get(leader)!.role !== 'leader') broken.push(`${leader} is no leader`);
    if (inspectors.length !== task.inspectors || new Set(inspectors).size !== inspectors.length)
      broken.push(`${id} has a wrong team`);
    if (
      task.inspectors > 0 &&
      !inspectors.some((person) => isQualified(personOf.get(person)!, task.model, week))
    )
      broken.push(`${id} has no specialist`);
    for (const person of [leader, ...inspectors]) {
      if (
        instance.conflicts.some(
          ([barred, who, weeks]) =>
            barred === id && who === person && (weeks?.includes(week) ?? true),
        )
      )
        broken.push(`${person} must not go to ${id}`);
      if (personOf.get(person)!.unavailable.includes(week))
        broken.push(`${person} is away in ${week}`);
      const slot = `${person}@${week}`;
      days.set(slot, (days.get(slot) ?? 0) + task.days);
      regions.set(slot, (regions.get(slot) ?? new Set()).add(task.region));
    }
  }
  for (const [slot, used] of days) {
    const week = Number(slot.split('@')[1]);
    if (used > instance.weekDays[week]!) broken.push(`${slot} has ${used} days`);
    if (regions.get(slot)!.size > 1) broken.push(`${slot} is in two regions`);
  }
  for (const person of instance.people)
    for (const quarter of [0, 1, 2, 3]) {
      const travelled = [...days.keys()].filter(
        (slot) =>
          slot.startsWith(`${person.id}@`) &&
          instance.quarterOf[Number(slot.split('@')[1])] === quarter,
      ).length;
      if (travelled > person.quarterCap)
        broken.push(`${person.id} travels ${travelled} weeks in ${quarter}`);
    }
  return broken;
}

/** Nothing for all weeks, or a list of them. */
const someWeeks = fc.oneof(
  fc.constant<[]>([]),
  fc.tuple(fc.array(fc.integer({ min: 0, max: 29 }), { maxLength: 9 })),
);

const instances = fc
  .record({
    weeks: fc.integer({ min: 1, max: 30 }),
    tasks: fc.array(
      fc.record({
        model: fc.constantFrom('DETENTION', 'TASK_FORCE', 'JOINT'),
        days: fc.integer({ min: 1, max: 5 }),
        inspectors: fc.integer({ min: 0, max: 3 }),
        release: fc.integer({ min: -5, max: 30 }),
        due: fc.integer({ min: -20, max: 40 }),
        region: fc.constantFrom('GA', 'AZ', 'VA'),
      }),
      { maxLength: 25 },
    ),
    people: fc.array(
      fc.record({
        role: fc.constantFrom('leader' as const, 'inspector' as const),
        models: fc.subarray(['DETENTION', 'TASK_FORCE']),
        later: fc.array(
          fc.record({
            from: fc.integer({ min: 1, max: 29 }),
            models: fc.subarray(['DETENTION', 'TASK_FORCE']),
          }),
          { maxLength: 1 },
        ),
        unavailable: fc.array(fc.integer({ min: 0, max: 29 }), { maxLength: 5 }),
        quarterCap: fc.integer({ min: 0, max: 6 }),
      }),
      { maxLength: 8 },
    ),
    conflicts: fc.array(fc.tuple(fc.nat(24), fc.nat(7), someWeeks), { maxLength: 6 }),
  })
  .map(({ weeks, tasks, people, conflicts }) =>
    anInstance({
      weeks,
      weekDays: Array.from({ length: weeks }, (_, week) => (week % 5 === 1 ? 4 : 5)),
      tasks: tasks.map((task, index) => aTask({ ...task, id: `t${index}` })),
      people: people.map((person, index) => ({ ...person, id: `p${index}` })),
      conflicts: conflicts.map(([task, person, barred]) => [`t${task}`, `p${person}`, ...barred]),
    }),
  );

describe('earliest due first', () => {
  it('breaks no limit, and leaves no task without a place or a reason', async () => {
    await fc.assert(
      fc.asyncProperty(instances, async (instance) => {
        const plan = await scheduleEarliestDueFirst(instance);
        expect(brokenLimits(instance, plan)).toEqual([]);
        const answered = [...plan.assignments, ...plan.unscheduled].map(({ task }) => task).sort();
        expect(answered).toEqual(instance.tasks.map((task) => task.id).sort());
        for (const { limits } of plan.unscheduled) expect(limits.length).toBeGreaterThan(0);
      }),
      { numRuns: process.env['MOA_TEST_DEEP'] ? 10_000 : 300 },
    );
  });

  it('places what is due first, first', async () => {
    const plan = await scheduleEarliestDueFirst(
      anInstance({ tasks: [aTask({ id: 'later', due: 6 }), aTask({ id: 'sooner', due: 2 })] }),
    );
    expect(plan.assignments.map(({ task, week }) => [task, week])).toEqual([
      ['sooner', 0],
      ['later', 1],
    ]);
  });

  it('lets two short visits of one region share a week, one after the other', async () => {
    const plan = await scheduleEarliestDueFirst(
      anInstance({ tasks: [aTask({ days: 2 }), aTask({ id: 't2', days: 3, due: 5 })] }),
    );
    expect(plan.assignments.map(({ week, dayOffset }) => [week, dayOffset])).toEqual([
      [0, 0],
      [0, 2],
    ]);
  });

  it('does not send one person into two regions in a week', async () => {
    const plan = await scheduleEarliestDueFirst(
      anInstance({ tasks: [aTask({ days: 2 }), aTask({ id: 't2', days: 2, region: 'AZ' })] }),
    );
    expect(plan.assignments.map(({ week }) => week)).toEqual([0, 1]);
  });

  it('works around visits that have their week already', async () => {
    const fixed = [
      { task: 'x', week: 0, days: 5, region: 'GA', leader: 'leader', inspectors: ['inspector'] },
    ];
    const plan = await scheduleEarliestDueFirst(anInstance({ fixed }));
    expect(plan.assignments[0]?.week).toBe(1);
  });

  it('asks for both specialties at a joint agreement', async () => {
    const people = [
      aLeader(),
      aLeader({ id: 'both', models: ['DETENTION', 'TASK_FORCE'] }),
      anInspector(),
    ];
    const plan = await scheduleEarliestDueFirst(
      anInstance({ tasks: [aTask({ model: 'JOINT' })], people }),
    );
    expect(plan.unscheduled[0]?.limits).toEqual([{ limit: 'no-qualified-inspector', weeks: 8 }]);
  });

  it('counts with whoever holds a position in a week, and what they may inspect by then', async () => {
    const later = [{ from: 3, models: ['DETENTION'] }];
    const people = [aLeader({ models: ['TASK_FORCE'], later }), anInspector()];
    const plan = await scheduleEarliestDueFirst(anInstance({ people }));
    expect(plan.assignments[0]?.week).toBe(3);
    const late = await scheduleEarliestDueFirst(
      anInstance({ people: [aLeader({ later: [{ from: 0, models: [] }] }), anInspector()] }),
    );
    expect(late.unscheduled[0]?.limits).toEqual([{ limit: 'no-qualified-leader', weeks: 8 }]);
  });

  it('waits until whoever must not go there has left', async () => {
    const plan = await scheduleEarliestDueFirst(
      anInstance({ conflicts: [['t1', 'leader', [0, 1]]] }),
    );
    expect(plan.assignments[0]?.week).toBe(2);
    const late = anInstance({
      tasks: [aTask({ release: 6 })],
      conflicts: [['t1', 'leader', [6, 7]]],
    });
    expect((await scheduleEarliestDueFirst(late)).unscheduled[0]?.limits).toEqual([
      { limit: 'leaders-in-conflict', weeks: 2 },
    ]);
  });

  it.each<[string, Partial<ScheduleInput>, string]>([
    ['no leader is qualified', { people: [anInspector()] }, 'no-qualified-leader'],
    [
      'the leaders have used their quarter',
      { people: [aLeader({ quarterCap: 0 }), anInspector()] },
      'leaders-at-quarter-cap',
    ],
    [
      'the leader is away',
      { people: [aLeader({ unavailable: [0, 1, 2, 3, 4, 5, 6, 7] }), anInspector()] },
      'leaders-busy',
    ],
    ['the leader must not go there', { conflicts: [['t1', 'leader']] }, 'leaders-in-conflict'],
    [
      'the one inspector who may inspect it must not go there',
      { conflicts: [['t1', 'inspector']], people: [aLeader(), anInspector()] },
      'inspectors-in-conflict',
    ],
    ['the inspectors are too few', { tasks: [aTask({ inspectors: 2 })] }, 'inspectors-busy'],
    ['every week is too short', { weekDays: [4, 4, 4, 4, 4, 4, 4, 4] }, 'week-too-short'],
    ['its first week lies after the year', { tasks: [aTask({ release: 9 })] }, 'no-week-left'],
  ])('says so when %s', async (_, change, limit) => {
    const plan = await scheduleEarliestDueFirst(anInstance(change));
    expect(plan.unscheduled[0]?.limits[0]?.limit).toBe(limit);
  });

  it('shares the travelling evenly', async () => {
    const people = [
      aLeader({ id: 'l1' }),
      aLeader({ id: 'l2' }),
      anInspector(),
      anInspector({ id: 'i2' }),
    ];
    const tasks = [0, 1, 2, 3].map((index) => aTask({ id: `t${index}`, release: index }));
    const plan = await scheduleEarliestDueFirst(anInstance({ people, tasks }));
    expect(plan.assignments.map(({ leader }) => leader).sort()).toEqual(['l1', 'l1', 'l2', 'l2']);
  });
});
