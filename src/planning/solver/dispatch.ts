import type { Problem } from './problem.js';
import { type Offers, SeatFlow, type Seating } from './seat-flow.js';
import type { Timetable } from './timetable.js';

/**
 * A seat is offered to people of the nearest homes, until so many kinds could take it, and to who has it. Measured: with 20
 * trips are up to 3 % longer, with 80 no shorter and the work takes twice as long at 20,000 agreements.
 */
const ENOUGH_KINDS = 40;

/** Metres of a trip, of a km one way. */
const METRES_THERE_AND_BACK = 2_000;

/** Leaders, inspectors. */
const ROLES = [0, 1] as const;
type Role = (typeof ROLES)[number];

/** People of one role who live at the same place and may go to the same tasks. */
interface Kind {
  home: number;
  people: number[];
}

/** One person's place in a team. */
interface Seat {
  task: number;
  /** 0 = leader. */
  place: number;
  /** Whether somebody qualified for the model must take it. */
  isForQualified: boolean;
}

/**
 * Who goes where, with the week of every task as it is: of all ways the one with the shortest trips. Within a quarter and a
 * role that is a flow, since nobody's travel weeks of one quarter count in another.
 */
export class Dispatch {
  private readonly kinds: readonly [leaders: Kind[], inspectors: Kind[]];
  /** Person → their kind of the role. */
  private readonly kindOf: Int32Array;
  /** role → home → kinds of it. */
  private readonly kindsAt: readonly [number[][], number[][]];

  constructor(
    private readonly problem: Problem,
    private readonly timetable: Timetable,
  ) {
    this.kinds = kindsOf(problem);
    this.kindOf = new Int32Array(problem.personCount);
    for (const kinds of this.kinds)
      kinds.forEach(({ people }, kind) => {
        for (const person of people) this.kindOf[person] = kind;
      });
    this.kindsAt = [this.byHome(0), this.byHome(1)];
  }

  /**
   * Sends the nearest people that the weeks of the tasks allow. Fixed tasks keep their teams, also those of shared trips and
   * what is as in a plan that is kept. Gives way between parts of the work.
   */
  *sendNearest(): Generator<void> {
    for (let quarter = 0; quarter < 4; quarter++)
      for (const role of ROLES) {
        this.sendNearestOf(quarter, role);
        yield;
      }
  }

  private sendNearestOf(quarter: number, role: Role): void {
    const { problem, timetable } = this;
    const weeks = [...problem.quarterOf.keys()].filter(
      (week) => problem.quarterOf[week] === quarter,
    );
    const seats = this.seatsOf(weeks, role);
    const flow = new SeatFlow(this.seating(weeks, role, seats));
    const { crewSize } = problem;
    const visits = new Map<number, { week: number; crew: Int32Array }>();
    for (const { task } of seats) {
      const crew = timetable.crewOf.slice(task * crewSize, (task + 1) * crewSize);
      visits.set(task, { week: timetable.weekOf[task]!, crew });
    }
    seats.forEach(({ task, place }, seat) => {
      visits.get(task)!.crew[place] = flow.personOf[seat]!;
    });
    for (const task of visits.keys()) timetable.lift(task);
    for (const [task, { week, crew }] of visits) timetable.place(task, week, crew);
  }

  /** Seats of a role that can change hands. */
  private seatsOf(weeks: readonly number[], role: Role): Seat[] {
    return weeks.flatMap((week) =>
      this.timetable
        .tasksIn(week)
        .filter((task) => this.isOpen(task, week))
        .flatMap((task) => this.seatsOfTask(task, role)),
    );
  }

  private isOpen(task: number, week: number): boolean {
    const { problem, timetable } = this;
    if (problem.isFixed[task] === 1 || timetable.isAsKept(task)) return false;
    for (let place = 0; place < problem.seats[task]!; place++) {
      const person = timetable.crewOf[task * problem.crewSize + place]!;
      if (timetable.roster.tasks[person * problem.weeks + week]! > 1) return false;
    }
    return true;
  }

  private seatsOfTask(task: number, role: Role): Seat[] {
    const { problem } = this;
    if (role === 0) return [{ task, place: 0, isForQualified: true }];
    const places = Array.from({ length: problem.inspectors[task]! }, (_, index) => 1 + index);
    const seats = places.map((place) => ({ task, place, isForQualified: false }));
    const specialist = seats.find((seat) =>
      problem.isQualified(this.holderOf(seat), problem.model[task]!, this.timetable.weekOf[task]!),
    );
    return seats.map((seat) => ({ ...seat, isForQualified: seat === specialist }));
  }

