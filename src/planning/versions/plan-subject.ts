import type { Plan } from './plan.entity.js';

/** How the audit names a plan. */
export const planSubject = ({
  id,
  number,
}: Pick<Plan, 'id' | 'number'>): { type: string; id: string; label: string } => ({
  type: 'plan',
  id,
  label: number,
});
