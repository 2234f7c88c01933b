import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  addDays,
  addMonths,
  daysBetween,
  endOfDay,
  federalHoliday,
  fiscalYearOf,
  fiscalYearSpan,
  isBusinessDay,
  isDay,
  mondayOf,
  nextBusinessDay,
  planYearOf,
  previousBusinessDay,
  readMoment,
  weekday,
} from './calendar.js';

const days = fc.integer({ min: 0, max: 20_000 }).map((offset) => addDays('1990-01-01', offset));

describe('days', () => {
  it.each(['2012-02-30', '2013-02-29', '2012-13-01', '2012-2-3', '20120203', '', '2012-00-10'])(
    'knows that %p is no day',
    (text) => {
      expect(isDay(text)).toBe(false);
    },
  );

  it('knows the leap day', () => {
    expect(isDay('2012-02-29')).toBe(true);
  });

  it('ends a 36-month term in the right month, also from 29 February and the 31st', () => {
    expect(addMonths('2009-10-15', 36)).toBe('2012-10-15');
    expect(addMonths('2012-02-29', 36)).toBe('2015-02-28');
    expect(addMonths('2012-08-31', 1)).toBe('2012-09-30');
    expect(addMonths('2012-01-31', 1)).toBe('2012-02-29');
  });

  it('agrees with Temporal, the calendar of the language', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -4000, max: 4000 }), (day, count) => {
        const date = Temporal.PlainDate.from(day);
        expect(addDays(day, count)).toBe(date.add({ days: count }).toString());
        expect(addMonths(day, count % 600)).toBe(date.add({ months: count % 600 }).toString());
        expect(weekday(day)).toBe(date.dayOfWeek);
      }),
    );
  });

  it('adds and counts days as inverses of each other', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -4000, max: 4000 }), (day, count) => {
        expect(daysBetween(day, addDays(day, count))).toBe(count);
      }),
    );
  });

  it('never lets a later start end earlier when months are added', () => {
    fc.assert(
      fc.property(
        days,
        fc.integer({ min: 0, max: 600 }),
        fc.integer({ min: 1, max: 400 }),
        (day, later, months) => {
          expect(addMonths(day, months) <= addMonths(addDays(day, later), months)).toBe(true);
        },
      ),
    );
  });
});

describe('moments', () => {
  it.each([
    ['2012-09-26T13:00:00Z', '2012-09-26T13:00:00.000Z'],
    ['2012-09-26T13:00Z', '2012-09-26T13:00:00.000Z'],
    ['2012-09-26T09:00:00.25-04:00', '2012-09-26T13:00:00.250Z'],
  ])('%s is %s', (text, moment) => {
    expect(readMoment(text)).toBe(moment);
  });

  it.each([
    '2012-09-26',
    '2012-09-26T13:00:00',
    '2012-02-30T13:00Z',
    '+012012-09-26T13:00Z',
    'now',
  ])('%s names none', (text) => {
    expect(readMoment(text)).toBeUndefined();
  });

  it('end a day a millisecond before the next one, also when clocks are changed', () => {
    expect(endOfDay('2012-09-26', 'America/New_York')).toBe('2012-09-27T03:59:59.999Z');
    expect(endOfDay('2012-11-04', 'America/New_York')).toBe('2012-11-05T04:59:59.999Z');
  });
});

describe('federal holidays', () => {
  it('observes Veterans Day 2012 on Monday the 12th, since the 11th was a Sunday', () => {
    expect(federalHoliday('2012-11-12')).toBe('Veterans Day');
    expect(federalHoliday('2012-11-11')).toBeUndefined();
  });

  it('knows Columbus Day, Thanksgiving and the observed New Year of FY 2012', () => {
    expect(federalHoliday('2012-10-08')).toBe('Columbus Day');
    expect(federalHoliday('2012-11-22')).toBe('Thanksgiving Day');
    expect(isBusinessDay('2012-01-02')).toBe(false);
  });

  it('rolls to a business day on the side that was asked for', () => {
    expect(previousBusinessDay('2012-11-12')).toBe('2012-11-09');
    expect(nextBusinessDay('2012-11-10')).toBe('2012-11-13');
    fc.assert(
      fc.property(days, (day) => {
        expect(isBusinessDay(previousBusinessDay(day))).toBe(true);
        expect(previousBusinessDay(day) <= day).toBe(true);
        expect(nextBusinessDay(day) >= day).toBe(true);
      }),
    );
  });
});

describe('fiscal years', () => {
  it('begins FY 2013 on 1 October 2012', () => {
    expect(fiscalYearOf('2012-09-30')).toBe(2012);
    expect(fiscalYearOf('2012-10-01')).toBe(2013);
    expect(fiscalYearSpan(2013)).toEqual({ from: '2012-10-01', until: '2013-09-30' });
  });

  it('gives the whole week of 1 October to the new year', () => {
    expect(planYearOf('2013-09-30')).toBe(2014);
    expect(planYearOf('2013-09-29')).toBe(2013);
  });

  it('starts weeks on Monday', () => {
    fc.assert(
      fc.property(days, (day) => {
        expect(weekday(mondayOf(day))).toBe(1);
        expect(daysBetween(mondayOf(day), day)).toBeLessThan(7);
      }),
    );
  });
});
