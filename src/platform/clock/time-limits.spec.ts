import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addMonths, isBusinessDay, isWeekend } from './calendar.js';
import {
  addBusinessDays,
  addHours,
  addHoursWithoutWeekends,
  addWeekdays,
  addYears,
  isWallTime,
  momentOf,
} from './time-limits.js';

const NEW_YORK = 'America/New_York';
const ZONES = [
  ...['America/New_York', 'America/Chicago', 'America/Phoenix', 'America/Los_Angeles'],
  'Pacific/Honolulu',
];

const days = fc.integer({ min: 0, max: 20_000 }).map((offset) => addDays('1990-01-01', offset));
const moments = fc
  .integer({ min: 631_152_000, max: 2_000_000_000 })
  .map((seconds) => new Date(seconds * 1000).toISOString());
const zones = fc.constantFrom(...ZONES);

describe('an hour on a wall', () => {
  it.each(['2012-09-26T14:30', '2012-02-29T00:00', '2012-12-31T23:59'])('is %s', (text) => {
    expect(isWallTime(text)).toBe(true);
  });

  it.each([
    ...['2012-09-26', '2012-09-26T24:00', '2012-09-26T9:00', '2012-09-26 09:00'],
    ...['2013-02-29T09:00', '2012-09-26T09:00Z', '2012-09-26T09:60', ''],
  ])('is not %p', (text) => {
    expect(isWallTime(text)).toBe(false);
  });

  it('is a moment of its zone, also when the clocks skip or repeat it', () => {
    expect(momentOf('2012-09-26T14:30', NEW_YORK)).toBe('2012-09-26T18:30:00.000Z');
    expect(momentOf('2012-09-26T14:30', 'America/Phoenix')).toBe('2012-09-26T21:30:00.000Z');
    expect(momentOf('2012-03-11T02:30', NEW_YORK)).toBe('2012-03-11T07:30:00.000Z');
    expect(momentOf('2012-11-04T01:30', NEW_YORK)).toBe('2012-11-04T05:30:00.000Z');
  });
});

describe('48 hours, weekends excluded', () => {
  const end = (from: string, timeZone = NEW_YORK): string =>
    addHoursWithoutWeekends(momentOf(from, timeZone), 48, timeZone);
  const at = (time: string, timeZone = NEW_YORK): string => momentOf(time, timeZone);

  it.each([
    ['within a week', '2012-09-24T09:00', '2012-09-26T09:00'],
    ['over a weekend', '2012-09-27T15:00', '2012-10-01T15:00'],
    ['from Friday afternoon', '2012-09-28T15:00', '2012-10-02T15:00'],
    ['from Saturday', '2012-09-29T11:00', '2012-10-03T00:00'],
    ['from Sunday night', '2012-09-30T23:59', '2012-10-03T00:00'],
    ['over the turn of the year', '2012-12-28T10:00', '2013-01-01T10:00'],
    ['over a federal holiday, which is no weekend', '2012-11-09T10:00', '2012-11-13T10:00'],
    ['over the leap day', '2012-02-28T10:00', '2012-03-01T10:00'],
    ['over the weekend of the clocks of spring', '2012-03-09T12:00', '2012-03-13T12:00'],
    ['over the weekend of the clocks of autumn', '2012-11-02T12:00', '2012-11-06T12:00'],
  ])('%s', (_, from, until) => {
    expect(end(from)).toBe(at(until));
  });

  it('take the weekend where the field office is', () => {
    const friday = '2012-09-28T20:00';
    expect(end(friday, 'America/Los_Angeles')).toBe(at('2012-10-02T20:00', 'America/Los_Angeles'));
    // In New York it is 23:00 then, and an hour later Saturday.
    expect(addHoursWithoutWeekends(at(friday, 'America/Los_Angeles'), 1, NEW_YORK)).toBe(
      at('2012-09-29T00:00'),
    );
  });

  it('pass by the clock when weekends count, so that the wall shows another hour after the clocks changed', () => {
    expect(addHours(at('2012-03-10T12:00'), 48)).toBe(at('2012-03-12T13:00'));
    expect(addHours(at('2012-11-03T12:00'), 48)).toBe(at('2012-11-05T11:00'));
  });

  it('never end earlier for a later start or more hours, nor than they would with weekends', () => {
    fc.assert(
      fc.property(
        moments,
        fc.integer({ min: 0, max: 400_000 }),
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 0, max: 500 }),
        zones,
        (from, laterSeconds, hours, more, zone) => {
          const later = new Date(Date.parse(from) + laterSeconds * 1000).toISOString();
          const until = addHoursWithoutWeekends(from, hours, zone);
          expect(until <= addHoursWithoutWeekends(later, hours, zone)).toBe(true);
          expect(until <= addHoursWithoutWeekends(from, hours + more, zone)).toBe(true);
          expect(until >= addHours(from, hours)).toBe(true);
        },
      ),
    );
  });

  // No hours are no part: hours may end as Saturday begins, and what begins then begins on Monday.
  it('can be counted in parts', () => {
    fc.assert(
      fc.property(
        ...[moments, fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 200 }), zones],
        (from: string, first: number, second: number, zone: string) => {
          const middle = addHoursWithoutWeekends(from, first, zone);
          expect(addHoursWithoutWeekends(middle, second, zone)).toBe(
            addHoursWithoutWeekends(from, first + second, zone),
          );
        },
      ),
    );
  });
});

