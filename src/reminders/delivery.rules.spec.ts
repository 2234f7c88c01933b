import { describe, expect, it } from '@jest/globals';
import type { ReminderPolicy } from '../platform/config/policy.js';
import type { SendOutcome } from '../platform/mail/mail.js';
import { judge } from './delivery.rules.js';

const policy = { retryAfterMinutes: [1, 5, 30] } as ReminderPolicy;
const accepted: SendOutcome = { kind: 'accepted', response: '250 OK' };
const refused: SendOutcome = { kind: 'refused', response: '451 later', code: 451 };
const unreachable: SendOutcome = { kind: 'unreachable', reason: 'ECONNREFUSED' };
const uncertain: SendOutcome = { kind: 'uncertain', reason: 'the connection broke' };

describe('what becomes of a mail', () => {
  it('is sent when the server accepts it', () => {
    expect(judge(accepted, { number: 1, from: 'pending' }, policy)).toMatchObject({
      state: 'sent',
      rowState: 'sent',
      waitSeconds: null,
      serverResponse: '250 OK',
    });
  });

  it('is tried again after each wait of the policy, then fails', () => {
    const waits = [1, 2, 3, 4].map((number) => {
      const { state, waitSeconds } = judge(refused, { number, from: 'pending' }, policy);
      return [state, waitSeconds];
    });
    expect(waits).toEqual([
      ['pending', 60],
      ['pending', 300],
      ['pending', 1800],
      ['failed', null],
    ]);
  });

  it('loses no attempt while the server is away', () => {
    expect(judge(unreachable, { number: 4, from: 'pending' }, policy)).toMatchObject({
      state: 'pending',
      rowState: 'planned',
      attempts: 3,
      waitSeconds: 60,
    });
  });

  it('leaves again with the next drain when nobody knows whether it arrived, later after the waits', () => {
    expect(judge(uncertain, { number: 1, from: 'pending' }, policy)).toMatchObject({
      state: 'uncertain',
      rowState: 'uncertain',
      waitSeconds: 0,
    });
    expect(judge(uncertain, { number: 2, from: 'uncertain' }, policy)).toMatchObject({
      state: 'uncertain',
      waitSeconds: 300,
    });
    expect(judge(uncertain, { number: 4, from: 'uncertain' }, policy)).toMatchObject({
      state: 'failed',
    });
  });

  it('stays uncertain until the server accepts it, whatever else it says', () => {
    const again = { number: 2, from: 'uncertain' } as const;
    expect(judge(refused, again, policy)).toMatchObject({ state: 'uncertain' });
    expect(judge(unreachable, again, policy)).toMatchObject({ state: 'uncertain' });
    expect(judge(accepted, again, policy)).toMatchObject({ state: 'sent' });
  });
});
