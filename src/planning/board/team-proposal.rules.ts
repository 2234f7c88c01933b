import { coversModel, modelWords } from '../../workforce/qualification.rules.js';
import { kilometres, unitVector } from '../solver/globe.js';
import { modelsIn, type PlanInstance, type PlanPerson, type PlanTask } from '../solver/instance.js';
import type { BrokenLimit, PlanNames, YearLoad } from '../versions/limits.rules.js';

/** A leader and inspectors, by position. */
export interface Team {
  leader: string;
  inspectors: string[];
}

/** A team that could go, or what keeps the week from having one. */
export type Proposal = { team: Team } | { broken: BrokenLimit[] };

/** What a team is looked for in. */
interface Search {
  instance: PlanInstance;
  load: YearLoad;
  names: PlanNames;
}

/**
 * Who could go to a task in a week: the nearest of those who are free, whoever travels nowhere else that week first, and
 * somebody among the inspectors who knows the model.
 * @param wanted somebody who must be of it
 */
export function proposeTeam(
  search: Search,
  task: PlanTask,
  week: number,
  wanted?: string,
): Proposal {
  const { instance, load } = search;
  const ofWeek = load
    .brokenBy({ task: task.id, week, leader: '', inspectors: [] })
    .filter(({ limit }) => WEEK_LIMITS.has(limit));
  const isFree = ({ id }: PlanPerson): boolean => barsOf(search, task, week, id).length === 0;
  const free = instance.people
    .filter((person) => person.id === wanted || isFree(person))
    .sort(
      (a, b) =>
        Number(b.id === wanted) - Number(a.id === wanted) ||
        busyness(load, week, a, task) - busyness(load, week, b, task) ||
        kilometresTo(a, task) - kilometresTo(b, task),
    );
  const leader = free.find(
    (person) => person.role === 'leader' && (person.id === wanted || knows(person, task, week)),
  );
  const able = free.filter(({ role }) => role === 'inspector');
  const specialist = able.find((person) => knows(person, task, week));
  const chosen = new Set([
    ...able.filter(({ id }) => id === wanted),
    ...(specialist ? [specialist] : []),
    ...able,
  ]);
  const inspectors = [...chosen].slice(0, task.inspectors).map(({ id }) => id);
  const missing = missingOf(search, task, week, { leader, specialist, able: able.length });
  if (!leader || missing.length > 0 || ofWeek.length > 0)
    return { broken: [...ofWeek, ...missing] };
  return { team: { leader: leader.id, inspectors: inspectors.sort() } };
}

const WEEK_LIMITS: ReadonlySet<string> = new Set([
  'unknown',
  'before-release',
  'blackout',
  'week-too-short',
]);

/** The limits that keep one person from a task in a week, whoever else goes. */
function barsOf({ load }: Search, task: PlanTask, week: number, id: string): BrokenLimit[] {
  return load
    .brokenBy({ task: task.id, week, leader: id, inspectors: [] })
    .filter(({ person, limit }) => person === id && !TEAM_LIMITS.has(limit));
}

const TEAM_LIMITS: ReadonlySet<string> = new Set(['no-leader', 'leader-not-qualified']);

const knows = (person: PlanPerson, task: PlanTask, week: number): boolean =>
  coversModel(modelsIn(person, week), task.model);

function missingOf(
  { names }: Search,
  task: PlanTask,
  week: number,
  found: { leader: PlanPerson | undefined; specialist: PlanPerson | undefined; able: number },
): BrokenLimit[] {
  const when = names.week(week);
  const model = modelWords(task.model);
  const say = (limit: BrokenLimit['limit'], words: string): BrokenLimit => ({
    ...{ limit, words, person: null, tasks: [] },
  });
  return [
    ...(found.leader ? [] : [say('no-leader', `no leader for ${model} is free in ${when}`)]),
    ...(found.able < task.inspectors
      ? [say('wrong-team', `it takes ${task.inspectors} inspectors, and ${when} has ${found.able}`)]
      : []),
    ...(task.inspectors > 0 && found.able > 0 && !found.specialist
      ? [say('no-specialist', `no inspector for ${model} is free in ${when}`)]
      : []),
  ];
}

/** Visits that the person has in the week already. */
const busyness = (load: YearLoad, week: number, { id }: PlanPerson, task: PlanTask): number =>
  load.sharing(week, [id], task.id).length;

const kilometresTo = (person: PlanPerson, task: PlanTask): number =>
  kilometres(unitVector(person.lat, person.lon), unitVector(task.lat, task.lon));
