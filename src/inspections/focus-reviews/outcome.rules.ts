import { addDays, type Day, laterOf } from '../../platform/clock/calendar.js';
import type { CorrectiveActionPolicy } from '../../platform/config/policy.js';
import type { ActionStatus } from '../corrective-actions/corrective-action.rules.js';
import type { Severity } from '../finding.entity.js';

/** What a visit can find of what an earlier one found. */
export const OUTCOMES = ['corrected', 'partly', 'not-corrected', 'could-not-be-verified'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const OUTCOME_WORDS: Record<Outcome, string> = {
  corrected: 'Corrected',
  partly: 'Partly corrected',
  'not-corrected': 'Not corrected',
  'could-not-be-verified': 'Could not be verified',
};

/** What follows from an outcome once the visit's final report is out. */
export interface OutcomeEffect {
  closes: boolean;
  /** The finding is marked as repeated. */
  repeats: boolean;
  action: { status: ActionStatus; dueOn: Day };
  /** A new plan is asked for: the old one did not correct it. */
  asksAnew: boolean;
}

/**
 * Corrected closes. Partly: the plan stands and what is left of it gets its days anew. Not corrected: a new plan is
 * asked for. Could not be verified: nothing changes but that another visit follows. Days are counted from the new report
 * (policy `correctiveActions.dueDays`).
 */
export function effectOf(
  outcome: Outcome,
  action: { status: ActionStatus; dueOn: Day },
  severity: Severity,
  reportedOn: Day,
  policy: CorrectiveActionPolicy,
): OutcomeEffect {
  const anew = addDays(reportedOn, policy.dueDays[severity]);
  const stays = { closes: false, repeats: false, asksAnew: false, action };
  switch (outcome) {
    case 'corrected':
      return { ...stays, closes: true, action: { ...action, status: 'verified' } };
    case 'not-corrected':
      return {
        ...stays,
        repeats: true,
        asksAnew: true,
        action: { status: 'opened', dueOn: laterOf(action.dueOn, anew) },
      };
    case 'partly':
      return {
        ...stays,
        action: {
          status: action.status === 'implemented' ? 'accepted' : action.status,
          dueOn: laterOf(action.dueOn, anew),
        },
      };
    case 'could-not-be-verified':
      return stays;
  }
}
