import { counted, numberText } from '../platform/counted.js';
import { isProved, type Plan, type PlanInstance } from './solver/instance.js';
import type { SolveProgress } from './solving/solve-in-thread.js';

/** `45 tasks, 9 people, 52 weeks` */
export const instanceText = ({ tasks, people, weeks }: PlanInstance): string =>
  `${counted(tasks.length, 'task')}, ${counted(people.length, 'person', 'people')}, ${counted(weeks, 'week')}`;

/** `Lateness 247.3, travel 12,345 km, imbalance 210.` */
export function costText(cost: { lateness: number; travelKm: number; imbalance: number }): string {
  const travel = numberText(Math.round(cost.travelKm));
  return `Lateness ${roundText(cost.lateness)}, travel ${travel} km, imbalance ${numberText(cost.imbalance)}.`;
}

/** To a hundredth, as weights are given. */
export const roundText = (number: number): string => numberText(Math.round(number * 100) / 100);

/**
 * What came out, what is known of how good it is, how it was found, and what is left out.
 * @param isRepeatable whether the clock had no say in it
 */
export function planText(plan: Plan, isRepeatable: boolean): string {
  const { assignments, unscheduled, seconds, iterations, seed } = plan;
  return [
    `${counted(assignments.length, 'visit')} planned, ${unscheduled.length} unscheduled.`,
    `${costText(plan)} ${boundText(plan)}`,
    `${counted(iterations, 'iteration')} in ${roundText(seconds)} s${isRepeatable ? `: --iterations ${iterations} --seed ${seed} finds the same plan.` : `, seed ${seed}.`}`,
    ...unscheduled.map(({ task, reason }) => `  ${task}: ${reason}`),
  ].join('\n');
}

/** `12 s: lateness 3,084, 2 unscheduled. No plan has a lateness under 2,993: a gap of 3.0 %.` */
export const progressText = (progress: SolveProgress): string =>
  `${Math.round(progress.seconds)} s: lateness ${roundText(progress.lateness)}, ${numberText(progress.unscheduled)} unscheduled. ${boundText(progress)}`;

function boundText({ bound, gap }: Pick<Plan, 'bound' | 'gap'>): string {
  if (bound === null) return 'How good a plan can be is not known.';
  if (isProved({ gap })) return 'No plan is less late: that is proved.';
  const known = `No plan has a lateness under ${roundText(bound)}`;
  return gap === null ? `${known}.` : `${known}: a gap of ${(100 * gap).toFixed(1)} %.`;
}
