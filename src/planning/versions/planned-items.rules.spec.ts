import { describe, expect, it } from '@jest/globals';
import { aContent, anItem, aPosition, aYear } from '../../../test/support/plan-contents.js';
import { anAssignment } from '../../../test/support/plan-instances.js';
import { assignmentsOf, namesOf, teamsOf, withLocks } from './planned-items.rules.js';

describe('the items of a plan', () => {
  it('are assignments only with a week and a leader', () => {
    const items = [anItem(), anItem({ taskId: 't2', week: null }), anItem({ leaderId: null })];
    expect(assignmentsOf(items)).toEqual([anAssignment({ week: 2 })]);
  });

  it('stay where they are when locked, and no fixed visit is locked a second time', () => {
    const fixed = [anAssignment({ task: 't3', week: 9 })];
    const items = [
      anItem({ isLocked: true }),
      anItem({ taskId: 't2' }),
      anItem({ taskId: 't3', isLocked: true }),
    ];
    expect(withLocks(aYear({ fixed }), items).fixed).toEqual([...fixed, anAssignment({ week: 2 })]);
  });

  it('are named by agreement, title and Monday', () => {
    const names = namesOf(aContent());
    expect([names.task('t1'), names.person('leader'), names.week(2)]).toEqual([
      'Hall County (GA)',
      'Team leader 1',
      'the week of 15 Oct 2012',
    ]);
    expect(names.task('x')).toBe('an agreement that is gone');
    expect(names.person('x')).toBe('a position that is gone');
  });

  it('name who goes where the position changes hands, by the day of the visit', () => {
    const successors = [{ accountId: 'sam', name: 'Sam Roe', from: '2012-10-15' }];
    const positions = [aPosition({ successors })];
    const team = (startsOn: string | null) => teamsOf({ positions })(anItem({ startsOn }));
    expect(team('2012-10-12')).toEqual(['Team leader 1 (Pat Doe)', 'a position that is gone']);
    expect(team('2012-10-15')[0]).toBe('Team leader 1 (Sam Roe)');
    expect(team(null)[0]).toBe('Team leader 1');
    expect(teamsOf({ positions: [aPosition()] })(anItem())[0]).toBe('Team leader 1');
  });
});
