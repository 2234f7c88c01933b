import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, isBusinessDay } from '../../platform/clock/calendar.js';
import { INSPECTION_STATUSES } from './life-cycle.rules.js';
import { daysLate, nextMilestone } from './milestones.rules.js';

const policy = {
  milestones: { notificationDaysBefore: 7, exitInterviewDays: 0 },
  reports: { draftDays: 20, finalDays: 45, distributionDays: 50 },
};

const next = (given: Partial<Parameters<typeof nextMilestone>[0]>) =>
  nextMilestone(
    { status: 'scheduled', dueOn: null, startsOn: '2012-11-05', endsOn: '2012-11-09', ...given },
    policy,
  );

describe('the next milestone', () => {
  it('is counted in calendar days, and moves off weekends and federal holidays', () => {
    expect(next({})).toMatchObject({ step: 'notified', limitOn: '2012-10-29' });
    // A week before Monday 19 November 2012 is Veterans Day as observed: the Friday before.
    expect(next({ startsOn: '2012-11-19' })?.limitOn).toBe('2012-11-09');
    expect(next({ status: 'notified' })).toMatchObject({ step: 'in-field', limitOn: '2012-11-05' });
    expect(next({ status: 'in-field' })).toMatchObject({
      step: 'exit-interview',
      limitOn: '2012-11-09',
    });
    expect(next({ status: 'exit-interview' })?.limitOn).toBe('2012-11-29');
    // 45 days after 9 November are Christmas Eve, a business day; 50 are Saturday the 29th.
    expect(next({ status: 'draft-report' })?.limitOn).toBe('2012-12-24');
    expect(next({ status: 'final-report' })?.limitOn).toBe('2012-12-31');
    // 20 days after Wednesday 12 December end on New Year's Day, a holiday.
    expect(next({ status: 'exit-interview', endsOn: '2012-12-12' })?.limitOn).toBe('2013-01-02');
  });

  it('goes over a leap day and both changes of the clocks by days, not by hours', () => {
    expect(next({ status: 'exit-interview', endsOn: '2012-02-10' })?.limitOn).toBe('2012-03-01');
    expect(next({ status: 'exit-interview', endsOn: '2013-02-22' })?.limitOn).toBe('2013-03-14');
    expect(next({ status: 'exit-interview', endsOn: '2012-10-19' })?.limitOn).toBe('2012-11-08');
  });

  it('is the due day of a visit that is postponed, and nothing where nothing is waited for', () => {
    expect(next({ status: 'postponed', startsOn: null, dueOn: '2012-12-15' })).toMatchObject({
      step: 'scheduled',
      limitOn: '2012-12-14',
    });
    for (const status of ['unscheduled', 'distributed', 'closed', 'cancelled'] as const)
      expect(next({ status })).toBeUndefined();
  });

  it('falls on a business day unless the team goes by its own plan, and never comes earlier for a later visit', () => {
    const day = fc.integer({ min: 0, max: 5000 }).map((days) => addDays('2009-01-01', days));
    fc.assert(
      fc.property(fc.constantFrom(...INSPECTION_STATUSES), day, fc.nat(40), (status, on, later) => {
        const facts = (first: string) => ({
          ...{ status, dueOn: first, startsOn: first, endsOn: addDays(first, 4) },
        });
        const one = nextMilestone(facts(on), policy);
        const other = nextMilestone(facts(addDays(on, later)), policy);
        if (!one || !other) return;
        if (status !== 'notified') expect(isBusinessDay(one.limitOn)).toBe(true);
        expect(one.limitOn <= other.limitOn).toBe(true);
      }),
    );
  });

  it('is late by the days past its limit, and by none on it', () => {
    expect([daysLate('2012-11-05', '2012-11-05'), daysLate('2012-11-05', '2012-11-08')]).toEqual([
      0, 3,
    ]);
    expect(daysLate('2012-11-05', '2012-11-01')).toBe(-4);
  });
});
