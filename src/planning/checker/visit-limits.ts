import { counted } from '../../platform/counted.js';
import { grouped } from '../../platform/grouped.js';
import type { PlanInstance, PlanPerson, PlanTask } from '../solver/instance.js';
import { type Fault, type FaultKind, listed, named } from './fault.js';
import { teamOf, type Visit } from './visits.js';

/** The limits that a visit breaks by itself: its week, its team, and whether these people can go. */
export function visitFaults(instance: PlanInstance, visits: readonly Visit[]): Fault[] {
  const conflicts = grouped(instance.conflicts, ([task]) => task);
  const mustNotGo = ({ task, week }: Visit, { id }: PlanPerson): boolean =>
    (conflicts.get(task.id) ?? []).some(
      ([, person, weeks]) => person === id && (weeks === undefined || weeks.includes(week)),
    );
  const away = new Map(instance.people.map(({ id, unavailable }) => [id, new Set(unavailable)]));
  return visits
    .filter(({ isFixed }) => !isFixed)
    .flatMap((visit) => [
      ...weekFaults(instance, visit),
      ...crewFaults(visit),
      ...teamOf(visit).flatMap((person) => [
        ...(away.get(person.id)?.has(visit.week)
          ? [
              faultOf(
                visit,
                'unavailable',
                `${named(person.id)} is not available that week`,
                person,
              ),
            ]
          : []),
        ...(mustNotGo(visit, person)
          ? [faultOf(visit, 'conflict', `${named(person.id)} must not visit it`, person)]
          : []),
      ]),
    ]);
}

function faultOf({ task, week }: Visit, kind: FaultKind, what: string, person?: PlanPerson): Fault {
  return {
    kind,
    sentence: `Task ${named(task.id)} in week ${week}: ${what}.`,
    task: task.id,
    ...(person && { person: person.id }),
    week,
  };
}

/** An allowed week of the year that has days enough. */
function weekFaults({ weeks, weekDays }: PlanInstance, visit: Visit): Fault[] {
  const { task, week } = visit;
  const days = weekDays[week];
  if (days === undefined)
    return [faultOf(visit, 'outside-year', `the year has weeks 0 to ${weeks - 1}`)];
  return [
    ...(week < task.release
      ? [faultOf(visit, 'before-release', `its first week is ${task.release}`)]
      : []),
    ...(task.blackout.includes(week)
      ? [faultOf(visit, 'blackout', 'it cannot be visited that week')]
      : []),
    ...(task.days > days
      ? [
          faultOf(
            visit,
            'week-too-short',
            `it takes ${counted(task.days, 'day')}, the week has ${days}`,
          ),
        ]
      : []),
  ];
}

/** One qualified leader and as many different inspectors as the task asks for, one of them qualified if there are any. */
function crewFaults(visit: Visit): Fault[] {
  const { task, week, leader, inspectors } = visit;
  const different = new Set(inspectors);
  const needed = skillsFor(task.model).join(' and ');
  return [
    ...(leader.role === 'leader'
      ? []
      : [faultOf(visit, 'no-leader', `${named(leader.id)} leads it and is no leader`, leader)]),
    ...(canInspect(leader, task, week)
      ? []
      : [
          faultOf(
            visit,
            'leader-unqualified',
            `${named(leader.id)} leads it without the qualification ${needed}`,
            leader,
          ),
        ]),
    ...[...different]
      .filter(({ role }) => role !== 'inspector')
      .map((person) =>
        faultOf(visit, 'no-inspector', `${named(person.id)} is no inspector`, person),
      ),
    ...(different.size < inspectors.length
      ? [
          faultOf(
            visit,
            'inspector-twice',
            `somebody is named twice among its inspectors ${listed(inspectors.map(({ id }) => id))}`,
          ),
        ]
      : []),
    ...(different.size === task.inspectors
      ? []
      : [
          faultOf(
            visit,
            'inspector-count',
            `it has ${counted(different.size, 'inspector')} and needs ${task.inspectors}`,
          ),
        ]),
    ...(task.inspectors === 0 || inspectors.some((person) => canInspect(person, task, week))
      ? []
      : [
          faultOf(
            visit,
            'inspectors-unqualified',
            `none of its inspectors has the qualification ${needed}`,
          ),
        ]),
  ];
}

/** A joint agreement has a jail and a task force; any other model is a skill of its own. */
const skillsFor = (model: string): string[] =>
  model === 'JOINT' ? ['DETENTION', 'TASK_FORCE'] : [model];

/** What somebody may inspect in a week is what they may from the latest change on that is not after it. */
function canInspect({ models, later }: PlanPerson, { model }: PlanTask, week: number): boolean {
  const skills = (later ?? []).reduce(
    (known, change) => (change.from <= week ? change.models : known),
    models,
  );
  return skillsFor(model).every((skill) => skills.includes(skill));
}
