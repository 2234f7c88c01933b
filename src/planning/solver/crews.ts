import { countBits, hasBit } from './bits.js';
import type { Problem } from './problem.js';
import type { Timetable } from './timetable.js';

/** Leaders or inspectors. */
type Role = 0 | 1;
const LEADERS: Role = 0;
const INSPECTORS: Role = 1;

/** Finds whole teams for a task and a week. The last team found stands in `crew`. */
export class Crews {
  /** Leader, then inspectors. */
  readonly crew: Int32Array;
  /** One group of all people. */
  readonly everybody: readonly [Uint32Array];

  constructor(
    private readonly problem: Problem,
    private readonly timetable: Timetable,
  ) {
    this.crew = new Int32Array(problem.crewSize);
    this.everybody = [new Uint32Array(problem.words).fill(0xffffffff)];
  }

  /**
   * A team of people who are at home, or one that shares the trip of another task.
   * @param groups sets of people in the order in which they are asked; within each the nearest go first
   */
  find(task: number, week: number, groups: readonly Uint32Array[] = this.everybody): boolean {
    if (!this.problem.isAllowed(task, week)) return false;
    return this.findShared(task, week) || this.findAtHome(task, week, groups);
  }

  /**
   * Whether given people, leader first, may go to a task in a week, as the timetable stands. Tasks of one trip lie in one
   * region and one after the other in the week.
   */
  isLegal(task: number, week: number, crew: ArrayLike<number>): boolean {
    const { problem, timetable } = this;
    if (week < 0 || week >= problem.weeks || !problem.isAllowed(task, week)) return false;
    const model = problem.model[task]!;
    let isKnown = problem.inspectors[task] === 0;
    let together = problem.days[task]!;
    const counted: number[] = [];
    for (let seat = 0; seat <= problem.inspectors[task]!; seat++) {
      const person = crew[seat]!;
      if (person < 0 || problem.isLeader(person) !== (seat === 0)) return false;
      if (!problem.mayVisit(person, task, week) || isDoubled(crew, seat)) return false;
      const isQualified = problem.isQualified(person, model, week);
      if (seat === 0 && !isQualified) return false;
      if (seat > 0 && isQualified) isKnown = true;
      if (hasBit(timetable.roster.free, week * problem.words, person)) continue;
      const [other] = timetable.roster.tasksOf(person, week);
      if (other === undefined || !this.canJoin(person, week, task)) return false;
      if (counted.includes(other)) continue;
      const tied = timetable.tasksTogether(other);
      counted.push(...tied);
      for (const each of tied) together += problem.days[each]!;
    }
    return isKnown && together <= problem.weekDays[week]!;
  }

  private findAtHome(task: number, week: number, groups: readonly Uint32Array[]): boolean {
    const wanted = this.problem.inspectors[task]!;
    if (!this.isEnoughAtHome(task, week, wanted)) return false;
    if (!this.seatQualified(task, week, LEADERS, 0, groups)) return false;
    if (wanted === 0) return true;
    if (!this.seatQualified(task, week, INSPECTORS, 1, groups)) return false;
    return this.seatInspectors(task, week, 2, wanted - 1, groups);
  }

  /** A quick no: fewer leaders who are qualified, or fewer inspectors at all, than it takes. */
  private isEnoughAtHome(task: number, week: number, wanted: number): boolean {
    const { problem } = this;
    const { words, inspectorWord, qualified, model } = problem;
    const { free } = this.timetable.roster;
    const row = week * words;
    const skills = problem.rowOfQualified(model[task]!, week);
    let any = 0;
    for (let word = 0; word < inspectorWord && any === 0; word++)
      any = free[row + word]! & qualified[skills + word]!;
    if (any === 0) return false;
    let count = 0;
    for (let word = inspectorWord; word < words && count < wanted; word++)
      count += countBits(free[row + word]!);
    return count >= wanted;
  }

  private seatQualified(
    task: number,
    week: number,
    role: Role,
    seat: number,
    groups: readonly Uint32Array[],
  ): boolean {
    const model = this.problem.model[task]!;
    return groups.some((group) => this.seatNearest(task, week, role, group, model, seat, 1) === 1);
  }

  private seatInspectors(
    task: number,
    week: number,
    seat: number,
    wanted: number,
    groups: readonly Uint32Array[],
  ): boolean {
    let found = 0;
    for (const group of groups) {
      if (found === wanted) break;
      found += this.seatNearest(
        task,
        week,
        INSPECTORS,
        group,
        undefined,
        seat + found,
        wanted - found,
      );
    }
    return found === wanted;
  }

