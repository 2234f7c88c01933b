import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { LessThan } from 'typeorm';
import type { SystemClock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/db/id.js';
import type { Log } from '../../platform/log.js';

/** For so long a worker is believed to be at work after its last sign of life. */
export const LEASE_SECONDS = 30;
/** How often it gives one, keeps what it found so far and looks whether it is to stop. */
const SIGN_OF_LIFE_MS = 1000;
/** What so many workers died of is not tried again. */
const MOST_ATTEMPTS = 5;

/** Why work ends before it is done: somebody stops it, another worker has it by now, or this process shuts down. */
export type Ending = 'stopped' | 'lost' | 'closing';

/** How the log calls what goes wrong. */
interface LogWords {
  stumbled: string;
  failed: string;
  notKept: string;
}

/**
 * Long work that the database hands out, one piece at a time in each process and beside the jobs, which are not held up. A
 * worker claims a piece for a while and goes on claiming it; when it dies, another takes the piece up.
 */
export abstract class LeasedWork<
  Claim extends { attempts: number },
  Name,
> implements BeforeApplicationShutdown {
  private atWork: Promise<void> | undefined;
  private controller = new AbortController();
  private isClosing = false;

  protected constructor(
    private readonly log: Log,
    private readonly words: LogWords,
  ) {}

  /** Gives back what is in hand: another worker, or the next start, goes on. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isClosing = true;
    this.endBecause('closing');
    await this.settled();
  }

  /**
   * Takes up what waits, one after the other; does not wait for it.
   * @returns what it began with; null when nothing waits or this process is at work already
   */
  async begin(): Promise<Name | null> {
    if (this.atWork || this.isClosing) return null;
    let begun: (name: Name | null) => void = () => undefined;
    const first = new Promise<Name | null>((resolve) => (begun = resolve));
    this.atWork = this.workOff(begun)
      .catch((error: unknown) => {
        this.log.error({ error }, this.words.stumbled);
        begun(null);
      })
      .finally(() => {
        this.atWork = undefined;
      });
    return first;
  }

  /** When this process is at none any more. */
  async settled(): Promise<void> {
    await this.atWork;
  }

  /** The next piece, claimed with `claimNow`; null when none waits or another worker was quicker. */
  protected abstract claim(): Promise<Claim | null>;
  /** What `begin` answers with, and the log names. */
  protected abstract nameOf(claim: Claim): Name;
  /** Does it, and puts the result where it belongs. The signal's reason is an `Ending`. */
  protected abstract perform(claim: Claim, signal: AbortSignal): Promise<void>;
  protected abstract fail(claim: Claim, failure: string): Promise<void>;

  /**
   * Waits for work, and meanwhile keeps what is known so far about every second.
   * @param keep says why the work must end; null when it may go on
   */
  protected async giveSigns<Result>(
    work: Promise<Result>,
    keep: () => Promise<Ending | null>,
  ): Promise<Result> {
    const ended = new AbortController();
    const signs = this.signUntil(ended.signal, keep);
    try {
      return await work;
    } finally {
      ended.abort();
      await signs;
    }
  }

  private async workOff(begun: (name: Name | null) => void): Promise<void> {
    for (;;) {
      const claim = this.isClosing ? null : await this.claim();
      if (!claim) break;
      begun(this.nameOf(claim));
      await this.attempt(claim);
    }
    begun(null);
  }

  private async attempt(claim: Claim): Promise<void> {
    this.controller = new AbortController();
    if (this.isClosing) this.endBecause('closing');
    try {
      if (claim.attempts > MOST_ATTEMPTS)
        throw new Error(`${claim.attempts - 1} workers have died while they were at it`);
      await this.perform(claim, this.controller.signal);
    } catch (error) {
      this.log.error({ error, name: this.nameOf(claim) }, this.words.failed);
      await this.fail(claim, error instanceof Error ? error.message : String(error));
    }
  }

  private async signUntil(ended: AbortSignal, keep: () => Promise<Ending | null>): Promise<void> {
    for (;;) {
      await pause(SIGN_OF_LIFE_MS, undefined, { signal: ended }).catch(() => undefined);
      if (ended.aborted) return;
      try {
        const ending = await keep();
        if (ending) this.endBecause(ending);
      } catch (error) {
        // The next sign may come through; if none does, the lease runs out and another worker goes on.
        this.log.warn({ error }, this.words.notKept);
      }
    }
  }

  private endBecause(ending: Ending): void {
    this.controller.abort(ending);
  }
}

/** Why the work was ended; null when nobody did. */
export const endingOf = (signal: AbortSignal): Ending | null =>
  signal.aborted ? (signal.reason as Ending) : null;

/** What waits for a worker, or was left by one that gives no sign any more. */
export const waitingOrLeft = (clock: SystemClock) => [
  { state: 'waiting' as const },
  { state: 'solving' as const, leaseUntil: LessThan(clock.moment()) },
];

/** The columns of a claim. */
export const claimNow = (clock: SystemClock, attempts: number) => ({
  state: 'solving' as const,
  claimedBy: `${hostname()}:${process.pid}:${newId()}`,
  leaseUntil: clock.momentIn(LEASE_SECONDS),
  attempts: attempts + 1,
});
