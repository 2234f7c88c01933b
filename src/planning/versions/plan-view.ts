import type { VNode } from 'preact';
import type { ShownVisits } from './plan-visit-table.js';
import type { Plan } from './plan.entity.js';
import type { PlanDetail } from './plans.service.js';

/** What the page of a plan is made of. */
export interface PlanView {
  detail: PlanDetail;
  visits: ShownVisits;
  /** Other versions of the year, to compare with. */
  others: Plan[];
  reminders: VNode;
  may: { edit: boolean; approve: boolean };
  /** Why the viewer, of all people, may not approve it; null = they may. */
  approvalBar: string | null;
  usual: { seconds: number; calm: number };
  /** A form that was refused. */
  refused: { heading: string; items: string[]; reason?: string } | null;
}
