import { describe, expect, it } from '@jest/globals';
import { takeAttempt, withAttempt } from './attempts.rules.js';

const MINUTE = 60_000;
const begun = (state: string, startedAt = 0) => ({
  state,
  nonce: 'n',
  codeVerifier: 'v',
  next: '/',
  startedAt,
});

describe('attempts to sign in', () => {
  it('are kept for several tabs, the latest five', () => {
    let attempts = [begun('0')];
    for (const state of ['1', '2', '3', '4', '5']) attempts = withAttempt(attempts, begun(state));
    expect(attempts.map(({ state }) => state)).toEqual(['1', '2', '3', '4', '5']);
  });

  it('are taken once', () => {
    const first = takeAttempt([begun('a'), begun('b')], 'a', MINUTE);
    expect(first.attempt).toMatchObject({ state: 'a' });
    expect(takeAttempt(first.rest, 'a', MINUTE).attempt).toBeUndefined();
    expect(takeAttempt(first.rest, 'b', MINUTE).attempt).toBeDefined();
  });

  it('are over after ten minutes', () => {
    expect(takeAttempt([begun('a')], 'a', 10 * MINUTE - 1).attempt).toBeDefined();
    expect(takeAttempt([begun('a')], 'a', 10 * MINUTE)).toEqual({ attempt: undefined, rest: [] });
    expect(withAttempt([begun('a')], begun('b', 11 * MINUTE))).toHaveLength(1);
  });

  it('need a state', () => {
    expect(takeAttempt([begun('a')], null, 0).attempt).toBeUndefined();
  });
});