describe('days that count', () => {
  it.each([
    ['Friday', '2012-09-28', 1, '2012-10-01'],
    ['Saturday', '2012-09-29', 1, '2012-10-01'],
    ['Saturday, none', '2012-09-29', 0, '2012-10-01'],
    ['Veterans Day, which was observed on a Monday', '2012-11-09', 1, '2012-11-13'],
    ['the end of the year', '2012-12-31', 1, '2013-01-02'],
    ['a month of work', '2012-09-26', 20, '2012-10-25'],
  ])('business days from %s', (_, from, count, until) => {
    expect(addBusinessDays(from, count)).toBe(until);
  });

  it('weekdays count holidays', () => {
    expect(addWeekdays('2012-11-09', 1)).toBe('2012-11-12');
    expect(addWeekdays('2012-12-31', 1)).toBe('2013-01-01');
  });

  it.each([
    ['business days', addBusinessDays, isBusinessDay],
    ['weekdays', addWeekdays, (day: string) => !isWeekend(day)],
  ])('%s: a later start or more days never end earlier', (_, add, counts) => {
    fc.assert(
      fc.property(
        days,
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 20 }),
        (from, later, count, more) => {
          const until = add(from, count);
          expect(counts(until)).toBe(true);
          expect(until <= add(addDays(from, later), count)).toBe(true);
          expect(until <= add(from, count + more)).toBe(true);
        },
      ),
    );
  });
});

describe('months and years', () => {
  it('end on the last day where a month has no such day', () => {
    expect(addMonths('2012-02-29', 12)).toBe('2013-02-28');
    expect(addYears('2012-02-29', 2)).toBe('2014-02-28');
    expect(addYears('2012-02-29', 4)).toBe('2016-02-29');
    expect(addMonths('2012-12-31', 2)).toBe('2013-02-28');
    expect(addYears('2011-12-31', 2)).toBe('2013-12-31');
  });

  it('never end earlier for a later start or more of them', () => {
    fc.assert(
      fc.property(
        days,
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 60 }),
        (from, later, months, more) => {
          const end = addMonths(from, months);
          expect(end <= addMonths(addDays(from, later), months)).toBe(true);
          expect(end <= addMonths(from, months + more)).toBe(true);
          expect(addYears(from, months)).toBe(addMonths(from, months * 12));
        },
      ),
    );
  });
});
