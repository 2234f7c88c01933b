import { describe, expect, it } from '@jest/globals';
import { SystemClock } from '../../platform/clock/clock.js';
import { SignInThrottle } from './sign-in-throttle.js';

class StandingClock extends SystemClock {
  now = 0;

  override millis(): number {
    return this.now;
  }
}

describe('guessing passwords', () => {
  const aThrottle = (): { clock: StandingClock; throttle: SignInThrottle } => {
    const clock = new StandingClock();
    return { clock, throttle: new SignInThrottle(clock) };
  };
  const attempt = { email: 'someone@example.gov', address: '192.0.2.1' };

  const failTimes = (throttle: SignInThrottle, times: number, of = attempt): void => {
    for (let time = 0; time < times; time++) throttle.begin(of);
  };

  it('costs nothing four times, then a second, then twice as long each time', () => {
    const { throttle } = aThrottle();
    failTimes(throttle, 4);
    expect(throttle.waitSeconds(attempt)).toBe(0);
    failTimes(throttle, 1);
    expect(throttle.waitSeconds(attempt)).toBe(1);
    failTimes(throttle, 3);
    expect(throttle.waitSeconds(attempt)).toBe(8);
  });

  it('never costs more than a quarter of an hour, and the wait runs off', () => {
    const { clock, throttle } = aThrottle();
    failTimes(throttle, 60);
    expect(throttle.waitSeconds(attempt)).toBe(900);
    clock.now += 900_000;
    expect(throttle.waitSeconds(attempt)).toBe(0);
  });

  it('is counted for the account from wherever it is tried, in whatever spelling', () => {
    const { throttle } = aThrottle();
    failTimes(throttle, 5);
    const elsewhere = { email: ' SOMEONE@example.gov', address: '192.0.2.2' };
    expect(throttle.waitSeconds(elsewhere)).toBe(1);
  });

  it('of one person does not hold up a colleague at the same address', () => {
    const { throttle } = aThrottle();
    failTimes(throttle, 10);
    expect(throttle.waitSeconds({ ...attempt, email: 'colleague@example.gov' })).toBe(0);
  });

  it('of many accounts from one address is held up too', () => {
    const { throttle } = aThrottle();
    for (let person = 0; person < 25; person++)
      throttle.begin({ ...attempt, email: `person-${person}@example.gov` });
    expect(throttle.waitSeconds({ ...attempt, email: 'another@example.gov' })).toBe(1);
  });

  it('is forgotten for an account that got in, but not for its address', () => {
    const { throttle } = aThrottle();
    for (let person = 0; person < 24; person++)
      throttle.begin({ ...attempt, email: `person-${person}@example.gov` });
    throttle.begin(attempt);
    throttle.succeeded(attempt);
    expect(throttle.waitSeconds(attempt)).toBe(0);
    failTimes(throttle, 1);
    expect(throttle.waitSeconds(attempt)).toBe(1);
  });

  it('is not what a whole office does that signs in from one address', () => {
    const { throttle } = aThrottle();
    for (let person = 0; person < 100; person++) {
      const colleague = { ...attempt, email: `person-${person}@example.gov` };
      throttle.begin(colleague);
      throttle.succeeded(colleague);
    }
    expect(throttle.waitSeconds(attempt)).toBe(0);
  });

  it('remembers ten thousand names and no more', () => {
    const { throttle } = aThrottle();
    failTimes(throttle, 8);
    for (let person = 0; person < 10_000; person++)
      throttle.begin({ email: `person-${person}@example.gov`, address: `address ${person}` });
    expect(throttle.waitSeconds(attempt)).toBe(0);
  });
});
