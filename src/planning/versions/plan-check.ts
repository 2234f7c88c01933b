import { faultsOf } from './limits.rules.js';
import { assignmentsOf, namesOf, type PlanContent } from './planned-items.rules.js';

/**
 * What is wrong with a version, in sentences: asked before it is proposed and before it is approved. The one place from which
 * versions are checked.
 */
export function checkVersion(content: PlanContent): string[] {
  const names = namesOf(content);
  const faults = faultsOf(content.instance, assignmentsOf(content.items), names).map(
    ({ task, broken }) => `${names.task(task)}: ${broken.map(({ words }) => words).join('; ')}.`,
  );
  const undated = content.items
    .filter(({ week, startsOn }) => week !== null && startsOn === null)
    .map(({ taskId }) => `${names.task(taskId)}: no days are left for it in its week.`);
  return [...faults, ...undated];
}
