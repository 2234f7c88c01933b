import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import { SystemClock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Log } from '../../platform/log.js';
import type { Plan as SolvedPlan } from '../solver/instance.js';
import { PlanSolve, type SolveFacts } from '../versions/plan.entity.js';
import { PlanContents } from '../versions/plan-contents.js';
import { assignmentsOf, type PlanContent, withLocks } from '../versions/planned-items.rules.js';
import { planSubject } from '../versions/plan-subject.js';
import { SolutionWriting } from '../versions/solution-writing.js';
import { PlanSolver } from './plan-solver.js';
import type { SolveProgress, SolveRequest } from './solve-in-thread.js';

/** For so long a worker is believed to be at work after its last sign of life. */
const LEASE_SECONDS = 30;
/** How often it gives one, keeps the best plan so far and looks whether it is to stop. */
const SIGN_OF_LIFE_MS = 1000;
/** A plan that so many workers died of is not tried again. */
const LONGEST_ATTEMPTS = 5;

type Ending = 'stopped' | 'lost' | 'closing';

/**
 * Finds weeks and teams of the plans that wait, one at a time in each process and beside the jobs, which are not held up. The
 * database says who is at it: a worker claims a plan for a while and goes on claiming it; when it dies, another goes on from
 * the best plan that was kept.
 */
