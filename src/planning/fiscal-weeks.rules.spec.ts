import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { daysBetween, isBusinessDay, weekday } from '../platform/clock/calendar.js';
import { fiscalWeeks, visitDates, weekOf } from './fiscal-weeks.rules.js';

describe('the weeks of a fiscal year', () => {
  it('begin FY 2013 on Monday 1 October 2012', () => {
    const calendar = fiscalWeeks(2013);
    expect(calendar.firstMonday).toBe('2012-10-01');
    expect(calendar.weeks).toBe(52);
    expect(calendar.weekDays.slice(0, 3)).toEqual([5, 4, 5]);
    expect(weekOf(calendar, '2012-10-07')).toBe(0);
    expect(weekOf(calendar, '2012-09-30')).toBe(-1);
  });

  it('are 52 or 53, and hand over to the next year without a gap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2003, max: 2060 }), (year) => {
        const calendar = fiscalWeeks(year);
        expect([52, 53]).toContain(calendar.weeks);
        expect(weekday(calendar.firstMonday)).toBe(1);
        expect(daysBetween(calendar.firstMonday, fiscalWeeks(year + 1).firstMonday)).toBe(
          7 * calendar.weeks,
        );
        expect(weekOf(calendar, `${year - 1}-10-01`)).toBe(0);
        expect(new Set(calendar.quarterOf)).toEqual(new Set([0, 1, 2, 3]));
      }),
    );
  });

  it('date a visit on business days, after what the team has done already that week', () => {
    const calendar = fiscalWeeks(2013);
    expect(visitDates(calendar, 2, 0, 5)).toEqual({ startsOn: '2012-10-15', endsOn: '2012-10-19' });
    expect(visitDates(calendar, 1, 0, 3)).toEqual({ startsOn: '2012-10-09', endsOn: '2012-10-11' });
    expect(visitDates(calendar, 2, 2, 3)).toEqual({ startsOn: '2012-10-17', endsOn: '2012-10-19' });
    expect(isBusinessDay('2012-10-09')).toBe(true);
  });

  it('refuse a visit that does not fit the week', () => {
    expect(() => visitDates(fiscalWeeks(2013), 1, 0, 5)).toThrow('has no 5 days');
  });
});
