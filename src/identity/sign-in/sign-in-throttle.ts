import { Injectable } from '@nestjs/common';
import { SystemClock } from '../../platform/clock/clock.js';

/** Whose attempts are counted together. */
export interface Attempt {
  /** As typed; whether there is such an account makes no difference. */
  email: string;
  address: string;
}

/** Wrong passwords that cost nothing. Many people may share an address, but nobody shares an account. */
const FREE_PER_ACCOUNT = 5;
const FREE_PER_ADDRESS = 25;
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
  waitSeconds(attempt: Attempt): number {
    const held = [accountKey(attempt), addressKey(attempt)].map(
      (key) => this.failures.get(key)?.heldUntil ?? 0,
    );
    return Math.max(0, Math.ceil((Math.max(...held) - this.clock.millis()) / 1000));
  }

  /** Counts an attempt as failed before it is looked at: many that arrive at once would otherwise all pass. */
  begin(attempt: Attempt): void {
    this.count(accountKey(attempt), FREE_PER_ACCOUNT);
    this.count(addressKey(attempt), FREE_PER_ADDRESS);
    for (const oldest of this.failures.keys()) {
      if (this.failures.size <= REMEMBERED) break;
      this.failures.delete(oldest);
    }
  }

  /** The address's other failures stay: whoever has one password may be guessing another. */
  succeeded(attempt: Attempt): void {
    this.failures.delete(accountKey(attempt));
    const address = this.failures.get(addressKey(attempt));
    if (address) this.failures.set(addressKey(attempt), { count: address.count - 1, heldUntil: 0 });
  }

  private count(key: string, free: number): void {
    const count = (this.failures.get(key)?.count ?? 0) + 1;
    const seconds = count < free ? 0 : Math.min(LONGEST_WAIT_SECONDS, 2 ** (count - free));
    this.failures.delete(key);
    this.failures.set(key, { count, heldUntil: this.clock.millis() + seconds * 1000 });
  }
}

const accountKey = ({ email }: Attempt): string => `account ${email.trim().toLowerCase()}`;
const addressKey = ({ address }: Attempt): string => `address ${address}`;
