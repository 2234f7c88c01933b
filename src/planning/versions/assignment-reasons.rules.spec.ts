import { describe, expect, it } from '@jest/globals';
import {
  aLeader,
  anAssignment,
  anInspector,
  anInstance,
  aTask,
} from '../../../test/support/plan-instances.js';
import { explainScheduled } from '../solver/explain.js';
import type { PlanAssignment, PlanInstance } from '../solver/instance.js';
import { assignmentWords } from './assignment-reasons.rules.js';

const numbers = (weeks: readonly number[]): string => `weeks ${weeks.join(' ')}`;

function why(instance: PlanInstance, assignments: PlanAssignment[]): string {
  const task = instance.tasks[0]!;
  const explanation = explainScheduled(instance, assignments).find(
    (explained) => explained.task === task.id,
  )!;
  return assignmentWords(task, '2012-10-12', explanation, numbers);
}

describe('why a visit is when it is', () => {
  it('is that it is on time, and who else could have led it', () => {
    const people = [aLeader(), anInspector(), aLeader({ id: 'leader-2' })];
    expect(why(anInstance({ people }), [anAssignment({ week: 2 })])).toBe(
      'On time: due 12 Oct 2012. Of 2 team leaders qualified for detention, 1 more could have led it that week.',
    );
  });

  it('is its release, where it is as early as that lets it', () => {
    const tasks = [aTask({ release: 4 })];
    expect(why(anInstance({ tasks }), [anAssignment({ week: 4 })])).toContain(
      '2 weeks late: it may not begin before weeks 4.',
    );
  });

  it('is what kept it out of each earlier week, from the plan as it is', () => {
    const tasks = [aTask({ due: 0 }), aTask({ id: 't2' })];
    const instance = anInstance({ tasks, people: [aLeader(), anInspector({ unavailable: [0] })] });
    const words = why(instance, [anAssignment({ week: 4 }), anAssignment({ task: 't2', week: 2 })]);
    expect(words).toContain(
      'in weeks 2 no leader who may inspect its model is free (of 1: 1 travelling)',
    );
    expect(words).toContain('weeks 1 the week has fewer work days than it takes');
    expect(words).toContain('in weeks 3 a team could have been found, at the cost of others.');
    expect(words).toContain('Of 1 team leader qualified for detention, nobody else could');
  });
});
