import type { PlanAssignment } from './instance.js';
import type { Problem } from './problem.js';
import { Roster } from './roster.js';

/** "In no week". */
export const NO_WEEK = -1;

/** A plan that people know already, and what each task costs that is elsewhere, in units of lateness. */
export interface KeptPlan {
  plan: readonly PlanAssignment[];
  weight: number;
}

/**
 * A plan in the making: the week and crew of every task, legal at any time. Changes after `begin` can be taken back.
 */
export class Timetable {
  readonly roster: Roster;
  /** Week of each task; NO_WEEK = unscheduled. */
  readonly weekOf: Int16Array;
  /** task × crew size: leader, then inspectors; −1 beyond. */
  readonly crewOf: Int32Array;
  /** Weighted weeks of lateness of all tasks. */
  lateness = 0;
  /** Tasks that are not as in the plan that is kept. */
  moves = 0;

  /** Tasks of each week, in no order. */
  private readonly inWeek: number[][];
  private readonly positionInWeek: Int32Array;
  private readonly journal: Journal;
  /** Week of each task in the plan that is kept, NO_WEEK where it has none, and its crew. */
  private readonly keptWeek: Int16Array;
  private readonly keptCrew: Int32Array;
  private readonly moveWeight: number;

  constructor(
    readonly problem: Problem,
    kept?: KeptPlan,
  ) {
    const { taskCount, crewSize, weeks } = problem;
    this.roster = new Roster(problem);
    this.weekOf = new Int16Array(taskCount).fill(NO_WEEK);
    this.crewOf = new Int32Array(taskCount * crewSize).fill(-1);
    this.inWeek = Array.from({ length: weeks }, () => []);
    this.positionInWeek = new Int32Array(taskCount);
    this.journal = new Journal(taskCount, crewSize);
    this.keptWeek = new Int16Array(taskCount).fill(NO_WEEK);
    this.keptCrew = new Int32Array(taskCount * crewSize).fill(-1);
    this.moveWeight = kept?.weight ?? 0;
    for (const visit of kept?.plan ?? []) this.hold(visit);
    for (let task = 0; task < taskCount; task++) this.lateness += problem.costIn(task, weeks);
    for (const { task, week, crew } of problem.fixed) this.place(task, week, crew);
  }

  /** What the search makes small: lateness, and what moves cost. */
  get cost(): number {
    return this.lateness + this.moveWeight * this.moves;
  }

  tasksIn(week: number): readonly number[] {
    return this.inWeek[week]!;
  }

  /** Puts an unscheduled task into a week. The crew must be legal: leader first, then the inspectors. */
  place(task: number, week: number, crew: ArrayLike<number>): void {
    const { crewSize, seats, weeks } = this.problem;
    this.journal.note(this, task);
    this.weekOf[task] = week;
    for (let seat = 0; seat < seats[task]!; seat++) {
      this.crewOf[task * crewSize + seat] = crew[seat]!;
      this.roster.send(crew[seat]!, week, task, seat);
    }
    this.positionInWeek[task] = this.inWeek[week]!.length;
    this.inWeek[week]!.push(task);
    if (this.isAsKept(task)) this.moves--;
    this.lateness += this.problem.costIn(task, week) - this.problem.costIn(task, weeks);
  }

  /** Takes a scheduled task out of its week. */
  lift(task: number): void {
    const { crewSize, seats, weeks } = this.problem;
    this.journal.note(this, task);
    const week = this.weekOf[task]!;
    if (this.isAsKept(task)) this.moves++;
    for (let seat = 0; seat < seats[task]!; seat++)
      this.roster.recall(this.crewOf[task * crewSize + seat]!, week, task, seat);
    this.weekOf[task] = NO_WEEK;
    const tasks = this.inWeek[week]!;
    const last = tasks.pop()!;
    if (last !== task) {
      tasks[this.positionInWeek[task]!] = last;
      this.positionInWeek[last] = this.positionInWeek[task]!;
    }
    this.lateness += this.problem.costIn(task, weeks) - this.problem.costIn(task, week);
  }

