import { checkPlan } from '../checker/check-plan.js';
import type { Fault } from '../checker/fault.js';
import type { PlanNames } from './limits.rules.js';
import { assignmentsOf, namesOf, type PlanContent } from './planned-items.rules.js';

/**
 * What is wrong with a version, in sentences: asked before it is proposed and before it is approved. The judge is the
 * checker, which shares no logic with whoever made or moved the version.
 */
export function checkVersion(content: PlanContent): string[] {
  const names = namesOf(content);
  const { lateness, travelKm, imbalance } = content.plan;
  const { faults } = checkPlan(content.instance, {
    assignments: assignmentsOf(content.items),
    unscheduled: content.items
      .filter(({ week }) => week === null)
      .map(({ taskId, reason }) => ({ task: taskId, reason: reason ?? '' })),
    ...{ lateness, travelKm, imbalance },
    ...{ bound: null, gap: null, seconds: 0, iterations: 0, seed: 0 },
  });
  const undated = content.items
    .filter(({ week, startsOn }) => week !== null && startsOn === null)
    .map(({ taskId }) => `${names.task(taskId)}: no days are left for it in its week.`);
  return [...faults.map((fault) => withNames(fault, names)), ...undated];
}

/** The checker speaks of ids; people know names. */
function withNames({ sentence, task, person }: Fault, names: PlanNames): string {
  const named = task === undefined ? sentence : sentence.replaceAll(task, names.task(task));
  return person === undefined ? named : named.replaceAll(person, names.person(person));
}
