import type { Plan, PlanInstance } from '../solver/instance.js';
import { costOf, type PlanCost } from './cost.js';
import type { Fault, FaultKind } from './fault.js';
import { personFaults } from './person-limits.js';
import { visitFaults } from './visit-limits.js';
import { visitsOf } from './visits.js';

/** What a plan costs by the checker's own reckoning, and everything that is wrong with it. */
export interface PlanCheck extends PlanCost {
  faults: Fault[];
}

/**
 * Judges a plan by the rules of docs/plan-format.md. Shares nothing with the solver but the shape of the data: its own
 * limits, distances and costs. A fixed visit is a fact; a limit that only fixed visits break is no fault of the plan.
 */
export function checkPlan(instance: PlanInstance, plan: Plan): PlanCheck {
  const { visits, faults } = visitsOf(instance, plan);
  const cost = costOf(instance, visits);
  return {
    faults: [
      ...faults,
      ...visitFaults(instance, visits),
      ...personFaults(instance, visits),
      ...statedFaults(plan, cost),
    ],
    ...cost,
  };
}

/** Sums are made in any order, and files may round: so much of a number may differ. */
const TOLERANCE = 1e-6;

const isNear = (stated: number, right: number): boolean =>
  Math.abs(stated - right) <= TOLERANCE * Math.max(1, Math.abs(right));

/** What the plan says about itself and is not so. */
function statedFaults(plan: Plan, cost: PlanCost): Fault[] {
  const { bound, gap } = plan;
  const faults = (isRight: boolean, kind: FaultKind, sentence: string): Fault[] =>
    isRight ? [] : [{ kind, sentence }];
  const stated = (kind: FaultKind, name: keyof PlanCost): Fault[] =>
    faults(
      isNear(plan[name], cost[name]),
      kind,
      `The plan states ${name} ${plan[name]}; it is ${cost[name]}.`,
    );
  const gapOfBound = bound === null ? null : (cost.lateness - bound) / Math.max(1, bound);
  return [
    ...stated('stated-lateness', 'lateness'),
    ...stated('stated-travel', 'travelKm'),
    ...stated('stated-imbalance', 'imbalance'),
    ...faults(
      bound === null || bound <= cost.lateness || isNear(bound, cost.lateness),
      'stated-bound',
      `The plan states that no plan has a lateness under ${bound}; its own is ${cost.lateness}.`,
    ),
    ...faults(
      gap === null || (gapOfBound !== null && isNear(gap, gapOfBound)),
      'stated-gap',
      gapOfBound === null
        ? `The plan states a gap of ${gap} without a bound.`
        : `The plan states a gap of ${gap}; it is ${gapOfBound}.`,
    ),
  ];
}
