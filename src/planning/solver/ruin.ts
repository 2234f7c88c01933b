import type { Problem } from './problem.js';
import type { Random } from './random.js';
import { NO_WEEK, type Timetable } from './timetable.js';

/** Tries before a round is content with fewer tasks than it wanted. */
const MOST_TRIES = 40;

/** Every second time so many tasks are looked at for others that have no week: together they may want one that none wants alone. */
const LOOKED_AT = 8;

/** Takes tasks that have to do with each other out of the timetable, to be put back in another way. */
export class Ruin {
  /** The tasks taken out, and the week of each before. */
  readonly tasks: number[] = [];
  readonly weeks: number[] = [];

  constructor(
    private readonly problem: Problem,
    private readonly timetable: Timetable,
    private readonly random: Random,
  ) {}

  /** A task, scheduled or not, and others of weeks nearby: they ask for the same people. */
  aroundTask(most: number, widest: number): void {
    const { problem, timetable, random } = this;
    const seed = random.below(problem.taskCount);
    const week = timetable.weekOf[seed]!;
    const due = Math.min(problem.weeks - 1, Math.max(0, problem.due[seed]!));
    this.clear();
    this.take(seed);
    const isOneModel = random.below(3) === 0;
    if (random.below(2) === 0) this.takeUnscheduled();
    this.takeNear(week === NO_WEEK ? due : week, most, 1 + random.below(widest), (task) =>
      isOneModel ? problem.model[task] === problem.model[seed] : true,
    );
  }

  /** Tasks of one week. */
  ofWeek(week: number, most: number): void {
    this.clear();
    this.takeNear(week, most, 0, () => true);
  }

  /** Tasks of weeks nearby. */
  aroundWeek(week: number, most: number, widest: number): void {
    this.clear();
    this.takeNear(week, most, widest, () => true);
  }

  /** One of three orders to put them back in: the heaviest, the earliest due, or whichever comes first. */
  arrange(): void {
    const { weight, due } = this.problem;
    const kind = this.random.below(3);
    if (kind === 0) this.tasks.sort((a, b) => weight[b]! - weight[a]! || a - b);
    else if (kind === 1) this.tasks.sort((a, b) => due[a]! - due[b]! || a - b);
    else this.shuffle();
  }

  /** Puts them in any order, with their weeks. */
  shuffle(): void {
    this.random.shuffle(this.tasks, this.weeks);
  }

  private clear(): void {
    this.tasks.length = 0;
    this.weeks.length = 0;
  }

  private takeUnscheduled(): void {
    for (let tries = 0; tries < LOOKED_AT; tries++) {
      const task = this.random.below(this.problem.taskCount);
      if (this.timetable.weekOf[task] === NO_WEEK) this.take(task);
    }
  }

  private takeNear(
    middle: number,
    most: number,
    widest: number,
    isWanted: (task: number) => boolean,
  ): void {
    for (let tries = 0; this.tasks.length < most && tries < MOST_TRIES; tries++) {
      const week = middle - widest + this.random.below(2 * widest + 1);
      if (week < 0 || week >= this.problem.weeks) continue;
      const tasks = this.timetable.tasksIn(week);
      if (tasks.length === 0) continue;
      const task = tasks[this.random.below(tasks.length)]!;
      if (isWanted(task)) this.take(task);
    }
  }

  private take(task: number): void {
    if (this.problem.isFixed[task] === 1 || this.tasks.includes(task)) return;
    const week = this.timetable.weekOf[task]!;
    this.tasks.push(task);
    this.weeks.push(week);
    if (week !== NO_WEEK) this.timetable.lift(task);
  }
}
