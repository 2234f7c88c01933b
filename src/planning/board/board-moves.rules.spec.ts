import { describe, expect, it } from '@jest/globals';
import { aContent, anItem, aYear } from '../../../test/support/plan-contents.js';
import { aLeader, anInspector } from '../../../test/support/plan-instances.js';
import { BoardMoves } from './board-moves.rules.js';

const content = aContent();
const task = content.instance.tasks[0]!;
const moves = new BoardMoves(content);

describe('what a move would mean', () => {
  it('is its cost beside the others, for the whole plan', () => {
    const wish = { week: 5, team: null, person: undefined };
    const preview = moves.preview(anItem(), task, wish);
    expect(preview.team).toEqual({ leader: 'leader', inspectors: ['inspector'] });
    expect([preview.before.lateness, preview.after.lateness]).toEqual([0, 3]);
    expect(preview.words).toBe(
      'The week of 5 Nov 2012, Team leader 1, Inspector 1: possible, lateness +3, travel unchanged.',
    );
  });

  it('is lateness beyond the year without a week, and no more travel', () => {
    const preview = moves.preview(anItem(), task, { week: null, team: null, person: undefined });
    expect(preview.after).toMatchObject({ lateness: 52 + 13 - 2, travelKm: 0 });
    expect(preview.words).toMatch(/^Without a week: possible, lateness \+63, travel −\d+ km\.$/);
  });

  it('is every limit that stands against it', () => {
    const away = aContent({
      instance: aYear({ people: [aLeader({ unavailable: [5] }), anInspector()] }),
    });
    const team = { leader: 'leader', inspectors: ['inspector'] };
    const preview = new BoardMoves(away).preview(anItem(), task, {
      week: 5,
      team,
      person: undefined,
    });
    expect(preview.words).toBe(
      'The week of 5 Nov 2012: not possible. Team leader 1 cannot travel in the week of 5 Nov 2012.',
    );
    const targets = new BoardMoves(away).targets(anItem(), task);
    expect(targets.flatMap(({ week, broken }) => (broken.length > 0 ? [week] : []))).toEqual([5]);
    expect(targets[4]!.lateness).toBe(2);
  });
});
