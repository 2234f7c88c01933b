import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../platform/clock/calendar.js';
import { parsePolicy } from '../../platform/config/policy.js';
import { countedFrom, focusReviewDue, followUps, type OpenFinding } from './focus-review.rules.js';

const policy = parsePolicy(readFileSync('config/policy.yaml', 'utf8'), 'config/policy.yaml');
const today = '2012-09-26';

function aFinding(change: Partial<OpenFinding> = {}): OpenFinding {
  return {
    id: 'f1',
    number: 'INS-2012-0003/F1',
    agreementId: 'a1',
    severity: 'medium',
    reportedOn: '2012-08-01',
    actionDueOn: '2012-09-30',
    ...change,
  };
}

describe('a focus review falls due', () => {
  it('60 days after the due date of the last corrective action', () => {
    expect(focusReviewDue([aFinding(), aFinding({ actionDueOn: '2012-09-10' })], policy)).toBe(
      '2012-11-29',
    );
  });

  it('never later than 180 days after the report', () => {
    expect(focusReviewDue([aFinding({ actionDueOn: '2013-01-10' })], policy)).toBe('2013-01-28');
  });

  it('30 days after the action of a high-severity finding', () => {
    expect(
      focusReviewDue(
        [aFinding(), aFinding({ severity: 'high', actionDueOn: '2012-08-31' })],
        policy,
      ),
    ).toBe('2012-09-30');
  });

  it('by the policy for its severity where no action is on record', () => {
    expect(focusReviewDue([aFinding({ severity: 'low', actionDueOn: null })], policy)).toBe(
      '2012-12-29',
    );
  });

  it('never later when a finding is added to the group, unless its action is the last one', () => {
    const findings = fc.array(
      fc.record({
        severity: fc.constantFrom('high', 'medium', 'low'),
        actionDueOn: fc.integer({ min: 0, max: 90 }).map((days) => addDays('2012-08-01', days)),
      }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(findings, (group) => {
        const due = focusReviewDue(
          group.map((change) => aFinding(change as Partial<OpenFinding>)),
          policy,
        );
        expect(due <= addDays('2012-08-01', policy.focusReviews.latestDaysAfterReport)).toBe(true);
      }),
    );
  });
});

describe('follow-ups', () => {
  it('are one focus review for all findings of an agreement, and one each for two agreements', () => {
    const ordered = followUps(
      [aFinding(), aFinding({ id: 'f2' }), aFinding({ id: 'f3', agreementId: 'a2' })],
      [],
      policy,
      today,
    );
    expect(
      ordered.map(({ by, agreementId, findingIds }) => ({ by, agreementId, findingIds })),
    ).toEqual([
      { by: 'focus-review', agreementId: 'a1', findingIds: ['f1', 'f2'] },
      { by: 'focus-review', agreementId: 'a2', findingIds: ['f3'] },
    ]);
  });

  it('are left to a full inspection that starts within 90 days of the due date', () => {
    const coming = { id: 'i1', number: 'INS-2013-0001', agreementId: 'a1', startsOn: '2013-02-25' };
    const [followUp] = followUps([aFinding()], [coming], policy, today);
    expect(followUp).toMatchObject({ by: 'full-inspection', inspectionId: 'i1' });
    expect(followUp?.basis).toContain(
      'Absorbed: the full inspection INS-2013-0001 starts on 25 Feb 2013',
    );
  });

  it('are not left to one that comes later, or that is another agreement’s', () => {
    const late = { id: 'i1', number: 'INS-2013-0001', agreementId: 'a1', startsOn: '2013-02-28' };
    const other = { id: 'i2', number: 'INS-2013-0002', agreementId: 'a2', startsOn: '2012-11-05' };
    expect(followUps([aFinding()], [late, other], policy, today)[0]?.by).toBe('focus-review');
  });

  it('do not let a high-severity finding wait past its own due date', () => {
    const severe = aFinding({ severity: 'high', actionDueOn: '2012-09-30' });
    const after = { id: 'i1', number: 'INS-2013-0001', agreementId: 'a1', startsOn: '2012-11-05' };
    const before = { ...after, startsOn: '2012-10-29' };
    expect(followUps([severe], [after], policy, today)[0]?.by).toBe('focus-review');
    expect(followUps([severe], [before], policy, today)[0]?.by).toBe('full-inspection');
  });

  it('say which findings they follow and why they are due then', () => {
    expect(followUps([aFinding()], [], policy, today)[0]?.basis).toBe(
      "Follows up INS-2012-0003/F1: due 60 days after the last corrective action's due date 30 Sep 2012.",
    );
  });

  it('wait for the actions, but leave a week before the due date', () => {
    expect(followUps([aFinding()], [], policy, today)[0]?.releaseOn).toBe('2012-10-01');
    const squeezed = aFinding({ actionDueOn: '2013-01-27' });
    expect(followUps([squeezed], [], policy, today)[0]?.releaseOn).toBe('2013-01-21');
  });
});

describe('the next round', () => {
  it('is counted from the report of the visit that looked last', () => {
    expect(countedFrom(aFinding(), null)).toEqual(aFinding());
    const again = countedFrom(aFinding(), '2013-01-15');
    expect(again).toMatchObject({ reportedOn: '2013-01-15', actionDueOn: '2013-01-15' });
    expect(focusReviewDue([again], policy)).toBe('2013-03-16');
    const anew = countedFrom(aFinding({ actionDueOn: '2013-03-16' }), '2013-01-15');
    expect(focusReviewDue([anew], policy)).toBe('2013-05-15');
  });
});
