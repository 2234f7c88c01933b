import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { SystemClock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Log } from '../../platform/log.js';
import { AdviceWork } from './advice-work.js';
import { ScenarioWork } from './scenario-work.js';
import { type RunKind, StaffingRun } from './staffing.entity.js';
import type { RunNews, StaffingWork } from './staffing-work.js';

/** For so long a worker is believed to be at work after its last sign of life. */
const LEASE_SECONDS = 30;
/** How often it gives one, and looks whether it is to stop. */
const SIGN_OF_LIFE_MS = 1000;
/** A run that so many workers died of is not tried again. */
const MOST_ATTEMPTS = 5;

type Ending = 'stopped' | 'lost' | 'closing';
type News = Parameters<RunNews>[0];

/**
 * Computes what waits, one at a time in each process and beside the jobs, by the same leases as `PlanSolving`: the database
 * says who is at it, and what a dead worker left is taken up by another.
 */
@Injectable()
export class StaffingRuns implements BeforeApplicationShutdown {
  private atWork: Promise<void> | undefined;
  private controller = new AbortController();
  private isClosing = false;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly scenarios: ScenarioWork,
    private readonly advice: AdviceWork,
    private readonly clock: SystemClock,
    private readonly log: Log,
  ) {}

  /** Gives back what is being computed: another worker, or the next start, goes on. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isClosing = true;
    this.controller.abort('closing' satisfies Ending);
    await this.settled();
  }

  /**
   * Takes up what waits, one after the other; does not wait for it.
   * @returns what it began with; null when nothing waits or this process is at work already
   */
  async begin(): Promise<RunKind | null> {
    if (this.atWork || this.isClosing) return null;
    let begun: (kind: RunKind | null) => void = () => undefined;
    const first = new Promise<RunKind | null>((resolve) => (begun = resolve));
    this.atWork = this.workOff(begun)
      .catch((error: unknown) => {
        this.log.error({ error }, 'computing scenarios stumbled');
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

  private async workOff(begun: (kind: RunKind | null) => void): Promise<void> {
    for (;;) {
      const run = this.isClosing ? null : await this.claim();
      if (!run) break;
      begun(run.kind);
      await this.compute(run);
    }
    begun(null);
  }

  private claim(): Promise<StaffingRun | null> {
    return this.unitOfWork.run(async (manager) => {
      const [run] = await manager.find(StaffingRun, {
        where: [
          { state: 'waiting' },
          { state: 'solving', leaseUntil: LessThan(this.clock.moment()) },
        ],
        order: { requestedAt: 'ASC', subjectId: 'ASC' },
        take: 1,
      });
      if (!run) return null;
      const claimed = {
        state: 'solving' as const,
        claimedBy: `${hostname()}:${process.pid}:${newId()}`,
        leaseUntil: this.clock.momentIn(LEASE_SECONDS),
        attempts: run.attempts + 1,
      };
      const { subjectId, state, attempts } = run;
      const { affected } = await manager.update(
        StaffingRun,
        { subjectId, state, attempts },
        claimed,
      );
      return affected === 1 ? Object.assign(run, claimed) : null;
    });
  }

  private async compute(run: StaffingRun): Promise<void> {
    this.controller = new AbortController();
    if (this.isClosing) this.controller.abort('closing' satisfies Ending);
    try {
      if (run.attempts > MOST_ATTEMPTS)
        throw new Error(`${run.attempts - 1} workers have died while they were at it`);
      if (run.isStopAsked) await this.end(run, { state: 'stopped' });
      else if (run.kind === 'scenario') await this.performWith(this.scenarios, run);
      else await this.performWith(this.advice, run);
    } catch (error) {
      this.log.error({ error, run: run.subjectId }, 'a scenario could not be computed');
      const failure = error instanceof Error ? error.message : String(error);
      await this.end(run, { state: 'failed', failure });
    }
  }

  private async performWith<Result>(work: StaffingWork<Result>, run: StaffingRun): Promise<void> {
    const { signal } = this.controller;
    let news: News = {};
    const ended = new AbortController();
    const signs = this.giveSigns(run, ended.signal, () => {
      const latest = news;
      news = {};
      return latest;
    });
    let result: Result | null;
    try {
      result = await work.perform(run, (latest) => (news = { ...news, ...latest }), signal);
    } finally {
      ended.abort();
      await signs;
    }
    const ending = signal.aborted ? (signal.reason as Ending) : null;
    if (ending === 'lost') return;
    if (result !== null) await this.finish(work, run, result);
    else if (ending === 'closing') await this.giveBack(run, news);
    else await this.end(run, { state: 'stopped' });
  }

  /** Keeps what is known so far, about every second, until the run has ended. */
  private async giveSigns(run: StaffingRun, ended: AbortSignal, news: () => News): Promise<void> {
    for (;;) {
      await pause(SIGN_OF_LIFE_MS, undefined, { signal: ended }).catch(() => undefined);
      if (ended.aborted) return;
      try {
        const ending = await this.keep(run, news());
        if (ending) this.controller.abort(ending);
      } catch (error) {
        // The next sign may come through; if none does, the lease runs out and another worker goes on.
        this.log.warn({ error }, 'the progress of a scenario could not be kept');
      }
    }
  }

  /** @returns why the run must end; null when it may go on */
  private keep(run: StaffingRun, { progress, ready }: News): Promise<Ending | null> {
    return this.unitOfWork.run(async (manager) => {
      const { affected } = await manager.update(StaffingRun, heldBy(run), {
        leaseUntil: this.clock.momentIn(LEASE_SECONDS),
        ...(progress && { progress }),
        ...(ready && { ready }),
      });
      if (affected !== 1) return 'lost';
      const { subjectId } = run;
      const { isStopAsked } = await manager.findOneByOrFail(StaffingRun, { subjectId });
      return isStopAsked ? 'stopped' : null;
    });
  }

  /** Keeps the result, unless another worker has the run by now. */
  private async finish<Result>(
    work: StaffingWork<Result>,
    run: StaffingRun,
    result: Result,
  ): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const { affected } = await manager.update(StaffingRun, heldBy(run), {
        ...{ state: 'solved', leaseUntil: null, claimedBy: null, ready: null },
        endedAt: this.clock.moment(),
      });
      if (affected === 1) await work.keep(manager, run, result);
    });
  }

  private async giveBack(run: StaffingRun, { ready }: News): Promise<void> {
    await this.unitOfWork.run((manager) =>
      manager.update(StaffingRun, heldBy(run), {
        ...{ state: 'waiting', leaseUntil: null, claimedBy: null, attempts: run.attempts - 1 },
        ...(ready && { ready }),
      }),
    );
  }

  private async end(
    run: StaffingRun,
    { state, failure = null }: { state: 'stopped' | 'failed'; failure?: string | null },
  ): Promise<void> {
    await this.unitOfWork.run((manager) =>
      manager.update(StaffingRun, heldBy(run), {
        ...{ state, failure, leaseUntil: null, claimedBy: null, ready: null },
        endedAt: this.clock.moment(),
      }),
    );
  }
}

const heldBy = ({ subjectId, claimedBy }: StaffingRun) => ({
  subjectId,
  state: 'solving' as const,
  claimedBy: claimedBy ?? '',
});
