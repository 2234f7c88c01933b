import { describe, expect, it } from '@jest/globals';
import { aContent, anItem, aPosition, aYear } from '../../../test/support/plan-contents.js';
import { aLeader, anInspector } from '../../../test/support/plan-instances.js';
import { boardOf, type Post } from './board.rules.js';

const content = aContent({
  instance: aYear({ people: [aLeader({ unavailable: [1, 4] }), anInspector()] }),
  positions: [
    aPosition({ id: 'inspector', title: 'Inspector 1', role: 'inspector' }),
    aPosition({ id: 'leader-10', title: 'Team leader 10' }),
    aPosition({ id: 'leader', title: 'Team leader 2' }),
  ],
  items: [anItem(), anItem({ id: 'i2', taskId: 't2', week: null, leaderId: null })],
});

const POSTS = new Map<string, Post>([
  ['leader', { office: 'Atlanta', away: new Map([[1, 'leave']]) }],
  ['leader-10', { office: 'Atlanta', away: new Map([[0, 'not-established']]) }],
  ['inspector', { office: 'Phoenix', away: new Map() }],
]);

const TODAY = '2012-10-16';

describe('the board of a plan', () => {
  it('has leaders first, by number within an office, and each visit in the rows of its team', () => {
    const { rows, unscheduled } = boardOf(content, POSTS, {}, TODAY);
    expect(rows.map(({ position }) => position.title)).toEqual([
      ...['Team leader 2', 'Team leader 10', 'Inspector 1'],
    ]);
    const where = rows.map(({ cells }) =>
      cells.flatMap(({ week, visits }) => (visits.length > 0 ? [week] : [])),
    );
    expect(where).toEqual([[2], [], [2]]);
    expect(unscheduled.map(({ item }) => item.taskId)).toEqual(['t2']);
  });

  it('says why somebody is away: as the plan knows it, with the reason on record', () => {
    const { rows } = boardOf(content, POSTS, {}, TODAY);
    const away = (row: number) => rows[row]!.cells.slice(0, 5).map((cell) => cell.away);
    expect(away(0)).toEqual([null, 'leave', null, null, 'away']);
    // Nobody of the plan's people holds it.
    expect(away(1)).toEqual(['not yet', 'vacant', 'vacant', 'vacant', 'vacant']);
    expect(rows[1]!.load).toBeNull();
    expect(rows[0]!.load).toMatchObject({ travelWeeks: 1, quarterCap: 6 });
  });

  it('shows one quarter, office or person, with the visits of what is shown', () => {
    const quarter = boardOf(content, POSTS, { quarter: '2' }, TODAY);
    expect([quarter.weeks.length, quarter.visits.length]).toEqual([13, 0]);
    const office = boardOf(content, POSTS, { office: 'Phoenix' }, TODAY);
    expect(office.rows.map(({ position }) => position.id)).toEqual(['inspector']);
    expect(office.offices).toEqual(['Atlanta', 'Phoenix']);
    expect(boardOf(content, POSTS, { person: 'leader-10' }, TODAY).visits).toEqual([]);
  });

  it('knows which weeks are over, and how late a visit is', () => {
    const late = { ...content, items: [anItem({ week: 6 })] };
    const { weeks, visits } = boardOf(late, POSTS, {}, TODAY);
    expect(weeks.filter(({ isPast }) => isPast).map(({ week }) => week)).toEqual([0, 1]);
    expect(visits[0]).toMatchObject({ weeksLate: 4, name: 'Hall County (GA)', model: 'detention' });
  });
});
