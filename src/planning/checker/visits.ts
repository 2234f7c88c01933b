import type {
  Plan,
  PlanAssignment,
  PlanInstance,
  PlanPerson,
  PlanTask,
} from '../solver/instance.js';
import { type Fault, named } from './fault.js';

/** An assignment whose task and people exist. */
export interface Visit {
  task: PlanTask;
  week: number;
  leader: PlanPerson;
  inspectors: PlanPerson[];
  /** It was there before the plan and is as it was: a limit that only such visits break is no fault of the plan. */
  isFixed: boolean;
}

export const teamOf = ({ leader, inspectors }: Visit): PlanPerson[] => [
  ...new Set([leader, ...inspectors]),
];

/** The visits of a plan, and faults for what names nobody and nothing, or is planned otherwise than once. */
export function visitsOf(instance: PlanInstance, plan: Plan): { visits: Visit[]; faults: Fault[] } {
  const tasks = new Map(instance.tasks.map((task) => [task.id, task]));
  const people = new Map(instance.people.map((person) => [person.id, person]));
  const fixed = new Map(instance.fixed.map((assignment) => [assignment.task, assignment]));
  const faults = namesUnknown(plan, tasks, people);
  const visits = plan.assignments.flatMap((assignment): Visit[] => {
    const { week, leader: leaderId, inspectors: inspectorIds } = assignment;
    const task = tasks.get(assignment.task);
    const leader = people.get(leaderId);
    const inspectors = inspectorIds.flatMap((id) => people.get(id) ?? []);
    if (!task || !leader) return [];
    const isFixed = isSameVisit(assignment, fixed.get(task.id));
    return [{ task, week, leader, inspectors, isFixed }];
  });
  return { visits, faults: [...faults, ...notOnce(instance, plan), ...fixedMoved(fixed, plan)] };
}

function namesUnknown(
  { assignments, unscheduled }: Plan,
  tasks: ReadonlyMap<string, PlanTask>,
  people: ReadonlyMap<string, PlanPerson>,
): Fault[] {
  const unknownTasks = [...assignments, ...unscheduled]
    .map(({ task }) => task)
    .filter((task) => !tasks.has(task))
    .map((task): Fault => {
      return { kind: 'unknown-task', sentence: `There is no task ${named(task)}.`, task };
    });
  const unknownPeople = assignments.flatMap(({ task, week, leader, inspectors }) =>
    [leader, ...inspectors]
      .filter((person) => !people.has(person))
      .map((person): Fault => {
        const sentence = `Task ${named(task)} in week ${week} names ${named(person)}, who is none of the people.`;
        return { kind: 'unknown-person', sentence, task, person, week };
      }),
  );
  return [...unknownTasks, ...unknownPeople];
}

/** Every task has one week or is unscheduled: never both, never twice, never neither. */
function notOnce(instance: PlanInstance, plan: Plan): Fault[] {
  const weeks = new Map<string, number[]>();
  for (const { task, week } of plan.assignments)
    weeks.set(task, [...(weeks.get(task) ?? []), week]);
  const unscheduled = new Map<string, number>();
  for (const { task } of plan.unscheduled) unscheduled.set(task, (unscheduled.get(task) ?? 0) + 1);
  return instance.tasks.flatMap(({ id: task }) => {
    const planned = weeks.get(task) ?? [];
    const left = unscheduled.get(task) ?? 0;
    const fault = (kind: Fault['kind'], what: string): Fault => {
      return { kind, sentence: `Task ${named(task)} ${what}.`, task };
    };
    return [
      ...(planned.length > 1
        ? [fault('planned-twice', `is planned more than once: in weeks ${planned.join(', ')}`)]
        : []),
      ...(left > 1 ? [fault('planned-twice', 'is among the unscheduled more than once')] : []),
      ...(planned.length > 0 && left > 0
        ? [
            fault(
              'planned-and-unscheduled',
              `is planned in week ${planned.join(', ')} and among the unscheduled as well`,
            ),
          ]
        : []),
      ...(planned.length + left === 0
        ? [fault('left-out', 'has no week and is not among the unscheduled')]
        : []),
    ];
  });
}

function fixedMoved(fixed: ReadonlyMap<string, PlanAssignment>, plan: Plan): Fault[] {
  const planned = new Map(plan.assignments.map((assignment) => [assignment.task, assignment]));
  return [...fixed.values()]
    .filter((fact) => !isSameVisit(fact, planned.get(fact.task)))
    .map((fact): Fault => {
      const { task, week } = fact;
      const found = planned.get(task);
      const instead = found ? wordsOf(found) : 'unscheduled';
      const sentence = `Task ${named(task)} is fixed ${wordsOf(fact)}; the plan has it ${instead}.`;
      return { kind: 'fixed-moved', sentence, task, week };
    });
}

const wordsOf = ({ week, leader, inspectors }: PlanAssignment): string =>
  `in week ${week} with ${[leader, ...inspectors].map(named).join(', ')}`;

/** The order of the inspectors says nothing. */
function isSameVisit(one: PlanAssignment, other: PlanAssignment | undefined): boolean {
  const inspectorsOf = (visit: PlanAssignment) => JSON.stringify([...visit.inspectors].sort());
  return (
    other !== undefined &&
    one.week === other.week &&
    one.leader === other.leader &&
    inspectorsOf(one) === inspectorsOf(other)
  );
}
