import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { Policy } from '../../platform/config/policy.js';
import { newId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Conflict } from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { YearInstances } from '../instance/year-instance.js';
import { Plan } from '../versions/plan.entity.js';
import { PlanContents } from '../versions/plan-contents.js';
import { planSubject } from '../versions/plan-subject.js';
import { assignmentsOf, withLocks } from '../versions/planned-items.rules.js';
import { isBeingSolved, SolveRequests } from '../versions/solve-requests.js';
import {
  type AdviceSubject,
  StaffingAdvice,
  type StaffingRun,
  StaffingScenario,
} from './staffing.entity.js';
import { StaffingBases } from './staffing-bases.service.js';
import { StaffingReader } from './staffing-reader.service.js';
import { StaffingRunRequests } from './staffing-run-requests.js';
import { scenarioSubject } from './staffing-subject.js';
import type { AdviceQuestion } from './what-would-it-take.js';

/** What was asked, how far the answer is, and the answer. */
export interface AdviceDetail {
  subject: { type: AdviceSubject; id: string; number: string; name: string };
  advice: StaffingAdvice | null;
  run: StaffingRun | null;
}

/** "What would it take?", asked of a plan or a scenario. */
@Injectable()
export class AdviceService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly plans: PlanContents,
    private readonly solves: SolveRequests,
    private readonly years: YearInstances,
    private readonly bases: StaffingBases,
    private readonly scenarios: StaffingReader,
    private readonly runs: StaffingRunRequests,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NotFound when there is no such plan or scenario */
  async find(type: AdviceSubject, id: string): Promise<AdviceDetail> {
    const { number, name } =
      type === 'plan' ? await this.plans.findPlan(id) : await this.scenarios.findScenario(id);
    const advice = await this.unitOfWork
      .reading()
      .findOneBy(StaffingAdvice, { subjectType: type, subjectId: id });
    return {
      subject: { type, id, number, name },
      advice,
      run: advice && (await this.runs.find(advice.id)),
    };
  }

  /**
   * Asks anew, from the weeks and teams as they are now; the answer before is given up.
   * @throws NotFound, Conflict (409) while the plan or the answer before is being computed
   */
  async ask(type: AdviceSubject, id: string, viewer: Viewer): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const before = await this.find(type, id);
      if (isBeingSolved(before.run?.state))
        throw new Conflict('being-solved', 'This is being computed already: wait, or stop it.');
      const { question, isSample } =
        type === 'plan' ? await this.ofPlan(id) : await this.ofScenario(id);
      if (before.advice) await this.runs.forget(manager, before.advice.id);
      await manager.delete(StaffingAdvice, { subjectType: type, subjectId: id });
      const { seed, advice } = this.policy.planning.staffing;
      const asked = Object.assign(new StaffingAdvice(), {
        ...{ id: newId(), subjectType: type, subjectId: id, question, isSample, seed },
        ...{ iterations: advice.iterations, candidates: advice.candidates, result: null },
        askedOn: this.clock.today(this.policy.timeZone),
        askedBy: viewer.name,
        version: 1,
      });
      await manager.insert(StaffingAdvice, asked);
      await this.runs.ask(manager, 'advice', asked.id, viewer);
      await this.audit.record({
        action: `${type}.advice-asked`,
        subject: await adviceSubject(manager, asked),
      });
    });
  }

  /** @throws NotFound, Conflict (409) when nothing is being computed */
  async stop(type: AdviceSubject, id: string): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const { advice } = await this.find(type, id);
      if (!advice) throw new Conflict('not-being-solved', 'Nothing was asked.');
      await this.runs.stop(manager, advice.id);
      await this.audit.record({
        action: `${type}.advice-stop-asked`,
        subject: await adviceSubject(manager, advice),
      });
    });
  }

  /** Positions that are vacant today may be filled; who came since the plan was drafted is no part of it. */
  private async ofPlan(id: string): Promise<{ question: AdviceQuestion; isSample: boolean }> {
    const content = await this.plans.read(id);
    const { plan, instance, items, positions } = content;
    await this.solves.mustBeAtRest(plan);
    const today = await this.years.build(plan.fiscalYear);
    const isIn = new Set(instance.people.map((person) => person.id));
    const vacant = today.everybody.filter(
      (person) => !isIn.has(person.id) && person.unavailable.length >= instance.weeks,
    );
    const known = new Set(positions.map((position) => position.id));
    return {
      question: {
        instance: withLocks(instance, items),
        everybody: [...instance.people, ...vacant],
        positions: [...positions, ...today.positions.filter((one) => !known.has(one.id))],
        offices: await this.bases.homes(),
        changes: [],
        start: assignmentsOf(items),
        quarterCap: this.policy.planning.travelWeeksPerQuarter,
      },
      isSample: plan.isSample,
    };
  }

  private async ofScenario(id: string): Promise<{ question: AdviceQuestion; isSample: boolean }> {
    const scenario = await this.scenarios.findScenario(id);
    if (!scenario.result)
      throw new Conflict('no-result', `${scenario.number} has not been computed yet.`);
    const basis = await this.scenarios.findBasis(scenario.basisId);
    const { instance, everybody, positions, offices } = basis.facts;
    return {
      question: {
        ...{ instance, everybody, positions, offices },
        changes: scenario.changes,
        start: scenario.result.assignments,
        quarterCap: this.policy.planning.travelWeeksPerQuarter,
      },
      isSample: basis.isSample,
    };
  }
}

/** The audit keeps a question with what it was asked of. */
export async function adviceSubject(
  manager: EntityManager,
  { subjectType, subjectId: id }: StaffingAdvice,
): Promise<{ type: string; id: string; label: string }> {
  if (subjectType === 'plan') return planSubject(await manager.findOneByOrFail(Plan, { id }));
  return scenarioSubject(await manager.findOneByOrFail(StaffingScenario, { id }));
}
