import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { PlanInstance } from '../solver/instance.js';
import { PlanSolver } from '../solving/plan-solver.js';
import { adviceSubject } from './advice.service.js';
import { measure } from './measures.rules.js';
import { applyScenario } from './scenario.rules.js';
import {
  type AdviceReady,
  type AdviceResult,
  StaffingAdvice,
  type StaffingRun,
} from './staffing.entity.js';
import type { RunNews, StaffingWork } from './staffing-work.js';
import { type AdviceOutcome, bestCandidates, candidatesFor } from './what-would-it-take.js';
import { rankInThread } from './rank-in-thread.js';

/** Ranks the candidates by the prices of people's time, then really plans the year with each of the best. */
@Injectable()
export class AdviceWork implements StaffingWork<AdviceResult> {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly solver: PlanSolver,
    private readonly audit: AuditTrail,
  ) {}

  async perform(
    run: StaffingRun,
    tell: RunNews,
    signal: AbortSignal,
  ): Promise<AdviceResult | null> {
    const advice = await this.unitOfWork
      .reading()
      .findOneByOrFail(StaffingAdvice, { id: run.subjectId });
    const { instance, everybody, changes } = advice.question;
    const base = applyScenario(instance, everybody, changes);
    const candidates = candidatesFor(advice.question);
    const people = candidates.map(({ person }) => person);
    const ready: AdviceReady = run.ready ?? {
      worth: await rankInThread({ instance: base, people }, signal),
      asItIs: null,
      tried: [],
    };
    if (signal.aborted) return null;
    const best = bestCandidates(candidates, ready.worth, advice.candidates);
    const solve = async (year: PlanInstance): Promise<AdviceOutcome | null> => {
      const done = Number(ready.asItIs !== null) + ready.tried.length;
      const of = best.length + 1;
      const outcome = await this.outcomeOf(advice, year, signal, (iterations) => {
        tell({ progress: { done, of, iterations } });
      });
      return signal.aborted ? null : outcome;
    };
    ready.asItIs ??= await solve(base);
    if (!ready.asItIs) return null;
    tell({ ready });
    for (const { candidate, worth } of best.slice(ready.tried.length)) {
      const year = applyScenario(instance, everybody, [...changes, candidate.change]);
      const outcome = await solve(year);
      if (!outcome) return null;
      ready.tried.push({ words: candidate.words, worth, outcome });
      tell({ ready });
    }
    return {
      asItIs: ready.asItIs,
      tried: [...ready.tried].sort(
        (a, b) =>
          a.outcome.lateness - b.outcome.lateness || a.outcome.travelKm - b.outcome.travelKm,
      ),
      ranked: candidates.length,
      worthSomething: ready.worth.filter((worth) => worth > 0).length,
    };
  }

  async keep(manager: EntityManager, run: StaffingRun, result: AdviceResult): Promise<void> {
    const advice = await manager.findOneByOrFail(StaffingAdvice, { id: run.subjectId });
    await manager.update(StaffingAdvice, { id: advice.id }, { result });
    await this.audit.record({
      action: `${advice.subjectType}.advice-ready`,
      subject: await adviceSubject(manager, advice),
      details: { tried: result.tried.map(({ words }) => words) },
    });
  }

  private async outcomeOf(
    { question, iterations, seed }: StaffingAdvice,
    instance: PlanInstance,
    signal: AbortSignal,
    onProgress: (iterations: number) => void,
  ): Promise<AdviceOutcome> {
    const plan = await this.solver.solve(
      { instance, iterations, seed, start: question.start },
      (progress) => {
        onProgress(progress.iterations);
      },
      signal,
    );
    const { onTime, lateness, unscheduled, travelKm } = measure(instance, plan);
    return { onTime, lateness, unscheduled, travelKm };
  }
}
