import { setImmediate as letOthersRun } from 'node:timers/promises';
import { grouped } from '../../platform/grouped.js';
import { isConflictIn, type PlanConflict } from '../solver/instance.js';
import type {
  Assignment,
  Limit,
  Schedule,
  ScheduleInput,
  Unscheduled,
  VisitToPlace,
} from './scheduling.js';
import { TeamLoad } from './team-load.js';
import { Travellers } from './travellers.js';

/** It works for so long before others get a turn: pages are made by the same process. */
const TURN_MS = 10;

/**
 * The first, simple scheduler: tasks by due week (the heavier first among equals), each into the first week in which a
 * whole team is free. It never moves what has its place, so running it again places only what is new.
 */
export async function scheduleEarliestDueFirst(instance: ScheduleInput): Promise<Schedule> {
  const placing = new Placing(instance);
  const assignments: Assignment[] = [];
  const unscheduled: Unscheduled[] = [];
  let begun = performance.now();
  for (const task of byUrgency(instance.tasks)) {
    const outcome = placing.place(task);
    if ('limits' in outcome) unscheduled.push(outcome);
    else assignments.push(outcome);
    if (performance.now() - begun < TURN_MS) continue;
    await letOthersRun();
    begun = performance.now();
  }
  return { assignments, unscheduled };
}

const byUrgency = (tasks: VisitToPlace[]): VisitToPlace[] =>
  [...tasks].sort((a, b) => a.due - b.due || b.weight - a.weight || a.id.localeCompare(b.id));

/** Who may go on a visit: people by their numbers. */
interface Candidates {
  /** Qualified at some time of the year. */
  leaders: readonly number[];
  /** All: one of a team must be qualified, not each. */
  inspectors: readonly number[];
  /** Who must not go to the agency in a week. */
  isBarred: (person: number, week: number) => boolean;
}

type Crew = Pick<Assignment, 'dayOffset' | 'leader' | 'inspectors'>;

/** Places one visit after the other. */
class Placing {
  private readonly travellers: Travellers;
  private readonly load: TeamLoad;
  private readonly conflictsOf: Map<string, PlanConflict[]>;

  constructor(private readonly instance: ScheduleInput) {
    this.travellers = new Travellers(instance);
    this.load = new TeamLoad(instance, this.travellers);
    this.conflictsOf = grouped(instance.conflicts, ([task]) => task);
  }

  place(task: VisitToPlace): Assignment | Unscheduled {
    const { weeks } = this.instance;
    const candidates = this.candidatesFor(task);
    const missing = this.missingPeople(task, candidates);
    if (missing) return { task: task.id, limits: [{ limit: missing, weeks }] };
    const limits = new Map<Limit, number>();
    for (let week = Math.max(0, task.release); week < weeks; week++) {
      const crew = this.findCrew(task, week, candidates);
      if (typeof crew !== 'string') {
        const assignment = { task: task.id, week, ...crew };
        this.load.take(assignment, task);
        return assignment;
      }
      limits.set(crew, (limits.get(crew) ?? 0) + 1);
    }
    if (limits.size === 0) limits.set('no-week-left', 1);
    return {
      task: task.id,
      limits: [...limits]
        .map(([limit, weeksOfIt]) => ({ limit, weeks: weeksOfIt }))
        .sort((a, b) => b.weeks - a.weeks),
    };
  }

  /** A leader and enough inspectors for a week, or the first limit that stands in the way. */
  private findCrew(task: VisitToPlace, week: number, candidates: Candidates): Crew | Limit {
    const { load, travellers } = this;
    const weekDays = this.instance.weekDays[week] ?? 0;
    if (weekDays < task.days) return 'week-too-short';
    const leader = this.findLeader(task, week, candidates);
    if (typeof leader === 'string') return leader;
    const inspectors = this.findInspectors(task, week, candidates);
    if (typeof inspectors === 'string') return inspectors;
    const dayOffset = Math.max(
      ...[leader, ...inspectors].map((person) => load.daysUsed(person, week)),
    );
    if (dayOffset + task.days > weekDays) return 'inspectors-busy';
    return {
      dayOffset,
      leader: travellers.idOf(leader),
      inspectors: inspectors.map((person) => travellers.idOf(person)),
    };
  }

  private findLeader(
    task: VisitToPlace,
    week: number,
    { leaders, isBarred }: Candidates,
  ): number | Limit {
    const { load, travellers } = this;
    const qualified = leaders.filter((person) => travellers.isQualified(person, task.model, week));
    if (qualified.length === 0) return 'no-qualified-leader';
    const permitted = qualified.filter((person) => !isBarred(person, week));
    if (permitted.length === 0) return 'leaders-in-conflict';
    const belowCap = permitted.filter((person) => load.isBelowCap(person, week));
    if (belowCap.length === 0) return 'leaders-at-quarter-cap';
    const free = belowCap.filter((person) => load.isFree(person, week, task));
    return load.inOrderOfCall(free, week)[0] ?? 'leaders-busy';
  }

  private findInspectors(
    task: VisitToPlace,
    week: number,
    { inspectors, isBarred }: Candidates,
  ): number[] | Limit {
    if (task.inspectors === 0) return [];
    const { load, travellers } = this;
    const isSpecialist = (person: number): boolean =>
      travellers.isQualified(person, task.model, week);
    const free = inspectors.filter(
      (person) =>
        load.isFree(person, week, task) && load.isBelowCap(person, week) && !isBarred(person, week),
    );
    if (free.length < task.inspectors || !free.some(isSpecialist)) return 'inspectors-busy';
    const called = load.inOrderOfCall(free, week);
    const first = called.filter(isSpecialist).slice(0, 1);
    const others = called.filter((person) => !first.includes(person));
    return [...first, ...others].slice(0, task.inspectors);
  }

  /** Whoever must not go to the agency in any week is none. */
  private candidatesFor(task: VisitToPlace): Candidates {
    const { travellers } = this;
    const leaders = travellers.leaders(task.model);
    const { inspectors } = travellers;
    const conflicts = this.conflictsOf.get(task.id);
    if (!conflicts) return { leaders, inspectors, isBarred: () => false };
    const isBarred: Candidates['isBarred'] = (person, week) =>
      conflicts.some(
        (conflict) => conflict[1] === travellers.idOf(person) && isConflictIn(conflict, week),
      );
    const weeks = Array.from({ length: this.instance.weeks }, (_, week) => week);
    const mayGo = (person: number): boolean => !weeks.every((week) => isBarred(person, week));
    return { leaders: leaders.filter(mayGo), inspectors: inspectors.filter(mayGo), isBarred };
  }

  /** What no week can mend: nobody on the staff may do it. */
  private missingPeople(
    { model, inspectors: wanted }: VisitToPlace,
    { leaders, inspectors }: Candidates,
  ): Limit | undefined {
    const { travellers } = this;
    const isSpecialist = (person: number): boolean => travellers.isEverQualified(person, model);
    if (leaders.length === 0)
      return travellers.leaders(model).length === 0 ? 'no-qualified-leader' : 'leaders-in-conflict';
    if (wanted > 0 && !inspectors.some(isSpecialist))
      return travellers.inspectors.some(isSpecialist)
        ? 'inspectors-in-conflict'
        : 'no-qualified-inspector';
    return undefined;
  }
}
