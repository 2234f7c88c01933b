import { isConflictIn, modelsIn } from '../solver/instance.js';
import {
  type Assignment,
  isEverQualified,
  isQualified,
  type Limit,
  type Schedule,
  type ScheduleInput,
  type Traveller,
  type VisitToPlace,
  type Unscheduled,
} from './scheduling.js';

/**
 * The first, simple scheduler: tasks by due week (the heavier first among equals), each into the first week in which a
 * whole team is free. It never moves what has its place, so running it again places only what is new.
 */
export function scheduleEarliestDueFirst(instance: ScheduleInput): Schedule {
  const load = new TeamLoad(instance);
  const assignments: Assignment[] = [];
  const unscheduled: Unscheduled[] = [];
  for (const task of byUrgency(instance.tasks)) {
    const outcome = place(task, instance, load);
    if ('limits' in outcome) unscheduled.push(outcome);
    else {
      load.take(outcome, task);
      assignments.push(outcome);
    }
  }
  return { assignments, unscheduled };
}

const byUrgency = (tasks: VisitToPlace[]): VisitToPlace[] =>
  [...tasks].sort((a, b) => a.due - b.due || b.weight - a.weight || a.id.localeCompare(b.id));

function place(
  task: VisitToPlace,
  instance: ScheduleInput,
  load: TeamLoad,
): Assignment | Unscheduled {
  const candidates = candidatesFor(task, instance);
  const missing = missingPeople(task, instance, candidates);
  if (missing) return { task: task.id, limits: [{ limit: missing, weeks: instance.weeks }] };
  const limits = new Map<Limit, number>();
  for (let week = Math.max(0, task.release); week < instance.weeks; week++) {
    const crew = findCrew(task, week, instance, candidates, load);
    if (typeof crew !== 'string') return { task: task.id, week, ...crew };
    limits.set(crew, (limits.get(crew) ?? 0) + 1);
  }
  if (limits.size === 0) limits.set('no-week-left', 1);
  return {
    task: task.id,
    limits: [...limits]
      .map(([limit, weeks]) => ({ limit, weeks }))
      .sort((a, b) => b.weeks - a.weeks),
  };
}

type Crew = Pick<Assignment, 'dayOffset' | 'leader' | 'inspectors'>;

/** A leader and enough inspectors for a week, or the first limit that stands in the way. */
function findCrew(
  task: VisitToPlace,
  week: number,
  instance: ScheduleInput,
  candidates: Candidates,
  load: TeamLoad,
): Crew | Limit {
  if ((instance.weekDays[week] ?? 0) < task.days) return 'week-too-short';
  const leader = findLeader(task, week, candidates, load);
  if (typeof leader === 'string') return leader;
  const inspectors = findInspectors(task, week, candidates, load);
  if (typeof inspectors === 'string') return inspectors;
  const team = [leader, ...inspectors];
  const dayOffset = Math.max(...team.map((person) => load.daysUsed(person.id, week)));
  if (dayOffset + task.days > (instance.weekDays[week] ?? 0)) return 'inspectors-busy';
  return { dayOffset, leader: leader.id, inspectors: inspectors.map((person) => person.id) };
}

interface Candidates {
  /** Qualified at some time of the year. */
  leaders: Traveller[];
  /** All: one of a team must be qualified, not each. */
  inspectors: Traveller[];
  /** Who must not go to the agency in a week. */
  isBarred: (person: Traveller, week: number) => boolean;
}

/** Whoever must not go to the agency in any week is none. */
function candidatesFor(task: VisitToPlace, instance: ScheduleInput): Candidates {
  const ofTask = instance.conflicts.filter(([taskId]) => taskId === task.id);
  const isBarred: Candidates['isBarred'] = ({ id }, week) =>
    ofTask.some((conflict) => conflict[1] === id && isConflictIn(conflict, week));
  const weeks = Array.from({ length: instance.weeks }, (_, week) => week);
  const people = instance.people.filter((person) => !weeks.every((week) => isBarred(person, week)));
  return {
    leaders: qualifiedOf('leader', people, task.model),
    inspectors: people.filter(({ role }) => role === 'inspector'),
    isBarred,
  };
}

const qualifiedOf = (role: Traveller['role'], people: Traveller[], model: string): Traveller[] =>
  people.filter((person) => person.role === role && isEverQualified(person, model));

