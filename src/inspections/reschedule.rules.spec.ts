import { describe, expect, it } from '@jest/globals';
import { lastDayOf, objectionTo } from './reschedule.rules.js';

const today = '2012-09-26';
const nowhere = { visits: [], absences: [] };

describe('moving a visit', () => {
  it('counts work days only: Columbus Day and the weekend do not', () => {
    expect(lastDayOf('2012-10-15', 5)).toBe('2012-10-19');
    expect(lastDayOf('2012-10-05', 3)).toBe('2012-10-10');
    expect(lastDayOf('2012-10-15', 1)).toBe('2012-10-15');
  });

  it.each([
    ['2012-09-25', '25 Sep 2012 is past.'],
    ['2012-10-13', '13 Oct 2012 is not a work day.'],
    ['2012-11-12', '12 Nov 2012 is not a work day.'],
  ])('is refused to %s', (startsOn, objection) => {
    expect(objectionTo(startsOn, startsOn, today, nowhere)).toBe(objection);
  });

  it('is refused when a member of the team is elsewhere, and names who and where', () => {
    const other = {
      number: 'FR-2013-0002',
      startsOn: '2012-10-17',
      endsOn: '2012-10-19',
      position: 'Inspector 3',
    };
    expect(objectionTo('2012-10-15', '2012-10-19', today, { ...nowhere, visits: [other] })).toBe(
      'Inspector 3 is on FR-2013-0002 from 17 Oct 2012 to 19 Oct 2012.',
    );
    expect(
      objectionTo('2012-10-22', '2012-10-26', today, { ...nowhere, visits: [other] }),
    ).toBeNull();
  });

  it('is refused when a member of the team is on leave', () => {
    const team = {
      ...nowhere,
      absences: [{ position: 'Inspector 7', fromOn: '2012-10-19', untilOn: '2012-10-23' }],
    };
    expect(objectionTo('2012-10-15', '2012-10-19', today, team)).toBe(
      'Inspector 7 is away from 19 Oct 2012 to 23 Oct 2012.',
    );
    expect(objectionTo('2012-10-15', '2012-10-18', today, team)).toBeNull();
  });
});
