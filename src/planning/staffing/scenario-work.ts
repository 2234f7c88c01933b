import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { PlanSolver } from '../solving/plan-solver.js';
import { measure } from './measures.rules.js';
import { applyScenario } from './scenario.rules.js';
import {
  type ScenarioResult,
  StaffingBasis,
  type StaffingRun,
  StaffingScenario,
} from './staffing.entity.js';
import { scenarioSubject } from './staffing-subject.js';
import type { RunNews, StaffingWork } from './staffing-work.js';

/** Plans the year of a scenario from nothing: iterations and a seed define the plan, so a run that was cut off begins again. */
@Injectable()
export class ScenarioWork implements StaffingWork<ScenarioResult> {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly solver: PlanSolver,
    private readonly audit: AuditTrail,
  ) {}

  async perform(
    { subjectId }: StaffingRun,
    tell: RunNews,
    signal: AbortSignal,
  ): Promise<ScenarioResult | null> {
    const manager = this.unitOfWork.reading();
    const { basisId, changes } = await manager.findOneByOrFail(StaffingScenario, { id: subjectId });
    const basis = await manager.findOneByOrFail(StaffingBasis, { id: basisId });
    const instance = applyScenario(basis.facts.instance, basis.facts.everybody, changes);
    const { iterations, seed } = basis;
    const plan = await this.solver.solve(
      { instance, iterations, seed },
      (progress) => {
        tell({ progress: { done: 0, of: 1, iterations: progress.iterations } });
      },
      signal,
    );
    if (signal.aborted) return null;
    const { assignments, seconds } = plan;
    return { measures: measure(instance, plan), assignments, seconds };
  }

  async keep(
    manager: EntityManager,
    { subjectId }: StaffingRun,
    result: ScenarioResult,
  ): Promise<void> {
    const scenario = await manager.findOneByOrFail(StaffingScenario, { id: subjectId });
    await manager.update(StaffingScenario, { id: subjectId }, { result });
    const { lateness, onTime, unscheduled, bound } = result.measures;
    await this.audit.record({
      action: 'staffing-scenario.solved',
      subject: scenarioSubject(scenario),
      details: { lateness, onTime, unscheduled, bound },
    });
  }
}
