import { Injectable } from '@nestjs/common';
import { SystemClock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Log } from '../../platform/log.js';
import {
  claimNow,
  type Ending,
  endingOf,
  LEASE_SECONDS,
  LeasedWork,
  waitingOrLeft,
} from '../solving/leased-work.js';
import { AdviceWork } from './advice-work.js';
import { ScenarioWork } from './scenario-work.js';
import { type RunKind, StaffingRun } from './staffing.entity.js';
import type { RunNews, StaffingWork } from './staffing-work.js';

type News = Parameters<RunNews>[0];

/** Computes the scenarios and answers that wait. */
@Injectable()
export class StaffingRuns extends LeasedWork<StaffingRun, RunKind> {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly scenarios: ScenarioWork,
    private readonly advice: AdviceWork,
    private readonly clock: SystemClock,
    log: Log,
  ) {
    super(log, {
      stumbled: 'computing scenarios stumbled',
      failed: 'a scenario could not be computed',
      notKept: 'the progress of a scenario could not be kept',
    });
  }

  protected nameOf({ kind }: StaffingRun): RunKind {
    return kind;
  }

  protected claim(): Promise<StaffingRun | null> {
    return this.unitOfWork.run(async (manager) => {
      const [run] = await manager.find(StaffingRun, {
        where: waitingOrLeft(this.clock),
        order: { requestedAt: 'ASC', subjectId: 'ASC' },
        take: 1,
      });
      if (!run) return null;
      const { subjectId, state, attempts } = run;
      const claimed = claimNow(this.clock, attempts);
      const { affected } = await manager.update(
        StaffingRun,
        { subjectId, state, attempts },
        claimed,
      );
      return affected === 1 ? Object.assign(run, claimed) : null;
    });
  }

  protected async perform(run: StaffingRun, signal: AbortSignal): Promise<void> {
    if (run.isStopAsked) await this.end(run, { state: 'stopped' });
    else if (run.kind === 'scenario') await this.performWith(this.scenarios, run, signal);
    else await this.performWith(this.advice, run, signal);
  }

  protected fail(run: StaffingRun, failure: string): Promise<void> {
    return this.end(run, { state: 'failed', failure });
  }

  private async performWith<Result>(
    work: StaffingWork<Result>,
    run: StaffingRun,
    signal: AbortSignal,
  ): Promise<void> {
    let news: News = {};
    const result = await this.giveSigns(
      work.perform(run, (latest) => (news = { ...news, ...latest }), signal),
      () => {
        const told = news;
        news = {};
        return this.keep(run, told);
      },
    );
    const ending = endingOf(signal);
    if (ending === 'lost') return;
    if (result !== null) await this.finish(work, run, result);
    else if (ending === 'closing') await this.giveBack(run, news);
    else await this.end(run, { state: 'stopped' });
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
