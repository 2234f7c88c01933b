import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parsePolicy } from '../../platform/config/policy.js';
import { readSettings } from '../../platform/config/settings.js';
import { TooManyRequests } from '../../platform/http/problem.js';
import { Log } from '../../platform/log.js';
import { AttemptLimits, type AttemptBy } from './attempt-limits.js';
import { SharedCounters } from './shared-counters.js';

const someone = { email: 'someone@example.gov', address: '192.0.2.1' };

function someLimits(longestWaitSeconds = 900): { limits: AttemptLimits; counters: SharedCounters } {
  const policy = parsePolicy(readFileSync('config/policy.yaml', 'utf8'), 'policy.yaml');
  Object.assign(policy.identity.attempts, {
    freePerAccount: 3,
    freePerAddress: 6,
    longestWaitSeconds,
  });
  const settings = readSettings({ MOA_LOG_LEVEL: 'silent' });
  const counters = new SharedCounters(settings, new Log(settings));
  return { limits: new AttemptLimits(counters, policy), counters };
}

/** Seconds to wait; 0 = the attempt is looked at, and fails. */
const guess = async (limits: AttemptLimits, by: AttemptBy = someone): Promise<number> => {
  try {
    await limits.attempt('sign-in', by);
    return 0;
  } catch (error) {
    if (error instanceof TooManyRequests) return error.seconds;
    throw error;
  }
};

const guesses = (limits: AttemptLimits, times: number, by: (time: number) => AttemptBy) =>
  Promise.all(Array.from({ length: times }, (_, time) => guess(limits, by(time))));

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('guessing passwords', () => {
  it('costs nothing at first, then two seconds, then twice as long', async () => {
    const { limits } = someLimits();
    expect(await guesses(limits, 3, () => someone)).toEqual([0, 0, 0]);
    expect(await guess(limits)).toBe(2);
    await pause(2050);
    expect(await guess(limits)).toBe(0);
    expect(await guess(limits)).toBe(4);
  });

  it('never costs more than the longest wait', async () => {
    const { limits } = someLimits(1);
    for (let hold = 0; hold < 2; hold++) {
      while ((await guess(limits)) === 0);
      expect(await guess(limits)).toBe(1);
      await pause(1050);
    }
  });

  it('is counted for the account from wherever it is tried, in whatever spelling', async () => {
    const { limits } = someLimits();
    await guesses(limits, 3, () => someone);
    expect(await guess(limits, { email: ' SOMEONE@example.gov', address: '192.0.2.2' })).toBe(2);
  });

  it('many times at once is not more guesses than one after the other', async () => {
    const { limits } = someLimits();
    const waits = await guesses(limits, 200, (time) => ({
      ...someone,
      address: `192.0.2.${time}`,
    }));
    expect(waits.filter((seconds) => seconds === 0)).toHaveLength(3);
  });

  it('of one person does not hold up a colleague at the same address, however much it is', async () => {
    const { limits } = someLimits();
    await guesses(limits, 200, () => someone);
    expect(await guess(limits, { ...someone, email: 'colleague@example.gov' })).toBe(0);
  });

  it('of many accounts from one address is held up, and leaves no trace of the accounts', async () => {
    const { limits, counters } = someLimits();
    const waits = await guesses(limits, 500, (time) => ({
      ...someone,
      email: `person-${time}@example.gov`,
    }));
    expect(waits.filter((seconds) => seconds === 0)).toHaveLength(6);
    expect(await guess(limits, { ...someone, email: 'another@example.gov' })).toBe(2);
    expect(counters.size).toBeLessThan(15);
  });

  it('of many accounts from one network of IPv6 is held up too', async () => {
    const { limits } = someLimits();
    await guesses(limits, 6, (time) => ({
      email: `person-${time}@example.gov`,
      address: `2001:db8::${time}`,
    }));
    const neighbour = { email: 'another@example.gov', address: '2001:db8::ffff' };
    expect(await guess(limits, neighbour)).toBe(2);
    expect(await guess(limits, { ...neighbour, address: '2001:db8:1::1' })).toBe(0);
  });

  it('is forgotten for an account that got in, but not for its address', async () => {
    const { limits } = someLimits();
    await guesses(limits, 5, (time) => ({ ...someone, email: `person-${time}@example.gov` }));
    const attempt = await limits.attempt('sign-in', someone);
    expect(attempt.heldSeconds).toBe(2);
    await attempt.succeeded();
    expect(await guess(limits)).toBe(0);
    expect(await guess(limits)).toBe(2);
  });

  it('is not what a whole office does that signs in from one address', async () => {
    const { limits } = someLimits();
    for (let person = 0; person < 40; person++)
      await (
        await limits.attempt('sign-in', { ...someone, email: `person-${person}@example.gov` })
      ).succeeded();
    expect(await guess(limits)).toBe(0);
  });

  it('is told apart from other things that are tried', async () => {
    const { limits } = someLimits();
    await guesses(limits, 4, () => someone);
    await expect(limits.attempt('password-reset', someone)).resolves.toBeDefined();
  });

  it('of ever more names takes no more memory', async () => {
    const { limits, counters } = someLimits();
    for (let person = 0; person < 12_000; person++)
      await guess(limits, {
        email: `person-${person}@example.gov`,
        address: `address ${person}`,
      });
    expect(counters.size).toBe(20_000);
  });
});
