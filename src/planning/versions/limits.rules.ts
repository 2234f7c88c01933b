import { counted } from '../../platform/counted.js';
import { grouped } from '../../platform/grouped.js';
import { coversModel, modelWords } from '../../workforce/qualification.rules.js';
import {
  isConflictIn,
  modelsIn,
  type PlanAssignment,
  type PlanConflict,
  type PlanInstance,
  type PlanPerson,
  type PlanTask,
} from '../solver/instance.js';

/** A hard limit of the planning problem. */
export const LIMITS = [
  'unknown',
  'before-release',
  'blackout',
  'week-too-short',
  'no-leader',
  'leader-not-qualified',
  'wrong-team',
  'no-specialist',
  'away',
  'conflict',
  'other-region',
  'week-full',
  'quarter-cap',
] as const;
export type Limit = (typeof LIMITS)[number];

/** A limit that an assignment breaks, in words. */
export interface BrokenLimit {
  limit: Limit;
  words: string;
  /** Whom it concerns, where it is about one person. */
  person: string | null;
  /** The other tasks that stand in the way. */
  tasks: string[];
}

/** How tasks, people and weeks are called in words. */
export interface PlanNames {
  task: (id: string) => string;
  person: (id: string) => string;
  /** `the week of 8 Oct 2012` */
  week: (week: number) => string;
}

/** Who travels where in which week, and which limits a further assignment would break beside that. */
export class YearLoad {
  private readonly tasks: Map<string, PlanTask>;
  private readonly people: Map<string, PlanPerson>;
  private readonly byWeek = new Map<number, PlanAssignment[]>();
  private readonly conflicts: Map<string, PlanConflict[]>;

  constructor(
    private readonly instance: PlanInstance,
    assignments: readonly PlanAssignment[],
    private readonly names: PlanNames,
  ) {
    this.tasks = new Map(instance.tasks.map((task) => [task.id, task]));
    this.people = new Map(instance.people.map((person) => [person.id, person]));
    this.conflicts = grouped(instance.conflicts, ([, person]) => person);
    for (const assignment of assignments) this.add(assignment);
  }

  add(assignment: PlanAssignment): void {
    const week = this.byWeek.get(assignment.week);
    if (week) week.push(assignment);
    else this.byWeek.set(assignment.week, [assignment]);
  }

  /** Every limit that this assignment breaks beside the others; its own task's place does not count among them. */
  brokenBy(assignment: PlanAssignment): BrokenLimit[] {
    const task = this.tasks.get(assignment.task);
    if (!task) return [broken('unknown', `${assignment.task} is not to be planned`)];
    const team = [assignment.leader, ...assignment.inspectors];
    return [
      ...this.ofWeek(task, assignment.week),
      ...this.ofTeam(task, assignment),
      ...team.flatMap((id) => this.ofPerson(task, assignment.week, id)),
      ...this.ofSharedDays(task, assignment),
    ];
  }

  /** The others of a week who share somebody with a team. */
  sharing(week: number, team: readonly string[], except: string): PlanAssignment[] {
    return (this.byWeek.get(week) ?? []).filter(
      (other) => other.task !== except && teamOf(other).some((id) => team.includes(id)),
    );
  }

  private ofWeek(task: PlanTask, week: number): BrokenLimit[] {
    const { weeks, weekDays } = this.instance;
    if (week < 0 || week >= weeks) return [broken('unknown', `there is no week ${week}`)];
    const days = weekDays[week] ?? 0;
    return [
      ...(week < task.release
        ? [
            broken(
              'before-release',
              task.release < weeks
                ? `it may not begin before ${this.names.week(task.release)}`
                : 'it may not begin in this year',
            ),
          ]
        : []),
      ...(task.blackout.includes(week)
        ? [broken('blackout', `it cannot be visited in ${this.names.week(week)}`)]
        : []),
      ...(days < task.days
        ? [
            broken(
              'week-too-short',
              `${this.names.week(week)} has ${days} work days, and the visit takes ${task.days}`,
            ),
          ]
        : []),
    ];
  }

