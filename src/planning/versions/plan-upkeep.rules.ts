import { dayText } from '../../platform/clock/day-text.js';
import type { PlannedTask, YearInstance } from '../instance/year-instance.js';
import type { PlanAssignment } from '../solver/instance.js';
import { type Limit, type PlanNames, YearLoad } from './limits.rules.js';
import {
  assignmentsOf,
  agreementName,
  type PlanContent,
  type PlannedItem,
} from './planned-items.rules.js';
import { isMoved } from './move-reasons.rules.js';

/** Something in which a plan and the world differ. */
export interface Difference {
  /** Stable: the same difference has the same key the next day. */
  key: string;
  /** `gone`: not to be visited any more · `new`: came since · `visit`: moved, postponed, handed over · `people` · `risk`. */
  kind: 'gone' | 'new' | 'visit' | 'people' | 'risk';
  task: string;
  words: string;
}

/** A weight that rose by so much is told: less than one open finding of high severity is not. */
const TOLD_RISE = 0.5;

/**
 * What changed since a version was planned, so that it cannot be carried out as it is: tasks that are gone, visits that were
 * touched, people who left, and whatever else breaks a limit today.
 * @param now the year's problem as of today
 */
export function whatMoved(content: PlanContent, now: YearInstance, names: PlanNames): Difference[] {
  const tasks = new Map(now.tasks.map((task) => [task.id, task]));
  const load = new YearLoad(now.instance, assignmentsOf(content.items), names);
  return content.items.flatMap((item) => {
    const task = tasks.get(item.taskId);
    if (!task) return item.fixedBecause === null ? [gone(item, content)] : [];
    const assignment = assignmentOf(item);
    const touched = touchedVisit(item, task, content);
    if (item.fixedBecause !== null)
      return touched && !staysPut(item, task, assignment) ? [touched] : [];
    if (touched) return [touched];
    if (!assignment) return [];
    // What begins within the notice by now stays where it is: whoever wants it elsewhere is too late.
    if (task.fixedBecause !== null && task.standing)
      return isMoved(task.standing, assignment)
        ? [differenceOf('visit', item, `${nameOf(item, content)}: ${task.fixedBecause}.`)]
        : [];
    return load
      .brokenBy(assignment)
      .map(({ limit, words, person }) =>
        differenceOf(
          person === null ? 'visit' : 'people',
          item,
          `${nameOf(item, content)}: ${words}.`,
          `${limit}:${person ?? ''}`,
        ),
      );
  });
}

/** Limits that depend on who people are and what they may do, not on where other visits lie. */
const OF_PEOPLE: readonly Limit[] = ['away', 'conflict', 'leader-not-qualified', 'no-specialist'];

/** In what an approved plan, whose visits have been made, and the world differ today. */
export function whatDiffers(
  content: PlanContent,
  now: YearInstance,
  names: PlanNames,
): Difference[] {
  const tasks = new Map(now.tasks.map((task) => [task.id, task]));
  const planned = new Set(content.items.map(({ taskId }) => taskId));
  const everybody = { ...now.instance, people: now.everybody };
  const load = new YearLoad(everybody, [], names);
  const ofItems = content.items.flatMap((item) => {
    const task = tasks.get(item.taskId);
    const isOver = item.endsOn !== null && item.endsOn < now.plannedFrom;
    if (isOver) return [];
    if (!task) return [gone(item, content)];
    return [
      ...ofVisit(item, task, content, names),
      ...ofRisk(item, task, content),
      ...ofPeople(item, task, content, load),
    ];
  });
  const added = now.tasks
    .filter(({ id }) => !planned.has(id))
    .map(({ id, agreement, kind, dueOn }): Difference => ({
      key: `new:${id}`,
      kind: 'new',
      task: id,
      words: `${agreementName(agreement)}: a ${kind === 'full' ? 'full inspection' : 'focus review'}, due ${dayText(dueOn)}, came after the approval: replan to give it a week.`,
    }));
  return [...ofItems, ...added];
}

