import { Injectable } from '@nestjs/common';
import { SystemClock } from '../platform/clock/clock.js';

const FREE_ATTEMPTS = 5;
const LONGEST_WAIT_SECONDS = 900;
/** Names and addresses that are remembered at most; the oldest are forgotten first. */
const REMEMBERED = 10_000;

interface Failures {
  count: number;
  /** Milliseconds since 1970 until which no further attempt is looked at. */
  heldUntil: number;
}

/**
 * Slows down guessing: after a few wrong passwords for one account, or from one address, each further attempt must wait
 * twice as long, up to a quarter of an hour. Kept in this process's memory, so it also works without Redis.
 */
@Injectable()
export class SignInThrottle {
  private readonly failures = new Map<string, Failures>();

  constructor(private readonly clock: SystemClock) {}

  /** Seconds to wait before an attempt is looked at; 0 = go ahead. */
  waitSeconds(keys: string[]): number {
    const now = this.clock.millis();
    const until = Math.max(0, ...keys.map((key) => this.failures.get(key)?.heldUntil ?? 0));
    return Math.max(0, Math.ceil((until - now) / 1000));
  }

  failed(keys: string[]): void {
    for (const key of keys) {
      const count = (this.failures.get(key)?.count ?? 0) + 1;
      const wait =
        count < FREE_ATTEMPTS ? 0 : Math.min(LONGEST_WAIT_SECONDS, 2 ** (count - FREE_ATTEMPTS));
      this.failures.delete(key);
      this.failures.set(key, { count, heldUntil: this.clock.millis() + wait * 1000 });
    }
    for (const oldest of this.failures.keys()) {
      if (this.failures.size <= REMEMBERED) break;
      this.failures.delete(oldest);
    }
  }

  succeeded(account: string): void {
    this.failures.delete(account);
  }
}
