import { describe, expect, it } from '@jest/globals';
import type { PlannablePerson } from '../capacity.service.js';
import { capacityByModel, capacityByQuarter, weeksOfYear } from './capacity-year.rules.js';

const aPerson = (given: Partial<PlannablePerson> = {}): PlannablePerson => ({
  ...{ positionId: 'p', title: 'Inspector 1', role: 'inspector', isSample: false },
  holder: { accountId: 'a', name: 'Inspector 1' },
  models: ['DETENTION', 'TASK_FORCE'],
  ...{ successors: [], later: [] },
  ...{ homeOfficeId: 'o', latitude: 0, longitude: 0, unavailable: [], travelWeeksPerQuarter: 6 },
  ...given,
});

describe('the weeks of a fiscal year', () => {
  it('begin with that of 1 October, and are 53 in some', () => {
    expect(weeksOfYear(2013)).toEqual({ firstMonday: '2012-10-01', weeks: 52 });
    expect(weeksOfYear(2018)).toEqual({ firstMonday: '2017-09-25', weeks: 53 });
  });
});

describe('the capacity of a quarter', () => {
  const year = weeksOfYear(2013);

  it('is what is left of its weeks, up to the limit of travel weeks', () => {
    const person = aPerson({
      unavailable: Array.from({ length: 9 }, (_, index) => ({
        monday: new Date(Date.UTC(2012, 9, 1 + 7 * index)).toISOString().slice(0, 10),
        reason: index < 2 ? ('leave' as const) : ('vacant' as const),
      })),
    });
    const [first] = capacityByQuarter([person], year);
    expect(first?.quarters[0]).toEqual({
      ...{ weeks: 13, travel: 4 },
      availableFrom: ['2012-12-03', '2012-12-10', '2012-12-17', '2012-12-24'],
      lost: { leave: 2, vacant: 7 },
    });
    expect(first?.quarters[1]).toMatchObject({ weeks: 13, travel: 6, lost: {} });
    expect(first?.quarters[1]?.availableFrom).toHaveLength(13);
  });

  it('counts for each model that somebody covers: joint asks for both sides', () => {
    const people = capacityByQuarter(
      [aPerson(), aPerson({ models: ['DETENTION'], role: 'leader' })],
      year,
    );
    expect(capacityByModel(people, ['DETENTION', 'JOINT'])).toEqual([
      { model: 'DETENTION', leaders: [6, 6, 6, 6], inspectors: [6, 6, 6, 6] },
      { model: 'JOINT', leaders: [0, 0, 0, 0], inspectors: [6, 6, 6, 6] },
    ]);
  });

  it('counts a model only in the weeks in which the holder of the time covers it', () => {
    const later = [
      { monday: '2013-02-11', models: ['TASK_FORCE'] },
      { monday: '2013-06-17', models: ['DETENTION'] },
    ];
    const people = capacityByQuarter([aPerson({ later, travelWeeksPerQuarter: 7 })], year);
    expect(capacityByModel(people, ['DETENTION', 'TASK_FORCE'])).toEqual([
      // 31 Dec to 4 Feb are six weeks, 17 and 24 June are two.
      { model: 'DETENTION', leaders: [0, 0, 0, 0], inspectors: [7, 6, 2, 7] },
      { model: 'TASK_FORCE', leaders: [0, 0, 0, 0], inspectors: [7, 7, 7, 0] },
    ]);
  });
});