/** What no week can mend: nobody on the staff may do it. */
function missingPeople(
  { model, inspectors: wanted }: VisitToPlace,
  { people }: ScheduleInput,
  { leaders, inspectors }: Candidates,
): Limit | undefined {
  if (leaders.length === 0)
    return qualifiedOf('leader', people, model).length === 0
      ? 'no-qualified-leader'
      : 'leaders-in-conflict';
  if (wanted > 0 && !inspectors.some((person) => isEverQualified(person, model)))
    return qualifiedOf('inspector', people, model).length === 0
      ? 'no-qualified-inspector'
      : 'inspectors-in-conflict';
  return undefined;
}

function findLeader(
  task: VisitToPlace,
  week: number,
  { leaders, isBarred }: Candidates,
  load: TeamLoad,
): Traveller | Limit {
  const qualified = leaders.filter((person) => isQualified(person, task.model, week));
  if (qualified.length === 0) return 'no-qualified-leader';
  const permitted = qualified.filter((person) => !isBarred(person, week));
  if (permitted.length === 0) return 'leaders-in-conflict';
  const belowCap = permitted.filter((person) => load.isBelowCap(person, week));
  if (belowCap.length === 0) return 'leaders-at-quarter-cap';
  const free = belowCap.filter((person) => load.isFree(person, week, task));
  return load.inOrderOfCall(free, week)[0] ?? 'leaders-busy';
}

function findInspectors(
  task: VisitToPlace,
  week: number,
  { inspectors, isBarred }: Candidates,
  load: TeamLoad,
): Traveller[] | Limit {
  if (task.inspectors === 0) return [];
  const free = load.inOrderOfCall(
    inspectors.filter(
      (person) =>
        !isBarred(person, week) && load.isBelowCap(person, week) && load.isFree(person, week, task),
    ),
    week,
  );
  const specialist = free.find((person) => isQualified(person, task.model, week));
  if (!specialist || free.length < task.inspectors) return 'inspectors-busy';
  return [specialist, ...free.filter((person) => person !== specialist)].slice(0, task.inspectors);
}

/** Who travels when, as the plan grows. */
class TeamLoad {
  private readonly days = new Map<string, number>();
  private readonly regions = new Map<string, string>();
  private readonly quarterWeeks = new Map<string, number>();
  private readonly totalWeeks = new Map<string, number>();

  constructor(private readonly instance: ScheduleInput) {
    for (const visit of instance.fixed) this.take({ ...visit, dayOffset: 0 }, visit);
  }

  take(
    visit: Pick<Assignment, 'week' | 'leader' | 'inspectors' | 'dayOffset'>,
    task: { days: number; region: string },
  ): void {
    for (const person of [visit.leader, ...visit.inspectors]) {
      const slot = key(person, visit.week);
      if (!this.days.has(slot)) this.countWeek(person, visit.week);
      this.days.set(slot, Math.max(this.days.get(slot) ?? 0, visit.dayOffset) + task.days);
      this.regions.set(slot, task.region);
    }
  }

  daysUsed(person: string, week: number): number {
    return this.days.get(key(person, week)) ?? 0;
  }

  isFree(person: Traveller, week: number, task: VisitToPlace): boolean {
    if (person.unavailable.includes(week)) return false;
    const region = this.regions.get(key(person.id, week));
    if (region !== undefined && region !== task.region) return false;
    return this.daysUsed(person.id, week) + task.days <= (this.instance.weekDays[week] ?? 0);
  }

  /** A further visit in a week already travelled costs no further week. */
  isBelowCap(person: Traveller, week: number): boolean {
    if (this.days.has(key(person.id, week))) return true;
    const quarter = this.instance.quarterOf[week] ?? 0;
    return (this.quarterWeeks.get(key(person.id, quarter)) ?? 0) < person.quarterCap;
  }

  /** Who can do least else goes first, so that the versatile stay free; then who has travelled least. */
  inOrderOfCall(people: Traveller[], week: number): Traveller[] {
    return [...people].sort(
      (a, b) =>
        modelsIn(a, week).length - modelsIn(b, week).length ||
        (this.totalWeeks.get(a.id) ?? 0) - (this.totalWeeks.get(b.id) ?? 0) ||
        a.id.localeCompare(b.id),
    );
  }

  private countWeek(person: string, week: number): void {
    const slot = key(person, this.instance.quarterOf[week] ?? 0);
    this.quarterWeeks.set(slot, (this.quarterWeeks.get(slot) ?? 0) + 1);
    this.totalWeeks.set(person, (this.totalWeeks.get(person) ?? 0) + 1);
  }
}

const key = (person: string, slot: number): string => `${person}@${slot}`;
