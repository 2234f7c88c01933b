import type { ReminderPolicy } from '../platform/config/policy.js';
import type { SendOutcome } from '../platform/mail/mail.js';
import type { MessageState, ReminderState } from './reminder.entity.js';

/** What a mail was before this attempt claimed it. */
export interface Attempt {
  /** 1 = the first. */
  number: number;
  from: 'pending' | 'uncertain';
}

/** What becomes of a mail after an attempt. */
export interface Verdict {
  state: Exclude<MessageState, 'claimed' | 'cancelled'>;
  rowState: ReminderState;
  /** Attempts that count against the limit. */
  attempts: number;
  /** Until the next attempt; null = there is none. */
  waitSeconds: number | null;
  /** What the "why" page says about this step. */
  detail: string;
  serverResponse: string | null;
}

/**
 * Decides by the server's answer (docs/adr/0008).
 *
 * - accepted: sent.
 * - refused: tried again after each of `retryAfterMinutes`, then failed.
 * - unreachable: the mail is not to blame and nothing of it left; it waits, without losing an attempt, until the server is back
 *   or the catch-up window closes.
 * - uncertain: the connection broke while the server had the text. It is sent again with the same Message-ID, by the
 *   next drain the first time, then after the same waits as a refusal.
 *
 * A mail that was uncertain once stays uncertain until the server accepts it: nobody knows whether the first one arrived.
 */
export function judge(outcome: SendOutcome, attempt: Attempt, policy: ReminderPolicy): Verdict {
  const [firstWait = 1] = policy.retryAfterMinutes;
  switch (outcome.kind) {
    case 'accepted':
      return {
        state: 'sent',
        rowState: 'sent',
        attempts: attempt.number,
        waitSeconds: null,
        detail: outcome.response,
        serverResponse: outcome.response,
      };
    case 'unreachable':
      return {
        ...waiting(attempt.from),
        attempts: attempt.number - 1,
        waitSeconds: firstWait * 60,
        detail: `the mail server was not reached: ${outcome.reason}`,
        serverResponse: null,
      };
    case 'refused':
      return afterTrouble(
        attempt,
        policy,
        attempt.from,
        `the mail server refused it: ${outcome.response}`,
        outcome.response,
      );
    case 'uncertain': {
      const isFirst = attempt.from === 'pending';
      const verdict = afterTrouble(attempt, policy, 'uncertain', outcome.reason, null);
      return isFirst && verdict.state === 'uncertain' ? { ...verdict, waitSeconds: 0 } : verdict;
    }
  }
}

function afterTrouble(
  attempt: Attempt,
  policy: ReminderPolicy,
  state: 'pending' | 'uncertain',
  detail: string,
  serverResponse: string | null,
): Verdict {
  const waitMinutes = policy.retryAfterMinutes[attempt.number - 1];
  if (waitMinutes === undefined)
    return {
      state: 'failed',
      rowState: 'failed',
      attempts: attempt.number,
      waitSeconds: null,
      detail: `${detail} (given up after ${attempt.number} attempts)`,
      serverResponse,
    };
  return {
    ...waiting(state),
    attempts: attempt.number,
    waitSeconds: waitMinutes * 60,
    detail,
    serverResponse,
  };
}

const waiting = (
  state: 'pending' | 'uncertain',
): { state: 'pending' | 'uncertain'; rowState: ReminderState } => ({
  state,
  rowState: state === 'pending' ? 'planned' : 'uncertain',
});
