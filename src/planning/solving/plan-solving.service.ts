import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import { SystemClock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Log } from '../../platform/log.js';
import type { Plan as SolvedPlan } from '../solver/instance.js';
import { PlanSolve, type SolveFacts } from '../versions/plan.entity.js';
import { PlanContents } from '../versions/plan-contents.js';
import { assignmentsOf, type PlanContent, withLocks } from '../versions/planned-items.rules.js';
import { planSubject } from '../versions/plan-subject.js';
import { SolutionWriting } from '../versions/solution-writing.js';
import {
  claimNow,
  type Ending,
  endingOf,
  LEASE_SECONDS,
  LeasedWork,
  waitingOrLeft,
} from './leased-work.js';
import { PlanSolver } from './plan-solver.js';
import type { SolveProgress, SolveRequest } from './solve-in-thread.js';

/** A plan that this process is at. */
interface ClaimedPlan {
  attempts: number;
  solve: PlanSolve;
  content: PlanContent;
}

/** What a search has told since it was last asked. */
interface News {
  latest?: SolveProgress;
  best?: SolvedPlan;
}

/** Finds weeks and teams of the plans that wait. Who takes up what another left goes on from the best plan that was kept. */
@Injectable()
export class PlanSolving extends LeasedWork<ClaimedPlan, string> {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly contents: PlanContents,
    private readonly writing: SolutionWriting,
    private readonly solver: PlanSolver,
    private readonly clock: SystemClock,
    private readonly audit: AuditTrail,
    log: Log,
  ) {
    super(log, {
      stumbled: 'solving plans stumbled',
      failed: 'a plan could not be solved',
      notKept: 'the progress of a plan could not be kept',
    });
  }

  protected nameOf({ content }: ClaimedPlan): string {
    return content.plan.number;
  }

  protected async claim(): Promise<ClaimedPlan | null> {
    const solve = await this.unitOfWork.run(async (manager) => {
      const [found] = await manager.find(PlanSolve, {
        where: waitingOrLeft(this.clock),
        order: { requestedAt: 'ASC', planId: 'ASC' },
        take: 1,
      });
      if (!found) return null;
      const { planId, state, attempts } = found;
      const claimed = claimNow(this.clock, attempts);
      const { affected } = await manager.update(PlanSolve, { planId, state, attempts }, claimed);
      return affected === 1 ? Object.assign(found, claimed) : null;
    });
    if (!solve) return null;
    return { attempts: solve.attempts, solve, content: await this.contents.read(solve.planId) };
  }

  protected async perform({ solve, content }: ClaimedPlan, signal: AbortSignal): Promise<void> {
    if (solve.isStopAsked && solve.best) {
      await this.end(solve, solve.best, 'stopped');
      return;
    }
    let news: News = {};
    const search = this.solver.solve(
      requestOf(solve, content),
      (latest) => {
        news = { latest, best: latest.plan ?? news.best };
      },
      signal,
    );
    const solved = await this.giveSigns(search, () => {
      const told = news;
      news = { latest: told.latest };
      return this.keep(solve, told);
    });
    const ending = endingOf(signal);
    if (ending === 'lost') return;
    if (ending === 'closing') await this.giveBack(solve, solved);
    else await this.end(solve, solved, ending ?? 'solved');
  }

  /** @returns why the search must end; null when it may go on */
  private keep(claim: PlanSolve, { latest, best }: News): Promise<Ending | null> {
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
      return isStopAsked ? 'stopped' : null;
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

  protected async fail({ solve }: ClaimedPlan, failure: string): Promise<void> {
    await this.unitOfWork.run((manager) =>
      manager.update(PlanSolve, heldBy(solve), {
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
  const { seed, seconds, proofSeconds, iterations, calm, best, secondsSpent } = claim;
  const proof = proofSeconds ?? 0;
  const { instance, items, keep } = content;
  const placed = assignmentsOf(items);
  return {
    instance: withLocks(instance, items),
    seed,
    ...(iterations === null
      ? {
          seconds: Math.max(1, seconds - Math.max(0, secondsSpent - proof)),
          start: best?.assignments ?? placed,
        }
      : { iterations, start: placed }),
    ...(proof > secondsSpent && { proofSeconds: Math.ceil(proof - secondsSpent) }),
    ...(calm !== null && keep && { keep: { plan: keep, weight: calm } }),
  };
}

function factsOf(told: SolveProgress): SolveFacts {
  const { iterations, seconds, lateness, travelKm, unscheduled, bound, gap } = told;
  return { iterations, seconds, lateness, travelKm, unscheduled, bound, gap };
}
