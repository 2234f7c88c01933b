import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parsePolicy } from '../../platform/config/policy.js';
import { ACTION_STATUSES, FINISHED } from '../corrective-actions/corrective-action.rules.js';
import { effectOf, OUTCOMES } from './outcome.rules.js';

const { correctiveActions: policy } = parsePolicy(
  readFileSync('config/policy.yaml', 'utf8'),
  'config/policy.yaml',
);
const running = ACTION_STATUSES.filter((status) => !FINISHED.includes(status));
const reportedOn = '2013-01-15';
const action = { status: 'implemented', dueOn: '2012-10-10' } as const;

describe('an outcome', () => {
  it('corrected closes the finding and verifies its action', () => {
    expect(effectOf('corrected', action, 'medium', reportedOn, policy)).toEqual({
      ...{ closes: true, repeats: false, asksAnew: false },
      action: { status: 'verified', dueOn: '2012-10-10' },
    });
  });

  it.each([
    ['high', '2013-02-14'],
    ['medium', '2013-03-16'],
    ['low', '2013-04-15'],
  ] as const)('not corrected asks anew, of a %s finding by %s', (severity, dueOn) => {
    expect(effectOf('not-corrected', action, severity, reportedOn, policy)).toEqual({
      ...{ closes: false, repeats: true, asksAnew: true },
      action: { status: 'opened', dueOn },
    });
  });

  it('partly leaves the plan, and gives what is left of it its days', () => {
    expect(effectOf('partly', action, 'medium', reportedOn, policy).action).toEqual({
      ...{ status: 'accepted', dueOn: '2013-03-16' },
    });
  });

  it('takes no day away that was granted already', () => {
    const granted = { status: 'accepted', dueOn: '2013-09-01' } as const;
    for (const outcome of OUTCOMES)
      expect(effectOf(outcome, granted, 'high', reportedOn, policy).action.dueOn).toBe(
        '2013-09-01',
      );
  });

  it('could not be verified changes nothing', () => {
    expect(effectOf('could-not-be-verified', action, 'high', reportedOn, policy)).toEqual({
      ...{ closes: false, repeats: false, asksAnew: false, action },
    });
  });

  it('leaves an action that is asked for, or closes the finding', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...OUTCOMES),
        fc.constantFrom(...running),
        fc.constantFrom('high', 'medium', 'low'),
        (outcome, status, severity) => {
          const effect = effectOf(
            outcome,
            { status, dueOn: '2012-10-10' },
            severity,
            reportedOn,
            policy,
          );
          expect(effect.closes).toBe(FINISHED.includes(effect.action.status));
          expect(effect.action.dueOn >= '2012-10-10').toBe(true);
        },
      ),
    );
  });
});