function ofVisit(
  item: PlannedItem,
  task: PlannedTask,
  content: PlanContent,
  names: PlanNames,
): Difference[] {
  const { startsOn } = item;
  const assignment = assignmentOf(item);
  const name = nameOf(item, content);
  if (!assignment || startsOn === null)
    return task.standing
      ? [
          differenceOf(
            'visit',
            item,
            `${name}: it has no week in the plan, and was given ${dayText(task.standing.startsOn)}.`,
          ),
        ]
      : [];
  if (!task.standing)
    return [
      differenceOf(
        'visit',
        item,
        task.visit
          ? `${name}: ${task.visit.number} is ${task.visit.status}${task.visit.reason ? `: ${task.visit.reason}` : ''}`
          : `${name}: its visit of ${dayText(startsOn)} was cancelled or given back.`,
        task.visit?.status ?? 'none',
      ),
    ];
  const number = task.visit?.number ?? 'its visit';
  if (task.standing.startsOn !== startsOn)
    return [
      differenceOf(
        'visit',
        item,
        `${name}: ${number} was moved from ${dayText(startsOn)} to ${dayText(task.standing.startsOn)}${task.visit?.reason ? `: ${task.visit.reason}` : ''}`,
        task.standing.startsOn,
      ),
    ];
  if (isMoved({ ...assignment, week: 0 }, { ...task.standing, week: 0 }))
    return [
      differenceOf(
        'visit',
        item,
        `${name}: ${number} has another team: ${[task.standing.leader, ...task.standing.inspectors].map(names.person).join(', ')}.`,
        'team',
      ),
    ];
  return [];
}

function ofRisk(item: PlannedItem, task: PlannedTask, content: PlanContent): Difference[] {
  const { weight, words } = task.risk;
  if (weight < item.weight + TOLD_RISE) return [];
  const told = `${nameOf(item, content)}: it weighs ${weight} by now, not ${item.weight}: ${words}.`;
  return [differenceOf('risk', item, told, String(weight))];
}

/** Of visits that have their dates: whether their people can still go, as things are today. */
function ofPeople(
  item: PlannedItem,
  task: PlannedTask,
  content: PlanContent,
  load: YearLoad,
): Difference[] {
  if (!task.standing) return [];
  return load
    .brokenBy(task.standing)
    .filter(({ limit }) => OF_PEOPLE.includes(limit))
    .map(({ limit, person, words }) =>
      differenceOf(
        'people',
        item,
        `${nameOf(item, content)}: ${words}.`,
        `${limit}:${person ?? ''}`,
      ),
    );
}

/** A visit that goes through its life cycle changes without being anywhere else. */
const staysPut = (
  { startsOn }: PlannedItem,
  { standing }: PlannedTask,
  assignment: PlanAssignment | undefined,
): boolean =>
  standing !== null &&
  assignment !== undefined &&
  standing.startsOn === startsOn &&
  !isMoved(standing, assignment);

/** The visit is another one than when the version was made. */
function touchedVisit(
  item: PlannedItem,
  { visit }: PlannedTask,
  content: PlanContent,
): Difference | null {
  if (
    (visit?.id ?? null) === item.inspectionId &&
    (visit?.version ?? null) === item.inspectionVersion
  )
    return null;
  const name = nameOf(item, content);
  const words = visit
    ? `${name}: ${visit.number} was ${item.inspectionId === visit.id ? 'changed' : 'made'} since, and is ${visit.status}${visit.startsOn ? ` for ${dayText(visit.startsOn)}` : ''}.`
    : `${name}: its visit was cancelled or given back.`;
  return differenceOf('visit', item, words, String(visit?.version ?? 'none'));
}

const gone = (item: PlannedItem, content: PlanContent): Difference =>
  differenceOf(
    'gone',
    item,
    `${nameOf(item, content)}: it is not to be visited in this year any more (the agreement ended, or the obligation was met or withdrawn).`,
  );

const differenceOf = (
  kind: Difference['kind'],
  { taskId }: PlannedItem,
  words: string,
  detail = '',
): Difference => ({ key: `${kind}:${taskId}:${detail}`, kind, task: taskId, words });

const nameOf = ({ agreementId }: PlannedItem, { agreements }: PlanContent): string =>
  agreementName(agreements.get(agreementId));

const assignmentOf = (item: PlannedItem): PlanAssignment | undefined => assignmentsOf([item])[0];