@Injectable()
export class PlanSolving implements BeforeApplicationShutdown {
  private atWork: Promise<void> | undefined;
  private controller = new AbortController();
  private isClosing = false;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly contents: PlanContents,
    private readonly writing: SolutionWriting,
    private readonly solver: PlanSolver,
    private readonly clock: SystemClock,
    private readonly audit: AuditTrail,
    private readonly log: Log,
  ) {}

  /** Gives back what is being solved, with the best plan so far: another worker, or the next start, goes on. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isClosing = true;
    this.controller.abort('closing' satisfies Ending);
    await this.settled();
  }

  /**
   * Takes up a plan that waits, and those after it; does not wait for them.
   * @returns the plan's number; null when none waits or this process is at one already
   */
  async begin(): Promise<string | null> {
    if (this.atWork || this.isClosing) return null;
    let begun: (number: string | null) => void = () => undefined;
    const first = new Promise<string | null>((resolve) => (begun = resolve));
    this.atWork = this.workOff(begun)
      .catch((error: unknown) => {
        this.log.error({ error }, 'solving plans stumbled');
        begun(null);
      })
      .finally(() => {
        this.atWork = undefined;
      });
    return first;
  }

  /** When this process is at no plan any more. */
  async settled(): Promise<void> {
    await this.atWork;
  }

  private async workOff(begun: (number: string | null) => void): Promise<void> {
    for (;;) {
      const claim = this.isClosing ? null : await this.claim();
      if (!claim) break;
      const content = await this.contents.read(claim.planId);
      begun(content.plan.number);
      await this.solve(claim, content);
    }
    begun(null);
  }

  private claim(): Promise<PlanSolve | null> {
    return this.unitOfWork.run(async (manager) => {
      const [solve] = await manager.find(PlanSolve, {
        where: [
          { state: 'waiting' },
          { state: 'solving', leaseUntil: LessThan(this.clock.moment()) },
        ],
        order: { requestedAt: 'ASC', planId: 'ASC' },
        take: 1,
      });
      if (!solve) return null;
      const claimed = {
        state: 'solving' as const,
        claimedBy: `${hostname()}:${process.pid}:${newId()}`,
        leaseUntil: this.clock.momentIn(LEASE_SECONDS),
        attempts: solve.attempts + 1,
      };
      const { planId, state, attempts } = solve;
      const { affected } = await manager.update(PlanSolve, { planId, state, attempts }, claimed);
      return affected === 1 ? Object.assign(solve, claimed) : null;
    });
  }

  private async solve(claim: PlanSolve, content: PlanContent): Promise<void> {
    this.controller = new AbortController();
    if (this.isClosing) this.controller.abort('closing' satisfies Ending);
    try {
      if (claim.attempts > LONGEST_ATTEMPTS)
        throw new Error(`${claim.attempts - 1} workers have died while they were at it`);
      if (claim.isStopAsked && claim.best) await this.end(claim, claim.best, 'stopped');
      else await this.search(claim, content);
    } catch (error) {
      this.log.error({ error, plan: content.plan.number }, 'a plan could not be solved');
      await this.fail(claim, error instanceof Error ? error.message : String(error));
    }
  }

  private async search(claim: PlanSolve, content: PlanContent): Promise<void> {
    let latest: SolveProgress | undefined;
    let best: SolvedPlan | undefined;
    const { signal } = this.controller;
    const search = this.solver.solve(
      requestOf(claim, content),
      (progress) => {
        latest = progress;
        best = progress.plan ?? best;
      },
      signal,
    );
    const ended = new AbortController();
    const signs = this.giveSigns(claim, ended.signal, () => {
      const news = { latest, best };
      best = undefined;
      return news;
    });
    let solved: SolvedPlan;
    try {
      solved = await search;
    } finally {
      ended.abort();
      await signs;
    }
    const ending = signal.aborted ? (signal.reason as Ending) : null;
    if (ending === 'lost') return;
    if (ending === 'closing') await this.giveBack(claim, solved);
    else await this.end(claim, solved, ending ?? 'solved');
  }

  /** Keeps what is known so far, about every second, until the search has ended. */
  private async giveSigns(
    claim: PlanSolve,
    ended: AbortSignal,
    news: () => { latest: SolveProgress | undefined; best: SolvedPlan | undefined },
  ): Promise<void> {
    for (;;) {
      await pause(SIGN_OF_LIFE_MS, undefined, { signal: ended }).catch(() => undefined);
      if (ended.aborted) return;
      const { latest, best } = news();
      try {
        const isStopAsked = await this.keep(claim, latest, best);
        if (isStopAsked !== false) this.controller.abort(isStopAsked);
      } catch (error) {
        // The next sign may come through; if none does, the lease runs out and another worker goes on.
        this.log.warn({ error }, 'the progress of a plan could not be kept');
      }
    }
  }

  /** @returns why the search must end; false when it may go on */
  private keep(
    claim: PlanSolve,
    latest: SolveProgress | undefined,
    best: SolvedPlan | undefined,
  ): Promise<Ending | false> {
    return this.unitOfWork.run(async (manager) => {
      const { affected } = await manager.update(PlanSolve, heldBy(claim), {
        leaseUntil: this.clock.momentIn(LEASE_SECONDS),
        ...(latest && {
          progress: factsOf(latest),
          secondsSpent: claim.secondsSpent + latest.seconds,
        }),
        ...(best && { best }),
      });
      if (affected !== 1) return 'lost';
      const { isStopAsked } = await manager.findOneByOrFail(PlanSolve, { planId: claim.planId });
      return isStopAsked ? 'stopped' : false;
    });
  }

  /** Puts the result into the version, unless another worker has it by now. */
  private async end(
    claim: PlanSolve,
    solved: SolvedPlan,
    state: 'solved' | 'stopped',
  ): Promise<void> {
    const { iterations, lateness, travelKm, bound, gap, seed } = solved;
    const seconds = claim.secondsSpent + solved.seconds;
    const unscheduled = solved.unscheduled.length;
    await this.unitOfWork.run(async (manager) => {
      const { affected } = await manager.update(PlanSolve, heldBy(claim), {
        ...{ state, best: null, leaseUntil: null, claimedBy: null, secondsSpent: seconds },
        endedAt: this.clock.moment(),
        progress: { iterations, seconds, lateness, travelKm, unscheduled, bound, gap },
      });
      if (affected !== 1) return;
      const content = await this.contents.read(claim.planId);
      await this.writing.write(manager, content, solved);
      await this.audit.record({
        action: `plan.${state}`,
        subject: planSubject(content.plan),
        details: { lateness, travelKm, unscheduled, bound, gap, iterations, seconds, seed },
      });
    });
  }

  private async giveBack(claim: PlanSolve, best: SolvedPlan): Promise<void> {
    await this.unitOfWork.run((manager) =>
      manager.update(PlanSolve, heldBy(claim), {
        ...{ state: 'waiting', best, leaseUntil: null, claimedBy: null },
        secondsSpent: claim.secondsSpent + best.seconds,
        attempts: claim.attempts - 1,
      }),
    );
  }

  private async fail(claim: PlanSolve, failure: string): Promise<void> {
    await this.unitOfWork.run((manager) =>
      manager.update(PlanSolve, heldBy(claim), {
        ...{ state: 'failed', failure, best: null, leaseUntil: null, claimedBy: null },
        endedAt: this.clock.moment(),
      }),
    );
  }
}

const heldBy = ({ planId, claimedBy }: PlanSolve) => ({
  planId,
  state: 'solving' as const,
  claimedBy: claimedBy ?? '',
});

/** Iterations and a seed define a plan only from the same start: then what another worker had found does not count. */
function requestOf(claim: PlanSolve, content: PlanContent): SolveRequest {
  const { seed, seconds, iterations, calm, best, secondsSpent } = claim;
  const { instance, items, keep } = content;
  const placed = assignmentsOf(items);
  return {
    instance: withLocks(instance, items),
    seed,
    ...(iterations === null
      ? { seconds: Math.max(1, seconds - secondsSpent), start: best?.assignments ?? placed }
      : { iterations, start: placed }),
    ...(calm !== null && keep && { keep: { plan: keep, weight: calm } }),
  };
}

function factsOf(told: SolveProgress): SolveFacts {
  const { iterations, seconds, lateness, travelKm, unscheduled, bound, gap } = told;
  return { iterations, seconds, lateness, travelKm, unscheduled, bound, gap };
}
