import { counted, numberText } from '../platform/counted.js';
import type { PlanInstance } from './solver/instance.js';

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
