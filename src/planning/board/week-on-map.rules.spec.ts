import { describe, expect, it } from '@jest/globals';
import { aContent, anItem, aYear } from '../../../test/support/plan-contents.js';
import { aTask } from '../../../test/support/plan-instances.js';
import { weekOnMap } from './week-on-map.rules.js';

const NEAR = { lat: 33.75, lon: -83.39 };
const FAR = { lat: 33.75, lon: -82.39 };

describe('a week of a plan on the map', () => {
  const content = aContent({
    instance: aYear({
      tasks: [aTask({ days: 2, ...NEAR }), aTask({ id: 't2', days: 2, ...FAR })],
    }),
    items: [
      anItem(),
      anItem({ id: 'i2', taskId: 't2', agreementId: 'a2' }),
      anItem({ id: 'i3', taskId: 't3', week: 3 }),
    ],
  });
  const shown = weekOnMap(content, 2, new Map([['leader', 'Atlanta']]));

  it('has the visits of that week alone, each place once, and a line for each person and visit', () => {
    expect(shown.monday).toBe('2012-10-15');
    expect(shown.points.map(({ kind, title }) => `${kind} ${title}`).sort()).toEqual([
      'home Inspector 1',
      'home Team leader 1',
      'site Cobb County (GA)',
      'site Hall County (GA)',
    ]);
    expect(shown.trips).toHaveLength(4);
    expect(weekOnMap(content, 9, new Map())).toMatchObject({ points: [], trips: [] });
  });

  it('counts a trip of two visits once, there and back to the farther one', () => {
    const [, leader] = shown.travellers;
    expect(leader).toMatchObject({
      title: 'Team leader 1',
      office: 'Atlanta',
      sites: ['Hall County (GA)', 'Cobb County (GA)'],
    });
    expect(leader!.km).toBeCloseTo(2 * 184.9, 0);
  });
});
