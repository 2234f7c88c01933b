import { describe, expect, it } from '@jest/globals';
import type { DueDecision } from './due.rules.js';
import { type OpenObligation, reconcileObligations } from './obligation.rules.js';

const due = (change: Partial<Extract<DueDecision, { isDue: true }>> = {}): DueDecision => ({
  isDue: true,
  dueOn: '2012-11-05',
  anchorKey: 'inspection:i1',
  basis: '24 months after INS-2011-0001',
  ...change,
});

const anObligation = (change: Partial<OpenObligation> = {}): OpenObligation => ({
  id: 'o1',
  agreementId: 'a1',
  anchorKey: 'inspection:i1',
  dueOn: '2012-11-05',
  basis: '24 months after INS-2011-0001',
  isFulfilled: false,
  ...change,
});

const nothing = { create: [], redate: [], close: [] };

describe('obligations', () => {
  it('are made for an agreement in force that has none', () => {
    const changes = reconcileObligations(new Map([['a1', due()]]), [], new Set());
    expect(changes.create).toEqual([
      {
        agreementId: 'a1',
        anchorKey: 'inspection:i1',
        dueOn: '2012-11-05',
        basis: '24 months after INS-2011-0001',
      },
    ]);
  });

  it('are left alone when they are what the rule asks', () => {
    const changes = reconcileObligations(
      new Map([['a1', due()]]),
      [anObligation()],
      new Set(['a1/inspection:i1']),
    );
    expect(changes).toEqual(nothing);
  });

  it('move when the policy gives another day', () => {
    const changes = reconcileObligations(
      new Map([['a1', due({ dueOn: '2013-11-05' })]]),
      [anObligation()],
      new Set(['a1/inspection:i1']),
    );
    expect(changes).toMatchObject({
      create: [],
      redate: [{ id: 'o1', dueOn: '2013-11-05' }],
      close: [],
    });
  });

  it('are met by a completed inspection, and the next one is made', () => {
    const changes = reconcileObligations(
      new Map([['a1', due({ anchorKey: 'inspection:i2', dueOn: '2014-11-05' })]]),
      [anObligation({ isFulfilled: true })],
      new Set(['a1/inspection:i1']),
    );
    expect(changes.close).toEqual([
      { id: 'o1', agreementId: 'a1', status: 'met', reason: 'The inspection was completed.' },
    ]);
    expect(changes.create).toHaveLength(1);
  });

  it('are withdrawn when the agreement is no longer in force', () => {
    const changes = reconcileObligations(
      new Map(),
      [anObligation()],
      new Set(['a1/inspection:i1']),
    );
    expect(changes.close).toMatchObject([
      { status: 'withdrawn', reason: 'The agreement is no longer in force.' },
    ]);
  });

  it('are withdrawn when the model has no rule any more', () => {
    const reason = 'No inspection rule is set for the model WARRANT_SERVICE_OFFICER.';
    const changes = reconcileObligations(
      new Map<string, DueDecision>([['a1', { isDue: false, reason }]]),
      [anObligation()],
      new Set(['a1/inspection:i1']),
    );
    expect(changes.close).toMatchObject([{ status: 'withdrawn', reason }]);
  });

  it('are replaced when the date is counted from something else', () => {
    const changes = reconcileObligations(
      new Map([['a1', due({ anchorKey: 'calendar:2013-02-28', dueOn: '2013-02-28' })]]),
      [anObligation()],
      new Set(['a1/inspection:i1']),
    );
    expect(changes.close[0]?.reason).toContain('Replaced: the next one is due on 28 Feb 2013');
    expect(changes.create).toHaveLength(1);
  });

  it('are not made a second time for the same anchor', () => {
    expect(
      reconcileObligations(new Map([['a1', due()]]), [], new Set(['a1/inspection:i1'])),
    ).toEqual(nothing);
  });
});