  private ofTeam(task: PlanTask, { week, leader, inspectors }: PlanAssignment): BrokenLimit[] {
    const found: BrokenLimit[] = [];
    const lead = this.people.get(leader);
    const model = modelWords(task.model);
    if (lead && lead.role !== 'leader')
      found.push(broken('no-leader', `${this.names.person(leader)} does not lead teams`, leader));
    else if (lead && !coversModel(modelsIn(lead, week), task.model))
      found.push(
        broken(
          'leader-not-qualified',
          `${this.names.person(leader)} is not qualified for ${model}`,
          leader,
        ),
      );
    const isTeam =
      inspectors.length === task.inspectors &&
      new Set(inspectors).size === inspectors.length &&
      inspectors.every((id) => (this.people.get(id)?.role ?? 'inspector') === 'inspector');
    if (!isTeam)
      found.push(
        broken(
          'wrong-team',
          `it takes a leader and ${counted(task.inspectors, 'different inspector')}`,
        ),
      );
    const isCovered = inspectors.some((id) => {
      const person = this.people.get(id);
      return person !== undefined && coversModel(modelsIn(person, week), task.model);
    });
    if (task.inspectors > 0 && !isCovered)
      found.push(broken('no-specialist', `none of its inspectors is qualified for ${model}`));
    return found;
  }

  private mustNotGo(person: string, { id }: PlanTask, week: number): boolean {
    return (this.conflicts.get(person) ?? []).some(
      (conflict) => conflict[0] === id && isConflictIn(conflict, week),
    );
  }

  private ofPerson(task: PlanTask, week: number, id: string): BrokenLimit[] {
    const person = this.people.get(id);
    const name = this.names.person(id);
    if (!person) return [broken('away', `${name} cannot travel: nobody holds the position`, id)];
    const found: BrokenLimit[] = [];
    if (person.unavailable.includes(week))
      found.push(broken('away', `${name} cannot travel in ${this.names.week(week)}`, id));
    if (this.mustNotGo(id, task, week))
      found.push(broken('conflict', `${name} has a conflict of interest there`, id));
    const others = this.sharing(week, [id], task.id);
    const elsewhere = others.filter(
      (other) => (this.tasks.get(other.task)?.region ?? task.region) !== task.region,
    );
    if (elsewhere.length > 0)
      found.push({
        limit: 'other-region',
        words: `${name} is at ${this.list(elsewhere)} in another state that week`,
        person: id,
        tasks: elsewhere.map((other) => other.task),
      });
    if (others.length === 0 && this.travelWeeks(id, week, task.id) >= person.quarterCap)
      found.push(
        broken(
          'quarter-cap',
          `${name} has used the ${person.quarterCap} travel weeks of that quarter`,
          id,
        ),
      );
    return found;
  }

  /** Visits that share somebody are held one after the other, so all that hang together must fit the week. */
  private ofSharedDays(task: PlanTask, assignment: PlanAssignment): BrokenLimit[] {
    const { week } = assignment;
    const linked = new Map<string, PlanAssignment>();
    let team = teamOf(assignment);
    for (;;) {
      const found = this.sharing(week, team, task.id).filter((other) => !linked.has(other.task));
      if (found.length === 0) break;
      for (const other of found) linked.set(other.task, other);
      team = found.flatMap(teamOf);
    }
    const others = [...linked.values()];
    const days = others.reduce((sum, other) => sum + (this.tasks.get(other.task)?.days ?? 0), 0);
    const room = this.instance.weekDays[week] ?? 0;
    if (others.length === 0 || days + task.days <= room) return [];
    return [
      {
        limit: 'week-full',
        words: `its people are at ${this.list(others)} that week: ${days + task.days} days in all, and it has ${room}`,
        person: null,
        tasks: others.map((other) => other.task),
      },
    ];
  }

  private travelWeeks(id: string, week: number, except: string): number {
    const quarter = this.instance.quarterOf[week];
    return [...this.byWeek].filter(
      ([other, assignments]) =>
        this.instance.quarterOf[other] === quarter &&
        assignments.some(({ task, ...team }) => task !== except && teamOf(team).includes(id)),
    ).length;
  }

  private list(assignments: readonly PlanAssignment[]): string {
    return assignments.map(({ task }) => this.names.task(task)).join(' and ');
  }
}

/**
 * What is wrong with a whole plan, in words, an entry for each assignment that breaks a limit. A visit that keeps its days
 * and team is a fact and no fault.
 */
export function faultsOf(
  instance: PlanInstance,
  assignments: readonly PlanAssignment[],
  names: PlanNames,
): { task: string; broken: BrokenLimit[] }[] {
  const load = new YearLoad(instance, assignments, names);
  const fixed = new Set(instance.fixed.map(({ task }) => task));
  return assignments
    .filter(({ task }) => !fixed.has(task))
    .map((assignment) => ({ task: assignment.task, broken: load.brokenBy(assignment) }))
    .filter(({ broken: limits }) => limits.length > 0);
}

const teamOf = ({
  leader,
  inspectors,
}: Pick<PlanAssignment, 'leader' | 'inspectors'>): string[] => [leader, ...inspectors];

const broken = (limit: Limit, words: string, person: string | null = null): BrokenLimit => ({
  limit,
  words,
  person,
  tasks: [],
});
