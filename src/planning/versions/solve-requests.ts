import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import { SystemClock } from '../../platform/clock/clock.js';
import { Policy } from '../../platform/config/policy.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Conflict, InvalidRequest } from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { Doorbell } from '../../platform/queue/doorbell.js';
import { type Plan, PlanSolve, type SolveState } from './plan.entity.js';
import { PlanContents } from './plan-contents.js';
import { planSubject } from './plan-subject.js';
import { mustBeDraft, mustBePresent } from './plan-standing.js';

/** The job that finds weeks and teams. */
export const SOLVE_PLANS = 'planning.solve';

/** How a plan is to be solved; what is absent, the policy says. */
export interface SolveWish {
  seconds?: number | undefined;
  /** Before the search, for the least late plan of all and a proof that it is. */
  proofSeconds?: number | undefined;
  /** Instead of seconds: with the seed it defines the plan. */
  iterations?: number | undefined;
  seed?: number | undefined;
  /** Weeks of lateness of a visit of weight 1 that a move may cost; null = moves are free. */
  calm?: number | null | undefined;
}

export const isBeingSolved = (state: SolveState | undefined): boolean =>
  state === 'waiting' || state === 'solving';

/** What people ask of the solving: that it begins, and that it stops. */
@Injectable()
export class SolveRequests {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly contents: PlanContents,
    private readonly clock: SystemClock,
    private readonly policy: Policy,
    private readonly doorbell: Doorbell,
    private readonly audit: AuditTrail,
  ) {}

  /** The latest solving of a plan; null when none was asked for. */
  find(planId: string): Promise<PlanSolve | null> {
    return this.unitOfWork.reading().findOneBy(PlanSolve, { planId });
  }

  /** @throws Conflict (409) while weeks and teams are still looked for */
  async mustBeAtRest({ id, number }: Plan): Promise<void> {
    if (isBeingSolved((await this.find(id))?.state))
      throw new Conflict(
        'being-solved',
        `Weeks and teams of ${number} are being looked for: stop that first, or wait.`,
      );
  }

  /**
   * Looks for better weeks and teams of a draft; what is locked stays.
   * @throws NotFound, Stale (412), Conflict (409) when it is no draft or is being solved, InvalidRequest (400)
   */
  async solve(id: string, wish: SolveWish, version: number, viewer: Viewer): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const plan = await this.contents.findPlan(id);
      mustBePresent(plan, version);
      mustBeDraft(plan);
      await this.mustBeAtRest(plan);
      const before = await this.find(id);
      await this.contents.change(manager, plan, {});
      await this.ask(manager, plan, { ...wish, calm: wish.calm ?? before?.calm }, viewer);
    });
  }

  /** In the caller's unit of work. @throws InvalidRequest (400) for more seconds than the policy allows */
  async ask(
    manager: EntityManager,
    plan: Plan,
    { seconds, proofSeconds, iterations, seed, calm }: SolveWish,
    viewer: Viewer,
  ): Promise<void> {
    const { usual, longest } = this.policy.planning.solveSeconds;
    const tooLong = Object.entries({ seconds: seconds ?? usual, proofSeconds: proofSeconds ?? 0 })
      .filter(([, asked]) => asked > longest)
      .map(([field]) => ({
        pointer: `/${field}`,
        parameter: field,
        detail: `${field} must be at most ${longest} (set by this installation)`,
      }));
    if (tooLong.length > 0) throw new InvalidRequest(tooLong);
    await manager.delete(PlanSolve, { planId: plan.id });
    await manager.insert(PlanSolve, {
      planId: plan.id,
      state: 'waiting',
      seconds: seconds ?? usual,
      proofSeconds: proofSeconds ?? null,
      iterations: iterations ?? null,
      seed: seed ?? 1,
      calm: calm ?? null,
      ...{ leaseUntil: null, claimedBy: null, isStopAsked: false, attempts: 0 },
      ...{ progress: null, best: null, secondsSpent: 0, failure: null, endedAt: null },
      requestedAt: this.clock.moment(),
      requestedBy: viewer.name,
    });
    await this.audit.record({
      action: 'plan.solving-asked',
      subject: planSubject(plan),
      details: {
        seconds: seconds ?? usual,
        proofSeconds: proofSeconds ?? null,
        iterations: iterations ?? null,
        seed: seed ?? 1,
      },
    });
    this.doorbell.ring(SOLVE_PLANS);
  }

  /**
   * Stops the solving within a second or two; the best plan so far is kept. One that has not begun ends at once.
   * @throws NotFound, Conflict (409) when nothing is being solved
   */
  async stopSolving(id: string): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const plan = await this.contents.findPlan(id);
      const solve = await this.find(id);
      if (!solve || !isBeingSolved(solve.state))
        throw new Conflict('not-being-solved', `${plan.number} is not being solved.`);
      const isWaiting = solve.state === 'waiting' && solve.best === null;
      await manager.update(
        PlanSolve,
        { planId: id },
        isWaiting ? { state: 'stopped', endedAt: this.clock.moment() } : { isStopAsked: true },
      );
      await this.audit.record({ action: 'plan.stop-asked', subject: planSubject(plan) });
      this.doorbell.ring(SOLVE_PLANS);
    });
  }
}
