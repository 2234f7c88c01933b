import { describe, expect, it } from '@jest/globals';
import { aContent, anItem, aPosition } from '../../../test/support/plan-contents.js';
import { comparePlans } from './compare.rules.js';
import { Plan } from './plan.entity.js';

const second = (item: Parameters<typeof anItem>[0], basedOnId: string | null = 'plan') =>
  aContent({
    plan: Object.assign(new Plan(), { id: 'plan-2', fiscalYear: 2013, basedOnId }),
    items: [anItem(item)],
  });

describe('two versions side by side', () => {
  it('do not differ by the order of inspectors, but by weeks and people', () => {
    const both = (inspectors: string[]) => aContent({ items: [anItem({ inspectors })] });
    const compare = (a: string[], b: string[]) => comparePlans(both(a), both(b)).tasks[0]!.differs;
    expect(compare(['x', 'y'], ['y', 'x'])).toBe(false);
    expect(compare(['x', 'y'], ['x', 'z'])).toBe(true);
    expect(comparePlans(aContent(), second({ week: 3 })).tasks[0]!.differs).toBe(true);
    expect(comparePlans(aContent(), second({ week: null, leaderId: null })).tasks[0]!.differs).toBe(
      true,
    );
  });

  it('show what differs first, also what one of them does not have', () => {
    const a = aContent({ items: [anItem(), anItem({ taskId: 't2', agreementId: 'a2' })] });
    const { tasks } = comparePlans(a, aContent());
    expect(tasks.map(({ agreement, b, differs }) => [agreement, b !== null, differs])).toEqual([
      ['Cobb County (GA)', false, true],
      ['Hall County (GA)', true, false],
    ]);
  });

  it('say why something moved only where the second was planned anew from the first', () => {
    const moved = { week: 4, movedBecause: 'Others come first.' };
    const [task] = comparePlans(aContent(), second(moved)).tasks;
    expect(task).toMatchObject({ because: 'Others come first.', b: { weeksLate: 2 } });
    expect(comparePlans(aContent(), second(moved, 'another')).tasks[0]!.because).toBeNull();
  });

  it('hold loads side by side by title, with whoever only one of them has', () => {
    const b = aContent({
      positions: [aPosition({ id: 'inspector', title: 'Inspector 10' })],
      items: [],
    });
    const { loads } = comparePlans(aContent(), b);
    expect(loads.map(({ position, a, b: then }) => [position, a?.visits, then?.visits])).toEqual([
      ['Inspector 10', 1, 0],
      ['Team leader 1', 1, 0],
    ]);
  });
});
