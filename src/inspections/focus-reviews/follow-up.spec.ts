import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, type Day } from '../../platform/clock/calendar.js';
import { parsePolicy } from '../../platform/config/policy.js';
import {
  ACTION_STEPS,
  type ActionStatus,
  type ActionStep,
  FINISHED,
  transitionsFrom,
} from '../corrective-actions/corrective-action.rules.js';
import { countedFrom, followUps, type OpenFinding } from './focus-review.rules.js';
import { effectOf, type Outcome, OUTCOMES } from './outcome.rules.js';

const policy = parsePolicy(readFileSync('config/policy.yaml', 'utf8'), 'config/policy.yaml');

/** A finding with what the rules make of it: nothing else is kept of it. */
interface Followed {
  isOpen: boolean;
  reason: string | null;
  action: { status: ActionStatus; dueOn: Day };
  rounds: { dueOn: Day; outcome: Outcome | null; isLive: boolean }[];
  lastReportOn: Day | null;
}

type Happening =
  | { does: ActionStep }
  | { does: 'rule' | 'close' | 'cancel' }
  | { does: 'outcome'; outcome: Outcome }
  | { does: 'report'; afterDays: number };

const REPORTED = '2012-08-01';

const finding = (followed: Followed): OpenFinding =>
  countedFrom(
    {
      ...{ id: 'f1', number: 'INS-2012-0003/F1', agreementId: 'a1', severity: 'medium' },
      ...{ reportedOn: REPORTED, actionDueOn: followed.action.dueOn },
    },
    followed.lastReportOn,
  );

function happen(followed: Followed, what: Happening): Followed {
  const round = followed.rounds.find(({ isLive }) => isLive);
  switch (what.does) {
    case 'rule': {
      if (!followed.isOpen || round) return followed;
      const [ordered] = followUps([finding(followed)], [], policy, REPORTED);
      const next = { dueOn: ordered!.dueOn, outcome: null, isLive: true };
      return { ...followed, rounds: [...followed.rounds, next] };
    }
    case 'outcome':
      if (round && followed.isOpen) round.outcome = what.outcome;
      return followed;
    case 'cancel':
      if (round) round.isLive = false;
      return followed;
    case 'close':
      return followed.isOpen ? closed(followed, 'Withdrawn.', 'withdrawn') : followed;
    case 'report':
      return round?.outcome ? reported(followed, round.outcome, what.afterDays) : followed;
    default:
      return stepped(followed, what.does);
  }
}

function stepped(followed: Followed, to: ActionStep): Followed {
  const { action } = followed;
  if (!transitionsFrom(action.status).some((transition) => transition.to === to)) return followed;
  if (to === 'verified') return closed(followed, 'Verified on documents.', 'verified');
  return { ...followed, action: { ...action, status: to } };
}

function reported(followed: Followed, outcome: Outcome, afterDays: number): Followed {
  const reportedOn = addDays(followed.lastReportOn ?? REPORTED, afterDays);
  const rounds = followed.rounds.map((round) => ({ ...round, isLive: false }));
  const after = { ...followed, rounds, lastReportOn: reportedOn };
  if (!followed.isOpen) return after;
  const effect = effectOf(outcome, followed.action, 'medium', reportedOn, policy.correctiveActions);
  return effect.closes ? closed(after, outcome, 'verified') : { ...after, action: effect.action };
}

const closed = (followed: Followed, reason: string, status: ActionStatus): Followed => ({
  ...followed,
  ...{ isOpen: false, reason, action: { ...followed.action, status } },
});

function looseEnds({ isOpen, reason, action, rounds }: Followed): string[] {
  const isAsked = !FINISHED.includes(action.status);
  return [
    ...(isOpen && !isAsked ? ['open, and nothing is asked'] : []),
    ...(!isOpen && reason === null ? ['closed without a reason'] : []),
    ...(!isOpen && isAsked ? ['closed, and something is asked'] : []),
    ...(rounds.filter(({ isLive }) => isLive).length > 1 ? ['two visits at once'] : []),
  ];
}

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ does: fc.constantFrom(...ACTION_STEPS) }),
  fc.record({
    does: fc.constantFrom('rule' as const, 'rule' as const, 'close' as const, 'cancel' as const),
  }),
  fc.record({ does: fc.constant('outcome' as const), outcome: fc.constantFrom(...OUTCOMES) }),
  fc.record({ does: fc.constant('report' as const), afterDays: fc.integer({ min: 1, max: 200 }) }),
);

describe('a finding, whatever happens to it', () => {
  it('is asked for something or closed with a reason, and each round is due after the report before', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 40 }), (happenings) => {
        let followed: Followed = {
          ...{ isOpen: true, reason: null, rounds: [], lastReportOn: null },
          action: { status: 'opened', dueOn: '2012-09-30' },
        };
        for (const what of happenings) {
          const before = followed.rounds.length;
          followed = happen(followed, what);
          expect(looseEnds(followed)).toEqual([]);
          const ordered = followed.rounds[before];
          if (ordered) expect(ordered.dueOn > (followed.lastReportOn ?? REPORTED)).toBe(true);
        }
        const last = happen(followed, { does: 'rule' });
        expect(last.isOpen).toBe(last.isOpen && last.rounds.some(({ isLive }) => isLive));
      }),
      { numRuns: process.env['MOA_TEST_DEEP'] ? 10_000 : 1_000 },
    );
  });
});
