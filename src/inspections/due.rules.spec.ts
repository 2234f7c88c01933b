import { describe, expect, it } from '@jest/globals';
import type { InspectionPolicy } from '../platform/config/policy.js';
import { earliestStart, hasDueDay, nextFullInspection } from './due.rules.js';

const policy = (change: Partial<InspectionPolicy> = {}): InspectionPolicy => ({
  cycleMonths: { DETENTION: 24, TASK_FORCE: 24, JOINT: 24, WARRANT_SERVICE_OFFICER: null },
  firstInspectionWithinMonths: 12,
  cycleAnchor: 'last-completed-inspection',
  notBeforeDueDays: 90,
  team: { inspectors: 3, workDays: 5 },
  ...change,
});

const lastInspection = { id: 'a', number: 'INS-2011-0001', endsOn: '2010-11-05' };

describe('the due rule', () => {
  it('asks for the next inspection a cycle after the last one ended, and says so', () => {
    const decision = nextFullInspection(
      { model: 'JOINT', effectiveOn: '2007-09-26', lastInspection },
      policy(),
    );
    expect(decision).toEqual({
      isDue: true,
      dueOn: '2012-11-05',
      anchorKey: 'inspection:a',
      basis: '24 months after the last full inspection, INS-2011-0001, ended on 5 Nov 2010',
    });
  });

  it('asks for the first inspection within twelve months of the effective date', () => {
    const decision = nextFullInspection(
      { model: 'DETENTION', effectiveOn: '2010-08-19', lastInspection: null },
      policy(),
    );
    expect(decision).toMatchObject({ dueOn: '2011-08-19', anchorKey: 'effective:2010-08-19' });
  });

  it('says loudly that a model without a cycle has no inspection rule', () => {
    const decision = nextFullInspection(
      { model: 'WARRANT_SERVICE_OFFICER', effectiveOn: '2019-06-01', lastInspection: null },
      policy(),
    );
    expect(decision).toEqual({
      isDue: false,
      reason: 'No inspection rule is set for the model WARRANT_SERVICE_OFFICER.',
    });
  });

  it('treats a model that policy.yaml does not name like one without a rule', () => {
    const decision = nextFullInspection(
      { model: 'NEW', effectiveOn: '2019-06-01', lastInspection },
      policy(),
    );
    expect(decision.isDue).toBe(false);
  });

  it('does not guess where the effective date is unknown', () => {
    const decision = nextFullInspection(
      { model: 'JOINT', effectiveOn: null, lastInspection: null },
      policy(),
    );
    expect(decision).toMatchObject({
      isDue: false,
      reason: expect.stringContaining('effective date'),
    });
  });

  it('keeps to the fixed calendar where the policy says so, however late the last one was', () => {
    const decision = nextFullInspection(
      {
        model: 'DETENTION',
        effectiveOn: '2008-02-29',
        lastInspection: { ...lastInspection, endsOn: '2012-02-29' },
      },
      policy({ cycleAnchor: 'fixed-calendar' }),
    );
    expect(decision).toMatchObject({ dueOn: '2014-02-28', anchorKey: 'calendar:2014-02-28' });
  });

  it('lets an inspection start no earlier than the policy allows', () => {
    expect(earliestStart('2013-04-01', policy())).toBe('2013-01-01');
  });
});

describe('whether there is a due day at all', () => {
  const MODELS = ['DETENTION', 'WARRANT_SERVICE_OFFICER', 'A_MODEL_OF_TOMORROW'];

  it.each(
    MODELS.flatMap((model) =>
      [null, '2007-09-26'].flatMap((effectiveOn) =>
        [null, lastInspection].map((last) => ({ model, effectiveOn, lastInspection: last })),
      ),
    ),
  )('is what the rule itself answers: %j', (given) => {
    expect(hasDueDay(given, policy())).toBe(nextFullInspection(given, policy()).isDue);
  });
});
