import { clearBit, setBit } from './bits.js';
import type { Problem } from './problem.js';

/** Who travels when: the days, weeks and kilometres of every person, as tasks come and go. */
export class Roster {
  /** person × week: tasks, and the work days that they take. */
  readonly tasks: Uint8Array;
  readonly days: Uint8Array;
  /** person × quarter: travel weeks. */
  readonly quarterWeeks: Uint8Array;
  /** Travel weeks of the year. */
  readonly yearWeeks: Uint8Array;
  /** week × words: who is at home, may travel, and has a travel week of the quarter left. */
  readonly free: Uint32Array;
  /** Km of all trips, there and back. */
  travelKm = 0;
  /** Sum of the squares of the weeks that each person travels. */
  imbalance = 0;

  /** Quarter → travel weeks that are left, the most first → who has so many. */
  private readonly byWeeksLeft: Uint32Array[][];
  /** person × week: the first of a chain of places in crews, −1 = at home. */
  private readonly firstPlace: Int32Array;
  /** Place in a crew (task × crew size + seat) → the person's next one in the week. */
  private readonly nextPlace: Int32Array;
  /** person × week: one way to the farthest site. */
  private readonly farthest: Float64Array;

  constructor(private readonly problem: Problem) {
    const { personCount, weeks, taskCount, crewSize } = problem;
    this.tasks = new Uint8Array(personCount * weeks);
    this.days = new Uint8Array(personCount * weeks);
    this.quarterWeeks = new Uint8Array(personCount * 4);
    this.yearWeeks = new Uint8Array(personCount);
    this.farthest = new Float64Array(personCount * weeks);
    this.firstPlace = new Int32Array(personCount * weeks).fill(-1);
    this.nextPlace = new Int32Array(taskCount * crewSize).fill(-1);
    this.free = Uint32Array.from(problem.available);
    const mostLeft = Math.max(0, ...problem.quarterCap);
    this.byWeeksLeft = [0, 1, 2, 3].map(() =>
      Array.from({ length: mostLeft + 1 }, () => new Uint32Array(problem.words)),
    );
    for (let person = 0; person < personCount; person++)
      for (let quarter = 0; quarter < 4; quarter++)
        setBit(this.groupOf(person, quarter), 0, person);
    for (let person = 0; person < personCount; person++)
      if (problem.quarterCap[person] === 0)
        for (let week = 0; week < weeks; week++) clearBit(this.free, week * problem.words, person);
  }

  /** Sends a person to a task, as its leader (seat 0) or an inspector. */
  send(person: number, week: number, task: number, seat: number): void {
    const slot = person * this.problem.weeks + week;
    const distance = this.problem.distance(person, task);
    if (this.tasks[slot]! === 0) this.leaveHome(person, week);
    if (distance > this.farthest[slot]!) {
      this.travelKm += 2 * (distance - this.farthest[slot]!);
      this.farthest[slot] = distance;
    }
    this.tasks[slot]!++;
    this.days[slot]! += this.problem.days[task]!;
    const place = task * this.problem.crewSize + seat;
    this.nextPlace[place] = this.firstPlace[slot]!;
    this.firstPlace[slot] = place;
  }

  /** Takes a person back from a task. */
  recall(person: number, week: number, task: number, seat: number): void {
    const slot = person * this.problem.weeks + week;
    this.unchain(slot, task * this.problem.crewSize + seat);
    this.tasks[slot]!--;
    this.days[slot]! -= this.problem.days[task]!;
    const farthest = this.farthestOf(person, slot);
    this.travelKm -= 2 * (this.farthest[slot]! - farthest);
    this.farthest[slot] = farthest;
    if (this.tasks[slot]! === 0) this.comeHome(person, week);
  }

  /** The tasks of a person in a week, the latest sent first. */
  tasksOf(person: number, week: number): number[] {
    const tasks: number[] = [];
    const { weeks, crewSize } = this.problem;
    for (let place = this.firstPlace[person * weeks + week]!; place >= 0;) {
      tasks.push(Math.floor(place / crewSize));
      place = this.nextPlace[place]!;
    }
    return tasks;
  }

  /** Everybody in groups: who has most travel weeks of a week's quarter left first. */
  rested(week: number): readonly Uint32Array[] {
    return this.byWeeksLeft[this.problem.quarterOf[week]!]!;
  }

  /** Of those groups the one that a person belongs to. */
  private groupOf(person: number, quarter: number): Uint32Array {
    const groups = this.byWeeksLeft[quarter]!;
    const left = this.problem.quarterCap[person]! - this.quarterWeeks[person * 4 + quarter]!;
    return groups[groups.length - 1 - Math.max(0, left)]!;
  }

  private leaveHome(person: number, week: number): void {
    const { quarterOf, quarterCap, words, weeks } = this.problem;
    clearBit(this.free, week * words, person);
    const quarter = quarterOf[week]!;
    clearBit(this.groupOf(person, quarter), 0, person);
    const used = ++this.quarterWeeks[person * 4 + quarter]!;
    setBit(this.groupOf(person, quarter), 0, person);
    if (used === quarterCap[person]!)
      for (let other = 0; other < weeks; other++)
        if (quarterOf[other] === quarter) clearBit(this.free, other * words, person);
    this.imbalance += 2 * this.yearWeeks[person]! + 1;
    this.yearWeeks[person]!++;
  }

  private comeHome(person: number, week: number): void {
    const { quarterOf, quarterCap, words, weeks } = this.problem;
    const quarter = quarterOf[week]!;
    clearBit(this.groupOf(person, quarter), 0, person);
    const used = --this.quarterWeeks[person * 4 + quarter]!;
    setBit(this.groupOf(person, quarter), 0, person);
    this.imbalance -= 2 * this.yearWeeks[person]! - 1;
    this.yearWeeks[person]!--;
    if (used >= quarterCap[person]!) return;
    const wasFull = used === quarterCap[person]! - 1;
    for (let other = 0; other < weeks; other++)
      if (other === week || (wasFull && quarterOf[other] === quarter))
        if (this.tasks[person * weeks + other] === 0 && this.problem.isAvailable(person, other))
          setBit(this.free, other * words, person);
  }

  private unchain(slot: number, place: number): void {
    let before = this.firstPlace[slot]!;
    if (before === place) {
      this.firstPlace[slot] = this.nextPlace[place]!;
      return;
    }
    while (this.nextPlace[before] !== place) before = this.nextPlace[before]!;
    this.nextPlace[before] = this.nextPlace[place]!;
  }

  private farthestOf(person: number, slot: number): number {
    let farthest = 0;
    for (let place = this.firstPlace[slot]!; place >= 0; place = this.nextPlace[place]!)
      farthest = Math.max(
        farthest,
        this.problem.distance(person, Math.floor(place / this.problem.crewSize)),
      );
    return farthest;
  }
}
