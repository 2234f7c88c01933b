import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, daysBetween, type Day } from '../../platform/clock/calendar.js';
import { dayOfSerial, isDateFormat } from './excel-day.rules.js';
import { readSigned } from './signed-cell.rules.js';

const parts = (day: Day): [year: string, month: string, date: string] => {
  const [year = '', month = '', date = ''] = day.split('-');
  return [year, String(Number(month)), String(Number(date))];
};

/** Every day that an agreement can have been signed on, from the law to the latest that is believed. */
const EVERY_DAY: Day[] = Array.from(
  { length: daysBetween('1996-09-30', '2100-01-01') },
  (_, days) => addDays('1996-09-30', days),
);

/** The day that the reading proposes, not takes. */
function proposed(raw: string): unknown {
  const { value, problems } = readSigned(raw);
  return value === null && problems[0]?.kind === 'proposed' ? problems[0].value : null;
}

describe('the signing date of a row', () => {
  it.each([
    ['2025-07-07', '2025-07-07'],
    ['2025-07-07T00:00:00.000Z', '2025-07-07'],
    ['45922', '2025-09-22'],
    ['45922.5', '2025-09-22'],
    ['7/7/2025', '2025-07-07'],
    ['07/07/2025', '2025-07-07'],
    ['7/7/25', '2025-07-07'],
    ['9/30/96', '1996-09-30'],
    ['7-7-2025', '2025-07-07'],
    ['7/7/2025 12:00 AM', '2025-07-07'],
    ['6-Mar-25', '2025-03-06'],
    ['6 Mar 2025', '2025-03-06'],
    ['March 6, 2025', '2025-03-06'],
    ['Mar. 6 2025', '2025-03-06'],
    ['Sept. 6th, 2025', '2025-09-06'],
    ['Thursday, March 6, 2025', '2025-03-06'],
  ])('%s is %s', (raw, day) => {
    expect(readSigned(raw)).toEqual({ value: day, problems: [] });
  });

  it.each([
    ['7/72025', '2025-07-07'],
    ['05/082025', '2025-05-08'],
    ['0508/2025', '2025-05-08'],
    ['07072025', '2025-07-07'],
    ['7//7/2025', '2025-07-07'],
    ['5025-07-07', '2025-07-07'],
    ['5000-02-29', '2000-02-29'],
    ['1141572', '2025-07-07'],
    ['7/7/5025', '2025-07-07'],
    ['13/7/2025', '2025-07-13'],
    ['Febuary 6, 2025', '2025-02-06'],
  ])('%s may be %s: proposed, not taken', (raw, day) => {
    const { value, problems } = readSigned(raw);
    expect(value).toBeNull();
    expect(problems).toMatchObject([{ kind: 'proposed', column: 'signedOn', raw, value: day }]);
  });

  it.each([
    'pending',
    '2/30/2025',
    '112/2025',
    '2025',
    '12',
    '1/1/1990',
    '1996-09-29',
    '2100-01-01',
    '9999999',
    '99/99/9999',
    'link',
    '7/7/2025 and 8/8/2025',
  ])('%s is no date', (raw) => {
    expect(readSigned(raw)).toMatchObject({
      value: null,
      problems: [{ kind: 'unknown', raw, value: null }],
    });
  });

  it('is not there where the cell is empty, which is no problem', () => {
    expect(readSigned(undefined)).toEqual({ value: null, problems: [] });
    expect(readSigned('#N/A').problems).toMatchObject([{ kind: 'cleaned' }]);
  });

  it('is read for every day in every way that people write it', () => {
    const misread = EVERY_DAY.filter((day) => {
      const [year, month, date] = parts(day);
      const serial = daysBetween('1899-12-30', day);
      const ways = [day, `${month}/${date}/${year}`, String(serial), ` ${day} `];
      return ways.some((raw) => readSigned(raw).value !== day) || dayOfSerial(serial) !== day;
    });
    expect(misread).toEqual([]);
  });

  it('proposes every day that lost its second slash', () => {
    const misread = EVERY_DAY.filter((day) => {
      const [year, month, date] = parts(day);
      return proposed(`${month}/${date}${year}`) !== day;
    });
    expect(misread).toEqual([]);
  });

  it('proposes the right day, or none, for every day that lost its first slash', () => {
    const misread = EVERY_DAY.filter((day) => {
      const [year, month, date] = parts(day);
      const meant = proposed(`${month}${date}/${year}`);
      return meant !== null && meant !== day;
    });
    expect(misread).toEqual([]);
  });

  it('proposes every day of this century of which the first figure of the year is wrong', () => {
    const misread = EVERY_DAY.filter(
      (day) => day >= '2000' && proposed(`5${day.slice(1)}`) !== day,
    );
    expect(misread).toEqual([]);
  });

  it('never fails, and never takes what it has doubts about', () => {
    const figures = fc.string({
      unit: fc.constantFrom('0', '1', '2', '3', '5', '7', '9', '/', '-', '.', ' ', 'Jan'),
      maxLength: 14,
    });
    fc.assert(
      fc.property(fc.oneof(fc.string(), figures), (raw) => {
        const { value, problems } = readSigned(raw);
        if (problems.some(({ kind }) => kind !== 'cleaned')) expect(value).toBeNull();
      }),
    );
  });
});

describe('a number format', () => {
  it.each([
    [14, undefined, true],
    [0, undefined, false],
    [2, undefined, false],
    [164, 'm/d/yyyy', true],
    [165, '[$-409]d-mmm-yy;@', true],
    [166, '[Red]0.00', false],
    [167, '#,##0 "days"', false],
    [168, 'General', false],
    [169, 'yyyy\\-mm\\-dd', true],
  ])('%i %s: %s', (id, code, isDate) => {
    expect(isDateFormat(id, code)).toBe(isDate);
  });
});