  /** Seats the nearest people of a group who are at home and fit. Returns how many. */
  private seatNearest(
    task: number,
    week: number,
    role: Role,
    group: Uint32Array,
    model: number | undefined,
    seat: number,
    wanted: number,
  ): number {
    const { districts, districtStart, words, qualified } = this.problem;
    const { free } = this.timetable.roster;
    const starts = districtStart[role];
    const firstRank = task * districts.count;
    const skills = model === undefined ? 0 : this.problem.rowOfQualified(model, week);
    let found = 0;
    for (let rank = 0; rank < districts.count && found < wanted; rank++) {
      const district = districts.order[firstRank + rank]!;
      const from = starts[district]!;
      const to = starts[district + 1]!;
      for (let word = from >>> 5; word << 5 < to && found < wanted; word++) {
        let bits = free[week * words + word]! & group[word]!;
        if (model !== undefined) bits &= qualified[skills + word]!;
        if (word === from >>> 5) bits &= -1 << (from & 31);
        if (to - (word << 5) < 32) bits &= (1 << (to & 31)) - 1;
        while (bits !== 0 && found < wanted) {
          const person = (word << 5) + 31 - Math.clz32(bits & -bits);
          bits &= bits - 1;
          if (!this.mayTake(task, week, person, seat + found)) continue;
          this.crew[seat + found] = person;
          found++;
        }
      }
    }
    return found;
  }

  private mayTake(task: number, week: number, person: number, seats: number): boolean {
    for (let seat = 0; seat < seats; seat++) if (this.crew[seat] === person) return false;
    return this.problem.mayVisit(person, task, week);
  }

  /** A team around the people of a companion that leaves them days enough; who is missing comes from home. */
  private findShared(task: number, week: number): boolean {
    const { companions, days, weekDays } = this.problem;
    return companions[task]!.some(
      (other) =>
        this.timetable.weekOf[other] === week &&
        this.daysTogether(other) + days[task]! <= weekDays[week]! &&
        this.joinCrew(task, week, other),
    );
  }

  /** Whether somebody who travels in a week may visit one more task on the way. */
  private canJoin(person: number, week: number, task: number): boolean {
    const { problem } = this;
    const isOneRegion = this.timetable.roster
      .tasksOf(person, week)
      .every((other) => problem.region[other] === problem.region[task]);
    return isOneRegion && problem.isAvailable(person, week) && problem.mayVisit(person, task, week);
  }

  private daysTogether(task: number): number {
    let days = 0;
    for (const each of this.timetable.tasksTogether(task)) days += this.problem.days[each]!;
    return days;
  }

  private joinCrew(task: number, week: number, other: number): boolean {
    const { crewSize, inspectors, model, seats } = this.problem;
    const { crewOf } = this.timetable;
    // Seat by seat: on a fixed visit anybody may have led.
    const mates = Array.from(
      crewOf.subarray(other * crewSize, other * crewSize + seats[other]!),
    ).filter((person) => this.canJoin(person, week, task));
    const knows = (person: number): boolean => this.problem.isQualified(person, model[task]!, week);
    const leader = mates.find((person) => this.problem.isLeader(person) && knows(person));
    if (leader !== undefined) this.crew[0] = leader;
    else if (!this.seatQualified(task, week, LEADERS, 0, this.everybody)) return false;
    const wanted = inspectors[task]!;
    const willing = mates.filter((person) => !this.problem.isLeader(person));
    const specialist = willing.find(knows);
    const joining = willing
      .sort((a, b) => Number(b === specialist) - Number(a === specialist))
      .slice(0, specialist === undefined ? wanted - 1 : wanted);
    joining.forEach((person, index) => (this.crew[1 + index] = person));
    if (wanted === 0 || joining.length === wanted)
      return leader !== undefined || joining.length > 0;
    return this.completeCrew(task, week, joining.length, specialist !== undefined, wanted);
  }

  private completeCrew(
    task: number,
    week: number,
    joined: number,
    hasSpecialist: boolean,
    wanted: number,
  ): boolean {
    let seated = joined;
    if (!hasSpecialist) {
      if (!this.seatQualified(task, week, INSPECTORS, 1 + seated, this.everybody)) return false;
      seated++;
    }
    return this.seatInspectors(task, week, 1 + seated, wanted - seated, this.everybody);
  }
}

function isDoubled(crew: ArrayLike<number>, seat: number): boolean {
  for (let before = 0; before < seat; before++) if (crew[before] === crew[seat]) return true;
  return false;
}
