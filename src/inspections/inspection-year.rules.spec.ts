import { describe, expect, it } from '@jest/globals';
import {
  standingWithoutInspection,
  waitsForPlace,
  type YearFacts,
} from './inspection-year.rules.js';

const facts = (change: Partial<YearFacts> = {}): YearFacts => ({
  decision: {
    isDue: true,
    dueOn: '2013-03-01',
    anchorKey: 'inspection:i1',
    basis: '24 months after the last full inspection, INS-2011-0004, ended on 1 Mar 2011',
  },
  obligation: { dueOn: '2013-03-01', unscheduledReason: null },
  scheduled: null,
  yearEndsOn: '2013-09-30',
  fiscalYear: 2013,
  ...change,
});

describe('an agreement without a full inspection in the year', () => {
  it('is unscheduled with the scheduler’s reason when it is due', () => {
    const standing = standingWithoutInspection(
      facts({ obligation: { dueOn: '2013-03-01', unscheduledReason: 'No leader is free.' } }),
    );
    expect(standing).toEqual({
      status: 'unscheduled',
      dueOn: '2013-03-01',
      reason: 'No leader is free.',
    });
  });

  it('is not due when its day lies after the year, and says when and why', () => {
    const standing = standingWithoutInspection(
      facts({ obligation: { dueOn: '2014-02-01', unscheduledReason: null } }),
    );
    expect(standing.status).toBe('not-due');
    expect(standing.reason).toContain(
      'Next due on 1 Feb 2014, after fiscal year 2013: 24 months after',
    );
  });

  it('is not due when it is scheduled in another year', () => {
    const standing = standingWithoutInspection(
      facts({ scheduled: { number: 'INS-2014-0001', startsOn: '2013-10-07', fiscalYear: 2014 } }),
    );
    expect(standing).toMatchObject({
      status: 'not-due',
      reason: 'INS-2014-0001 is scheduled for 7 Oct 2013, in fiscal year 2014.',
    });
  });

  it('carries the words of a model without a rule', () => {
    const reason = 'No inspection rule is set for the model WARRANT_SERVICE_OFFICER.';
    expect(
      standingWithoutInspection(facts({ decision: { isDue: false, reason }, obligation: null })),
    ).toEqual({
      status: 'not-due',
      dueOn: null,
      reason,
    });
  });

  it('never stands without a reason', () => {
    expect(standingWithoutInspection(facts({ obligation: null })).reason).not.toBe('');
  });
});

describe('whether it waits for a place, in brief', () => {
  const YEARS = [2012, 2013, 2014];
  const DAYS = [undefined, '2012-12-01', '2013-09-30', '2013-10-01'];

  it.each(
    DAYS.flatMap((dueOn) =>
      [undefined, ...YEARS].map((fiscalYear) => [dueOn, fiscalYear] as const),
    ),
  )('is what the whole answer says: due on %s, scheduled in %s', (dueOn, scheduledIn) => {
    const scheduled =
      scheduledIn === undefined
        ? undefined
        : { number: 'INS-2012-0001', startsOn: '2012-12-03', fiscalYear: scheduledIn };
    const { status } = standingWithoutInspection(
      facts({
        decision: dueOn
          ? { isDue: true, dueOn, anchorKey: 'effective:2012-01-01', basis: 'by the rule' }
          : { isDue: false, reason: 'No inspection rule is set for the model.' },
        obligation: null,
        scheduled: scheduled ?? null,
      }),
    );
    const isWaiting = waitsForPlace({
      ...{ dueOn, scheduled, yearEndsOn: '2013-09-30', fiscalYear: 2013 },
    });
    expect(isWaiting).toBe(status === 'unscheduled');
  });
});