  private seating(weeks: readonly number[], role: Role, seats: readonly Seat[]): Seating {
    return {
      weeks: weeks.length,
      weekOf: seats.map(({ task }) => weeks.indexOf(this.timetable.weekOf[task]!)),
      offers: this.offersFor(seats, role),
      members: this.kinds[role].map(({ people }) => people),
      ...this.timeLeft(weeks, seats),
    };
  }

  /** What everybody has left of their time beside the tasks whose seats do not change hands. */
  private timeLeft(
    weeks: readonly number[],
    seats: readonly Seat[],
  ): Pick<Seating, 'capacity' | 'isAway'> {
    const { problem, timetable } = this;
    const isOpen = new Uint8Array(problem.personCount * problem.weeks);
    for (const seat of seats)
      isOpen[this.holderOf(seat) * problem.weeks + timetable.weekOf[seat.task]!] = 1;
    const isAway = new Uint8Array(problem.personCount * weeks.length);
    const capacity = new Uint8Array(problem.personCount);
    for (let person = 0; person < problem.personCount; person++) {
      let left = problem.quarterCap[person]!;
      weeks.forEach((week, index) => {
        const slot = person * problem.weeks + week;
        const isBound = timetable.roster.tasks[slot]! > 0 && isOpen[slot] === 0;
        if (isBound) left--;
        if (isBound || !problem.isAvailable(person, week))
          isAway[person * weeks.length + index] = 1;
      });
      capacity[person] = Math.max(0, left);
    }
    return { capacity, isAway };
  }

  private offersFor(seats: readonly Seat[], role: Role): Offers[] {
    let near: { task: number; homes: number[] } = { task: -1, homes: [] };
    return seats.map((seat) => {
      const { task } = seat;
      if (near.task !== task) near = { task, homes: this.homesNear(task) };
      const kinds = Int32Array.from(this.kindsFor(seat, role, near.homes));
      const metresFrom = (home: number): number =>
        Math.round(METRES_THERE_AND_BACK * this.problem.distanceFrom(home, task));
      return {
        kinds,
        metres: Float64Array.from(kinds, (kind) => metresFrom(this.kinds[role][kind]!.home)),
      };
    });
  }

  private kindsFor(seat: Seat, role: Role, homes: readonly number[]): number[] {
    const kinds: number[] = [];
    for (const home of homes) {
      for (const kind of this.kindsAt[role][home]!)
        if (this.mayTake(this.kinds[role][kind]!.people[0]!, seat)) kinds.push(kind);
      if (kinds.length >= ENOUGH_KINDS) break;
    }
    const present = this.kindOf[this.holderOf(seat)]!;
    return kinds.includes(present) ? kinds : [...kinds, present];
  }

  private mayTake(person: number, { task, isForQualified }: Seat): boolean {
    const { problem } = this;
    const week = this.timetable.weekOf[task]!;
    if (!problem.mayVisit(person, task, week)) return false;
    return !isForQualified || problem.isQualified(person, problem.model[task]!, week);
  }

  private holderOf({ task, place }: Seat): number {
    return this.timetable.crewOf[task * this.problem.crewSize + place]!;
  }

  private homesNear(task: number): number[] {
    const far = Array.from({ length: this.problem.homeCount }, (_, home) =>
      this.problem.distanceFrom(home, task),
    );
    return [...far.keys()].sort((a, b) => far[a]! - far[b]! || a - b);
  }

  private byHome(role: Role): number[][] {
    const kinds = Array.from({ length: this.problem.homeCount }, (): number[] => []);
    this.kinds[role].forEach(({ home }, kind) => kinds[home]!.push(kind));
    return kinds;
  }
}

function kindsOf(problem: Problem): [leaders: Kind[], inspectors: Kind[]] {
  const conflicts = new Map<string, string[]>();
  for (const [task, person, weeks] of problem.instance.conflicts)
    conflicts.set(person, [...(conflicts.get(person) ?? []), JSON.stringify([task, weeks])].sort());
  const kinds = [new Map<string, Kind>(), new Map<string, Kind>()] as const;
  for (let person = 0; person < problem.personCount; person++) {
    if (!problem.isSomebody(person)) continue;
    const { id, models, later } = problem.person(person);
    const home = problem.homeOf[person]!;
    const key = JSON.stringify([home, [...models].sort(), later ?? [], conflicts.get(id) ?? []]);
    const ofRole = kinds[problem.isLeader(person) ? 0 : 1];
    const kind = ofRole.get(key);
    if (kind) kind.people.push(person);
    else ofRole.set(key, { home, people: [person] });
  }
  return [[...kinds[0].values()], [...kinds[1].values()]];
}
