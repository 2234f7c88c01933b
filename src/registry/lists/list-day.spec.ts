import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, type Day } from '../../platform/clock/calendar.js';
import { doubtAboutDay, EDITIONS, readListName } from './list-day.rules.js';

describe('the name of a list’s file', () => {
  it.each([
    ['participatingAgencies07182025pm.xlsx', 'participating', '2025-07-18', 'pm'],
    ['participatingAgencies05182026am.xlsx', 'participating', '2026-05-18', 'am'],
    ['participatingAgencies08012025mid.xlsx', 'participating', '2025-08-01', 'mid'],
    ['participatingAgencies04092025.xlsx', 'participating', '2025-04-09', 'none'],
    ['pendingAgencies12312025am.xlsx', 'pending', '2025-12-31', 'am'],
    ['PARTICIPATING AGENCIES 07182025 PM.XLSX', 'participating', '2025-07-18', 'pm'],
    ['participatingAgencies07182025pm (1).xlsx', 'participating', '2025-07-18', 'pm'],
    ['participating_agencies_07-18-2025_mid.csv', 'participating', '2025-07-18', 'mid'],
    ['participating-agencies-2025-07-18-am.csv', 'participating', '2025-07-18', 'am'],
    ['pending agencies 20250718.csv', 'pending', '2025-07-18', 'none'],
    ['participatingAgencies7.18.25pm.xlsx', 'participating', '2025-07-18', 'pm'],
    ['participatingAgencies071825pm.xlsx', 'participating', '2025-07-18', 'pm'],
    ['lists/12312024/participatingAgencies07182025pm.xlsx', 'participating', '2025-07-18', 'pm'],
    ['C:\\lists\\pendingAgencies02272026am.xlsx', 'pending', '2026-02-27', 'am'],
    ['20250720101500_participatingAgencies07182025pm.xlsx', 'participating', '2025-07-18', 'pm'],
    ['agreements 2012-10-02.csv', null, '2012-10-02', 'none'],
  ])('%s', (name, kind, day, edition) => {
    expect(readListName(name)).toEqual({ kind, day, edition, reason: null });
  });

  it.each([
    [
      'participatingAgencies02302025.xlsx',
      'The file’s name holds “02302025”, and there is no such day.',
    ],
    [
      'participatingAgencies13452025am.xlsx',
      'The file’s name holds “13452025”, and there is no such day.',
    ],
    ['participatingAgencies.xlsx', 'The file’s name holds no date.'],
    ['list 123456789012.csv', 'The file’s name holds no date.'],
  ])('%s: names no day, and says why', (name, reason) => {
    expect(readListName(name)).toMatchObject({ day: null, reason });
  });

  it('is read for every day and edition, as ICE writes them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 36_000 }),
        fc.constantFrom(...EDITIONS),
        (days, edition) => {
          const day = addDays('2000-01-01', days);
          const [year = '', month = '', date = ''] = day.split('-');
          const name = `participatingAgencies${month}${date}${year}${edition === 'none' ? '' : edition}.xlsx`;
          expect(readListName(name)).toEqual({ kind: 'participating', day, edition, reason: null });
        },
      ),
    );
  });

  it('never fails, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const { day, reason } = readListName(name);
        expect(day === null).toBe(reason !== null);
      }),
    );
  });
});

describe('doubt about the day in a name', () => {
  const signed = (count: number, day: Day): Day[] => Array.from({ length: count }, () => day);

  it('arises where the day has not come yet', () => {
    expect(doubtAboutDay('2027-01-05', [], '2026-11-26')).toMatch(/5 Jan 2027.*not come yet/);
    expect(doubtAboutDay('2026-11-26', [], '2026-11-26')).toBeNull();
  });

  it('arises where a fifth of the agreements were signed more than a week later', () => {
    const dates = [...signed(20, '2025-10-01'), ...signed(80, '2024-12-01')];
    expect(doubtAboutDay('2025-01-05', dates, '2026-11-26')).toMatch(
      /^20 of 100 signing dates.*year/,
    );
    expect(doubtAboutDay('2025-09-24', dates, '2026-11-26')).toBeNull();
    expect(doubtAboutDay('2025-01-05', dates.slice(1), '2026-11-26')).toBeNull();
  });

  it('does not arise from a handful', () => {
    expect(doubtAboutDay('2025-01-05', signed(4, '2025-10-01'), '2026-11-26')).toBeNull();
    expect(doubtAboutDay('2025-01-05', signed(5, '2025-10-01'), '2026-11-26')).not.toBeNull();
  });
});
