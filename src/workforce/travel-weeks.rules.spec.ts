import { describe, expect, it } from '@jest/globals';
import { addDays } from '../platform/clock/calendar.js';
import { quarterOf, travelWeeks } from './travel-weeks.rules.js';

describe('the quarter of a day', () => {
  it('begins with the week of 1 October and has 13 weeks', () => {
    expect(quarterOf('2012-09-30')).toBe('2012/3');
    expect(quarterOf('2012-10-01')).toBe('2013/0');
    expect(quarterOf(addDays('2012-10-01', 13 * 7 - 1))).toBe('2013/0');
    expect(quarterOf(addDays('2012-10-01', 13 * 7))).toBe('2013/1');
    expect(quarterOf('2013-09-29')).toBe('2013/3');
  });

  it('takes the days of September in the week of 1 October to the new year', () => {
    expect(quarterOf('2013-09-30')).toBe('2014/0');
  });
});

describe('travel weeks', () => {
  it('are counted once a week, in the quarter asked for', () => {
    const starts = ['2012-09-26', '2012-10-01', '2012-10-04', '2012-10-15', '2013-01-07'];
    expect([...travelWeeks(starts, '2012-11-05')]).toEqual(['2012-10-01', '2012-10-15']);
  });
});
