import { describe, expect, it } from '@jest/globals';
import { type CountedVisit, savingByYear, workDays } from './saving.rules.js';

const aVisit = (change: Partial<CountedVisit> = {}): CountedVisit => ({
  ...{ agreementId: 'a1', kind: 'focus', status: 'closed', teamSize: 2 },
  ...{ startsOn: '2012-12-03', endsOn: '2012-12-05' },
  ...change,
});

const none = { visits: 0, personDays: 0, withoutTeam: 0 };

describe('work days', () => {
  it.each([
    ['2012-12-03', '2012-12-05', 3],
    ['2012-11-30', '2012-12-03', 2],
    // Veterans Day was observed on Monday.
    ['2012-11-12', '2012-11-16', 4],
    ['2012-12-31', '2013-01-02', 2],
    ['2012-03-09', '2012-03-12', 2],
  ])('from %s to %s are %d', (from, until, days) => {
    expect(workDays(from, until)).toBe(days);
  });
});

describe('person-days by fiscal year', () => {
  it('are the team times the work days, done and planned apart', () => {
    const full = aVisit({
      kind: 'full',
      teamSize: 4,
      startsOn: '2013-03-04',
      endsOn: '2013-03-08',
    });
    expect(
      savingByYear([
        aVisit(),
        aVisit({ status: 'scheduled', startsOn: '2013-06-03', endsOn: '2013-06-05' }),
        full,
        { ...full, status: 'scheduled', startsOn: '2013-09-09', endsOn: '2013-09-13' },
      ]),
    ).toEqual([
      {
        ...{ fiscalYear: 2013, agreements: 1 },
        focusDone: { visits: 1, personDays: 6, withoutTeam: 0 },
        focusPlanned: { visits: 1, personDays: 6, withoutTeam: 0 },
        fullDone: { visits: 1, personDays: 20, withoutTeam: 0 },
        fullPlanned: { visits: 1, personDays: 20, withoutTeam: 0 },
      },
    ]);
  });

  it('leave out other agreements, other years, and what has no days or was cancelled', () => {
    const years = savingByYear([
      aVisit(),
      aVisit({ kind: 'full', agreementId: 'a2' }),
      aVisit({ kind: 'full', startsOn: '2012-09-24', endsOn: '2012-09-28' }),
      aVisit({ status: 'cancelled' }),
      aVisit({ status: 'unscheduled', startsOn: null, endsOn: null }),
    ]);
    expect(years).toMatchObject([
      { fiscalYear: 2013, focusDone: { visits: 1 }, focusPlanned: none, fullDone: none },
    ]);
  });

  it('say how many visits have no team on record', () => {
    expect(savingByYear([aVisit({ teamSize: 0 })])[0]?.focusDone).toEqual({
      ...{ visits: 1, personDays: 0, withoutTeam: 1 },
    });
  });
});
