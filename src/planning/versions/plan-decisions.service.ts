import { setImmediate as letOthersRun } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type EntityManager, Not } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import { Account } from '../../identity/account.entity.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { Policy } from '../../platform/config/policy.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Conflict, NotAllowed, Problem } from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { Doorbell } from '../../platform/queue/doorbell.js';
import { YearInstances } from '../instance/year-instance.js';
import { checkVersion } from './plan-check.js';
import { type CarriedOut, PlanCarryingOut } from './plan-carrying-out.js';
import { PlanContents } from './plan-contents.js';
import { Plan, type PlanStatus } from './plan.entity.js';
import { isPlannedBy, mustBeDraft, mustBePresent } from './plan-standing.js';
import { planSubject } from './plan-subject.js';
import { type Difference, whatMoved } from './plan-upkeep.rules.js';
import { namesOf, type PlanContent } from './planned-items.rules.js';
import { SolveRequests } from './solve-requests.js';

/** So many of a long list are said in a sentence; all of them stand beside it. */
const SAID = 5;

/** The world is another one than when the version was planned: each difference is said. The way out is to replan. */
export class WorldMoved extends Problem {
  constructor(plan: Plan, differences: readonly Difference[]) {
    super(
      409,
      'world-moved',
      'Something changed since this was planned',
      `${plan.number} was planned from the facts of an earlier day. Replan it to go on from today's: ${said(differences.map(({ words }) => words))}`,
      differences.map(({ words }) => ({ detail: words })),
      { differences: differences.map(({ kind, task, words }) => ({ kind, task, words })) },
    );
  }
}

/** The check found what must not be: this should never be seen, and is never approved. */
export class PlanFaulty extends Problem {
  constructor(plan: Plan, faults: readonly string[]) {
    super(
      409,
      'plan-faulty',
      'This plan breaks a limit',
      `${plan.number} cannot go on: ${said(faults)}`,
      faults.map((detail) => ({ detail })),
    );
  }
}

/** What becomes of a version: one person proposes it, a second one approves it, and only then do visits change. */
@Injectable()
export class PlanDecisions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly contents: PlanContents,
    private readonly solves: SolveRequests,
    private readonly years: YearInstances,
    private readonly carryingOut: PlanCarryingOut,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
    private readonly doorbell: Doorbell,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NotFound, Stale (412), Conflict (409) when it is no draft or is being solved, PlanFaulty (409) */
  async proposePlan(id: string, version: number, viewer: Viewer): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const content = await this.contents.read(id);
      const { plan } = content;
      mustBePresent(plan, version);
      mustBeDraft(plan);
      await this.solves.mustBeAtRest(plan);
      mustBeSound(content);
      await this.contents.change(manager, plan, {
        status: 'proposed',
        proposedAt: this.clock.moment(),
        proposedById: viewer.accountId,
        proposedBy: viewer.name,
        reason: null,
      });
      await this.record('plan.proposed', plan, 'proposed');
    });
  }

  /** Makes a draft of a proposal again. @throws NotFound, Stale (412), Conflict (409) when it is not proposed */
  async sendBack(id: string, reason: string, version: number): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const plan = await this.proposed(id, version);
      await this.contents.change(manager, plan, { status: 'draft', reason });
      await this.record('plan.sent-back', plan, 'draft', reason);
    });
  }

  /** @throws NotFound, Stale (412), Conflict (409) when it is decided already */
  async withdrawPlan(id: string, reason: string, version: number): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const plan = await this.contents.findPlan(id);
      mustBePresent(plan, version);
      if (plan.status !== 'draft' && plan.status !== 'proposed')
        throw new Conflict('plan-decided', `${plan.number} is ${plan.status} already.`);
      await this.solves.mustBeAtRest(plan);
      await this.contents.change(manager, plan, { status: 'withdrawn', reason });
      await this.record('plan.withdrawn', plan, 'withdrawn', reason);
    });
  }

  /**
   * Approves what somebody else planned, and does it: visits are made, dated, moved and handed over in one unit of work, the
   * version before is superseded, and the people concerned are told once it is committed.
   * @throws NotFound, Stale (412), Conflict (409), NotAllowed (403) for whoever drafted or proposed it and for programs,
   *   PlanFaulty (409), WorldMoved (409)
   */
  approvePlan(id: string, version: number, viewer: Viewer): Promise<CarriedOut> {
    return this.unitOfWork.run(async (manager) => {
      const proposed = await this.proposed(id, version);
      if (isPlannedBy(proposed, viewer.accountId))
        throw new NotAllowed('You planned this yourself: a second person approves it.');
      await this.mustBePerson(viewer);
      const content = await this.contents.read(id);
      const { plan } = content;
      // On SQLite a large year is read and judged without a pause of its own: pages of others come in between.
      await letOthersRun();
      mustBeSound(content);
      await letOthersRun();
      const now = await this.years.build(plan.fiscalYear);
      await letOthersRun();
      const differences = whatMoved(content, now, namesOf(content));
      if (differences.length > 0) throw new WorldMoved(plan, differences);
      await this.supersede(manager, plan);
      await this.contents.change(manager, plan, {
        status: 'approved',
        approvedAt: this.clock.moment(),
        approvedOn: this.clock.today(this.policy.timeZone),
        approvedById: viewer.accountId,
        approvedBy: viewer.name,
      });
      const done = await this.carryingOut.carryOut(
        manager,
        content,
        now,
        `${viewer.name}, by ${plan.number}`,
      );
      await this.record('plan.approved', plan, 'approved', null, {
        proposedBy: plan.proposedBy,
        ...done,
      });
      this.doorbell.ring('reminders.plan');
      return done;
    });
  }

  private async proposed(id: string, version: number): Promise<Plan> {
    const plan = await this.contents.findPlan(id);
    mustBePresent(plan, version);
    if (plan.status !== 'proposed')
      throw new Conflict('not-proposed', `${plan.number} is ${plan.status}, not proposed.`);
    return plan;
  }

  private async supersede(manager: EntityManager, { id, fiscalYear, number }: Plan): Promise<void> {
    const earlier = await manager.findBy(Plan, { fiscalYear, status: 'approved', id: Not(id) });
    for (const plan of earlier) {
      await this.contents.change(manager, plan, {
        status: 'superseded',
        supersededAt: this.clock.moment(),
      });
      await this.record('plan.superseded', plan, 'superseded', null, { by: number });
    }
  }

  private async mustBePerson({ accountId }: Viewer): Promise<void> {
    const account = await this.unitOfWork.reading().findOneBy(Account, { id: accountId });
    if (account?.kind !== 'person')
      throw new NotAllowed('A person approves a plan, not a program.');
  }

  private record(
    action: string,
    plan: Plan,
    status: PlanStatus,
    reason: string | null = null,
    details: Record<string, unknown> = {},
  ): Promise<void> {
    const changes = [{ field: 'status', before: plan.status, after: status }];
    return this.audit.record({ action, subject: planSubject(plan), changes, reason, details });
  }
}

function mustBeSound(content: PlanContent): void {
  const faults = checkVersion(content);
  if (faults.length > 0) throw new PlanFaulty(content.plan, faults);
}

const said = (sentences: readonly string[]): string =>
  [
    ...sentences.slice(0, SAID),
    ...(sentences.length > SAID ? [`And ${sentences.length - SAID} more.`] : []),
  ].join(' ');
