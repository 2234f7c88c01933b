import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Inspection } from '../inspection.entity.js';

/** Something that keeps a visit from a step, in a sentence that says what to do about it. */
export interface StepObjection {
  detail: string;
  /** Where that is done. */
  path?: string;
}

/** What a step of a visit asks for first, and what follows from it elsewhere: actions that open, findings that close. */
export interface VisitConsequence {
  /** @returns what keeps the visit from this step; nothing = it may go on */
  objections(visit: Inspection, to: string, manager: EntityManager): Promise<StepObjection[]>;
  /** In the transaction of the step, after it: `visit` has its new status and dates. */
  follow(visit: Inspection, to: string, manager: EntityManager): Promise<void>;
}

/** Whoever has something to say on the steps of visits registers here; the life cycle asks all of them. */
@Injectable()
export class VisitConsequences {
  private readonly registered: VisitConsequence[] = [];

  register(consequence: VisitConsequence): void {
    this.registered.push(consequence);
  }

  async objections(
    visit: Inspection,
    to: string,
    manager: EntityManager,
  ): Promise<StepObjection[]> {
    const objections: StepObjection[] = [];
    for (const consequence of this.registered)
      objections.push(...(await consequence.objections(visit, to, manager)));
    return objections;
  }

  async follow(visit: Inspection, to: string, manager: EntityManager): Promise<void> {
    for (const consequence of this.registered) await consequence.follow(visit, to, manager);
  }
}