  /** Whether a task stands where the plan that is kept has it, with the same people. */
  isAsKept(task: number): boolean {
    if (this.keptWeek[task] === NO_WEEK || this.keptWeek[task] !== this.weekOf[task]) return false;
    const first = task * this.problem.crewSize;
    if (this.keptCrew[first] !== this.crewOf[first]) return false;
    for (let seat = 1; seat <= this.problem.inspectors[task]!; seat++)
      if (!this.wasKeptInspector(task, this.crewOf[first + seat]!)) return false;
    return true;
  }

  /** Week of a task in the plan that is kept; NO_WEEK = none. */
  keptWeekOf(task: number): number {
    return this.keptWeek[task]!;
  }

  /** Its people: leader, then inspectors. */
  keptCrewOf(task: number): Int32Array {
    const { crewSize } = this.problem;
    return this.keptCrew.subarray(task * crewSize, (task + 1) * crewSize);
  }

  /** From here on changes can be taken back. */
  begin(): void {
    this.journal.begin();
  }

  /** Takes back every change since `begin`. */
  takeBack(): void {
    const { weekOf, crewOf, count, task: tasks } = this.journal;
    for (let index = 0; index < count; index++)
      if (this.weekOf[tasks[index]!]! !== NO_WEEK) this.lift(tasks[index]!);
    const { crewSize } = this.problem;
    for (let index = 0; index < count; index++)
      if (weekOf[index]! !== NO_WEEK)
        this.place(
          tasks[index]!,
          weekOf[index]!,
          crewOf.subarray(index * crewSize, (index + 1) * crewSize),
        );
    this.journal.begin();
  }

  private hold({ task, week, leader, inspectors }: PlanAssignment): void {
    const number = this.problem.findTask(task);
    const crew = [leader, ...inspectors].map((id) => this.problem.findPerson(id));
    if (number === undefined || crew.length !== this.problem.inspectors[number]! + 1) return;
    this.moves++;
    this.keptWeek[number] = week;
    // Somebody who left is nobody's number: the task cannot stay as it was.
    crew.forEach((person, seat) => {
      this.keptCrew[number * this.problem.crewSize + seat] = person ?? -1;
    });
  }

  private wasKeptInspector(task: number, person: number): boolean {
    const first = task * this.problem.crewSize;
    for (let seat = 1; seat <= this.problem.inspectors[task]!; seat++)
      if (this.keptCrew[first + seat] === person) return true;
    return false;
  }

  /** The tasks of a week that hang together with a task through people whom they share, itself first. */
  tasksTogether(task: number): number[] {
    const { seats, crewSize } = this.problem;
    const week = this.weekOf[task]!;
    const together = [task];
    for (const next of together)
      for (let seat = 0; seat < seats[next]!; seat++)
        for (const other of this.roster.tasksOf(this.crewOf[next * crewSize + seat]!, week))
          if (!together.includes(other)) together.push(other);
    return together;
  }
}

/** What the touched tasks were before: each once. */
class Journal {
  readonly task: Int32Array;
  readonly weekOf: Int16Array;
  readonly crewOf: Int32Array;
  count = 0;
  private readonly notedIn: Int32Array;
  private round = 1;

  constructor(
    taskCount: number,
    private readonly crewSize: number,
  ) {
    this.task = new Int32Array(taskCount);
    this.weekOf = new Int16Array(taskCount);
    this.crewOf = new Int32Array(taskCount * crewSize);
    this.notedIn = new Int32Array(taskCount);
  }

  begin(): void {
    this.round++;
    this.count = 0;
  }

  note(timetable: Timetable, task: number): void {
    if (this.notedIn[task] === this.round) return;
    this.notedIn[task] = this.round;
    this.task[this.count] = task;
    this.weekOf[this.count] = timetable.weekOf[task]!;
    const from = task * this.crewSize;
    this.crewOf.set(
      timetable.crewOf.subarray(from, from + this.crewSize),
      this.count * this.crewSize,
    );
    this.count++;
  }
}
