import { describe, expect, it } from '@jest/globals';
import {
  aLeader,
  anAssignment,
  anInspector,
  anInstance,
  aPlan,
  aTask,
} from '../../../test/support/plan-instances.js';
import { measure } from './measures.rules.js';

describe('the measures of a year', () => {
  const instance = anInstance({
    tasks: [
      aTask({ id: 'early', due: 2 }),
      aTask({ id: 'late', due: 2 }),
      aTask({ id: 'left', due: 5 }),
      aTask({ id: 'overdue', due: -3 }),
    ],
    people: [
      aLeader({ quarterCap: 3 }),
      anInspector({ unavailable: [4, 5, 6] }),
      anInspector({ id: 'gone', unavailable: [0, 1, 2, 3, 4, 5, 6, 7] }),
    ],
  });
  const plan = aPlan({
    assignments: [
      anAssignment({ task: 'early', week: 2 }),
      anAssignment({ task: 'late', week: 4 }),
      anAssignment({ task: 'overdue', week: 0 }),
    ],
    ...{ lateness: 21, bound: 20, gap: 0.05, travelKm: 100 },
  });
  const measures = measure(instance, plan);

  it('count a visit as on time in the week in which it is due', () => {
    expect(measures).toMatchObject({
      ...{ visits: 4, onTime: 1, onTimeShare: 0.25, late: 2, unscheduled: 1, tooLateAlready: 1 },
      ...{ lateness: 21, bound: 20, gap: 0.05, travelKm: 100 },
    });
  });

  it('hold the travel weeks against what each quarter allows whoever is there', () => {
    expect(measures.byRole.leader).toMatchObject({ people: 1, used: 3, allowed: 6 });
    expect(measures.byRole.inspector).toMatchObject({ people: 1, used: 3, allowed: 5 });
    expect(measures.byRole.inspector.byQuarter.slice(0, 2)).toEqual([
      { used: 2, allowed: 4 },
      { used: 1, allowed: 1 },
    ]);
  });

  it('say of a year without visits that all are on time', () => {
    expect(measure(anInstance({ tasks: [] }), aPlan({ assignments: [] })).onTimeShare).toBe(1);
  });
});
