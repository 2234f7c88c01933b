import type { Plan, PlanInstance } from '../solver/instance.js';
import { readWhole } from './file-problems.js';
import { assignmentOf, byId } from './instance-file.js';

/**
 * Reads a plan of an instance from a file of the format that docs/plan-format.md describes. Whether it breaks a limit is
 * the checker's to say; here it must only name tasks and people that there are.
 * @param json what `JSON.parse` made of the file
 * @throws FileRefused with everything that is wrong, each with its place
 */
export function readPlan(json: unknown, instance: PlanInstance): Plan {
  const known = { tasks: byId(instance.tasks), people: byId(instance.people) };
  return readWhole(json, 'a plan: an object with assignments and what they cost', (root) => ({
    assignments: root
      .field('assignments')
      .list()
      .map((place) => assignmentOf(place, known)),
    unscheduled: root
      .field('unscheduled')
      .optionalList()
      .map((place) => ({
        task: place.field('task').reference(known.tasks, 'tasks'),
        reason: place.field('reason').optionalText(),
      })),
    lateness: root.field('lateness').number('a number'),
    travelKm: root.field('travelKm').number('a number of kilometres'),
    imbalance: root.field('imbalance').number('a number'),
    bound: root.field('bound').optionalNumber('a number'),
    gap: root.field('gap').optionalNumber('a number'),
    seconds: root.field('seconds').optionalNumber('a number of seconds') ?? 0,
    iterations: root.field('iterations').optionalNumber('a number') ?? 0,
    seed: root.field('seed').optionalNumber('a number') ?? 0,
  }));
}
