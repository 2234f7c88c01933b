import { Conflict, Stale } from '../../platform/http/problem.js';
import type { Plan } from './plan.entity.js';
import { publicFacts } from './plan-contents.js';

/** Who planned it does not approve it: a second person does. */
export const isPlannedBy = (
  { createdById, proposedById }: Pick<Plan, 'createdById' | 'proposedById'>,
  accountId: string,
): boolean => createdById === accountId || proposedById === accountId;

/** @throws Stale (412) with the plan as it is now */
export function mustBePresent(plan: Plan, version: number): void {
  if (plan.version !== version) throw new Stale(publicFacts(plan));
}

/** @throws Conflict (409) */
export function mustBeDraft({ number, status }: Plan): void {
  if (status !== 'draft')
    throw new Conflict(
      'not-a-draft',
      `${number} is ${status}: only a draft is changed. Replan it to make one.`,
    );
}
