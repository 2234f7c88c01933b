import { Injectable } from '@nestjs/common';
import type { Viewer } from '../platform/http/viewer.js';
import { LifeCycleService } from '../registry/life-cycle/life-cycle.service.js';
import { objectionsTo } from '../registry/life-cycle/objections.rules.js';
import { AgreementsService } from '../registry/agreements.service.js';
import {
  type Decision,
  type DecisionBasis,
  type DecisionTerms,
  openDecisions,
  type TermsObjection,
  transitionsFor,
} from './proposal.rules.js';

/** Does with an agreement what was decided, through the register's own life cycle. */
@Injectable()
export class DecisionExecution {
  constructor(
    private readonly lifeCycle: LifeCycleService,
    private readonly agreements: AgreementsService,
  ) {}

  /** The decisions that are possible from where the agreement stands today. */
  async openFor(agreementId: string, viewer: Viewer): Promise<Decision[]> {
    return openDecisions((await this.lifeCycle.waysOf(agreementId, viewer)).transitions);
  }

  /** What the register would say against a decision if it were carried out today; nothing if it could be. */
  async objectionsTo(
    agreementId: string,
    terms: DecisionTerms,
    basis: DecisionBasis,
    viewer: Viewer,
  ): Promise<TermsObjection[]> {
    const today = this.agreements.today();
    const { agreement, facts, transitions } = await this.lifeCycle.waysOf(agreementId, viewer);
    const requests = transitionsFor(terms, agreement.status, basis, today);
    return requests.flatMap((request): TermsObjection[] => {
      const transition = transitions.find(({ to }) => to === request.to);
      if (transition) return objectionsTo(transition, facts, request, today);
      const detail = `The agreement is ${agreement.status}: this is not possible from there.`;
      return [{ field: 'decision', detail }];
    });
  }

  /** @throws whatever the register says against it; the caller's unit of work is then rolled back */
  async carryOut(
    agreementId: string,
    terms: DecisionTerms,
    basis: DecisionBasis,
    viewer: Viewer,
  ): Promise<void> {
    const { agreement } = await this.lifeCycle.waysOf(agreementId, viewer);
    const requests = transitionsFor(terms, agreement.status, basis, this.agreements.today());
    // Each change makes a version of its own.
    for (const [index, request] of requests.entries())
      await this.lifeCycle.transition(agreementId, request, agreement.version + index, viewer);
  }
}
