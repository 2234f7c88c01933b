import { describe, expect, it } from '@jest/globals';
import { aLeader, anInspector, anInstance, aTask } from '../../../test/support/plan-instances.js';
import { evenOut } from './balance.js';
import { Crews } from './crews.js';
import type { PlanPerson } from './instance.js';
import { Problem } from './problem.js';
import { Timetable } from './timetable.js';

/** Travel weeks of the two leaders, after three trips of the first were handed out anew. */
function sharesWith(other: Partial<PlanPerson>): number[] {
  const problem = new Problem(
    anInstance({
      tasks: ['t1', 't2', 't3'].map((id) => aTask({ id, inspectors: 0, due: 7 })),
      people: [aLeader(), aLeader({ id: 'other', ...other }), anInspector()],
    }),
  );
  const timetable = new Timetable(problem);
  const leader = problem.findPerson('leader')!;
  [0, 2, 3].forEach((week, task) => {
    timetable.place(task, week, [leader]);
  });
  evenOut(problem, timetable, new Crews(problem, timetable));
  return ['leader', 'other'].map((id) => timetable.roster.yearWeeks[problem.findPerson(id)!]!);
}

describe('trips shared more evenly', () => {
  it('go to who travels less and lives at the same place, as long as that evens them out', () => {
    expect(sharesWith({})).toEqual([2, 1]);
  });

  it('stay where the other lives elsewhere, is away, or may not inspect it', () => {
    expect(sharesWith({ lat: 33.45, lon: -112.07 })).toEqual([3, 0]);
    expect(sharesWith({ unavailable: [0, 2, 3] })).toEqual([3, 0]);
    expect(sharesWith({ models: [] })).toEqual([3, 0]);
  });
});
