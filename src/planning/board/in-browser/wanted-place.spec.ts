import { describe, expect, it } from '@jest/globals';
import { type CarriedVisit, meaningOf } from './wanted-place.js';

const aVisit = (given: Partial<CarriedVisit> = {}): CarriedVisit => ({
  ...{ task: 'task', name: 'Cobb (GA)', person: 'i1', week: 3, leader: 'l1' },
  inspectors: ['i1', 'i2'],
  ...given,
});

describe('dropping a visit', () => {
  it('in another week of the same row moves the whole visit', () => {
    expect(meaningOf(aVisit(), { week: 5, person: 'i1', role: 'inspector' })).toEqual({
      ...{ week: 5, leader: 'l1', inspectors: ['i1', 'i2'] },
    });
  });

  it('in the row of somebody else of the role gives them the place, and the week with it', () => {
    expect(meaningOf(aVisit(), { week: 5, person: 'i9', role: 'inspector' })).toEqual({
      ...{ week: 5, leader: 'l1', inspectors: ['i2', 'i9'] },
    });
    expect(meaningOf(aVisit({ person: 'l1' }), { week: 3, person: 'l2', role: 'leader' })).toEqual({
      week: 3,
      leader: 'l2',
      inspectors: ['i1', 'i2'],
    });
  });

  it.each([
    ['an inspector’s place to a leader', 'i1', 'l2', 'leader'],
    ['a leader’s place to an inspector', 'l1', 'i9', 'inspector'],
  ])('does not give %s', (_, person, to, role) => {
    expect(meaningOf(aVisit({ person }), { week: 3, person: to, role })).toHaveProperty('refused');
  });

  it('where it is already, also in the row of another of the team, changes nothing', () => {
    expect(meaningOf(aVisit(), { week: 3, person: 'i2', role: 'inspector' })).toHaveProperty(
      'refused',
    );
  });

  it('on the tray takes its week, and from the tray leaves the team to the server', () => {
    expect(meaningOf(aVisit(), 'tray')).toEqual({ week: null });
    const waiting = aVisit({ week: null, leader: null, inspectors: [], person: null });
    expect(meaningOf(waiting, 'tray')).toHaveProperty('refused');
    expect(meaningOf(waiting, { week: 9, person: 'i4', role: 'inspector' })).toEqual({
      ...{ week: 9, person: 'i4' },
    });
  });
});
