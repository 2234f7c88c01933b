import type { SharedCounters } from './shared-counters.js';

/** An attempt that may be looked at, and what it changed. */
export interface Taken {
  /** Seconds for which it holds up all further attempts; 0 = none. */
  seconds: number;
  /** Holds that were begun before it. */
  level: number;
  /** It is the first in a while. */
  isFirst: boolean;
}

interface HoldPolicy {
  /** Failures that hold up nobody. */
  free: number;
  longestWaitSeconds: number;
  forgottenAfterMinutes: number;
}

/**
 * After some failures of one account, or from one address, each further attempt must wait twice as long as the one
 * before. An attempt counts as failed before it is looked at: many that arrive at once would otherwise all pass. While a
 * hold runs nothing is counted, so it ends however much is thrown at it.
 */
export class DoublingHold {
  constructor(
    private readonly counters: SharedCounters,
    private readonly name: string,
    private readonly policy: HoldPolicy,
  ) {}

  /** Seconds for which attempts are not looked at. */
  async secondsLeft(key: string): Promise<number> {
    const hold = await this.counters.read(this.holdOf(key));
    return hold && hold.msLeft > 0 ? secondsOf(hold.msLeft) : 0;
  }

  /** Counts an attempt as failed. @returns what it changed, or the seconds to wait if it is not to be looked at */
  async take(key: string): Promise<Taken | number> {
    const { count } = await this.counters.add(this.failuresOf(key), 1, this.forgottenAfter);
    if (count < this.policy.free) return { seconds: 0, level: 0, isFirst: count === 1 };
    const level = (await this.counters.read(this.levelOf(key)))?.count ?? 0;
    const seconds = Math.min(this.policy.longestWaitSeconds, 2 ** (level + 1));
    // Of those that arrive together, only the one that begins the hold goes on.
    const hold = await this.counters.add(this.holdOf(key), 1, seconds);
    if (hold.count > 1) return secondsOf(hold.msLeft);
    await this.counters.put(this.levelOf(key), level + 1, this.forgottenAfter);
    await this.counters.put(this.failuresOf(key), this.policy.free, this.forgottenAfter);
    return { seconds, level, isFirst: count === 1 };
  }

  /** Makes it as if the attempt had not been. */
  async giveBack(key: string, { seconds, level }: Taken): Promise<void> {
    if (seconds === 0 || level === 0) {
      const failures = await this.counters.add(this.failuresOf(key), -1, this.forgottenAfter);
      if (failures.count <= 0) await this.counters.forget(this.failuresOf(key));
    }
    if (seconds === 0) return;
    await this.counters.forget(this.holdOf(key));
    if (level === 0) await this.counters.forget(this.levelOf(key));
    else await this.counters.put(this.levelOf(key), level, this.forgottenAfter);
  }

  /** Forgets all failures. */
  async forget(key: string): Promise<void> {
    await this.counters.forget(this.holdOf(key));
    await this.counters.forget(this.levelOf(key));
    await this.counters.forget(this.failuresOf(key));
  }

  private get forgottenAfter(): number {
    return this.policy.forgottenAfterMinutes * 60;
  }

  private failuresOf(key: string): string {
    return `${this.name}:failures:${key}`;
  }

  private holdOf(key: string): string {
    return `${this.name}:hold:${key}`;
  }

  private levelOf(key: string): string {
    return `${this.name}:level:${key}`;
  }
}

const secondsOf = (ms: number): number => Math.max(1, Math.ceil(ms / 1000));
