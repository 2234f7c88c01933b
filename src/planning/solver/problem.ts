import { coversModel } from '../../workforce/qualification.rules.js';
import { clearBit, hasBit, setBit, wordsFor } from './bits.js';
import { companionsOf } from './companions.js';
import { type Districts, divideIntoDistricts } from './districts.js';
import { kilometres, type UnitVector, unitVector } from './globe.js';
import {
  latenessIn,
  latenessUnscheduled,
  modelsIn,
  modelsOverYear,
  type PlanAssignment,
  type PlanInstance,
  type PlanPerson,
} from './instance.js';

/** Up to so many numbers a table of distances is kept; beyond, distances are computed when they are asked for. */
const LARGEST_DISTANCE_TABLE = 4_000_000;

/** A fixed task's week and team, by number. */
export interface FixedVisit {
  task: number;
  week: number;
  crew: number[];
}

type WeekSet = ReadonlySet<number>;

/**
 * An instance in the form that the search works on: tasks and people by number, facts in typed arrays. People are
 * numbered leaders first, each role by district; inspectors begin at a word of the bit sets, so some numbers are nobody's.
 */
export class Problem {
  readonly weeks: number;
  readonly weekDays: Uint8Array;
  readonly quarterOf: Uint8Array;
  readonly taskCount: number;
  readonly days: Uint8Array;
  /** Inspectors besides the leader. */
  readonly inspectors: Uint8Array;
  readonly due: Int32Array;
  readonly weight: Float64Array;
  readonly model: Uint8Array;
  readonly region: Int32Array;
  /** task × week: 1 where the task by itself could be then. */
  readonly allowed: Uint8Array;
  /** task × week, and one more for "in no week": its lateness. */
  readonly cost: Float64Array;
  /** For each task those of its region that could share a trip with it. */
  readonly companions: readonly (readonly number[])[];
  /** People of each task's crew: what it asks for, or who goes to a fixed visit. */
  readonly seats: Uint8Array;
  /** The largest crew. */
  readonly crewSize: number;
  readonly models: readonly string[];
  readonly personCount: number;
  readonly words: number;
  /** First word of the inspectors in a bit set of people. */
  readonly inspectorWord: number;
  readonly quarterCap: Uint8Array;
  /** week × model × words: who may inspect it then; `rowOfQualified` says where a row begins. */
  readonly qualified: Uint32Array;
  /** week × words: who may travel. */
  readonly available: Uint32Array;
  /** Number of each person's home; −1 for nobody. */
  readonly homeOf: Int32Array;
  readonly districts: Districts;
  /** role (0 leaders, 1 inspectors) × district, and one more: where its people begin. */
  readonly districtStart: [leaders: Int32Array, inspectors: Int32Array];
  readonly fixed: readonly FixedVisit[];
  readonly isFixed: Uint8Array;

  private readonly people: (PlanPerson | undefined)[];
  private readonly numberOf: ReadonlyMap<string, number>;
  private readonly taskNumber: ReadonlyMap<string, number>;
  /** By task: who must not visit it, and in which weeks. */
  private readonly conflicting: (ReadonlyMap<number, WeekSet> | undefined)[];
  private readonly sites: UnitVector[];
  private readonly homes: UnitVector[];
  private readonly distances: Float64Array | undefined;

  constructor(readonly instance: PlanInstance) {
    const { tasks, weeks } = instance;
    this.weeks = weeks;
    this.weekDays = Uint8Array.from(instance.weekDays);
    this.quarterOf = Uint8Array.from(instance.quarterOf);
    this.taskCount = tasks.length;
    this.days = Uint8Array.from(tasks, ({ days }) => days);
    this.inspectors = Uint8Array.from(tasks, ({ inspectors }) => inspectors);
    this.due = Int32Array.from(tasks, ({ due }) => due);
    this.weight = Float64Array.from(tasks, ({ weight }) => weight);
    this.models = [...new Set(tasks.map(({ model }) => model))].sort();
    this.model = Uint8Array.from(tasks, ({ model }) => this.models.indexOf(model));
    this.region = numbered(tasks.map(({ region }) => region)).number;
    this.sites = tasks.map(({ lat, lon }) => unitVector(lat, lon));
    this.cost = costsOf(instance);

    const home = numbered(instance.people.map(({ lat, lon }) => `${lat},${lon}`));
    this.homes = home.first.map((index) => {
      const { lat, lon } = instance.people[index]!;
      return unitVector(lat, lon);
    });
    this.districts = divideIntoDistricts(this.homes, this.sites);
    const districtOf = Array.from(home.number, (place) => this.districts.of[place]!);
    const order = seat(instance.people, districtOf, this.districts.count);
    this.districtStart = order.districtStart;
    this.inspectorWord = order.firstInspector >>> 5;
    this.personCount = order.seats.length;
    this.words = wordsFor(this.personCount);
    this.people = order.seats.map((index) => (index < 0 ? undefined : instance.people[index]));
    this.homeOf = Int32Array.from(order.seats, (index) => (index < 0 ? -1 : home.number[index]!));
    this.numberOf = new Map(
      this.people.flatMap((person, number) => (person ? [[person.id, number] as const] : [])),
    );
    this.quarterCap = Uint8Array.from(this.people, (person) => person?.quarterCap ?? 0);
    this.qualified = this.qualifications();
    this.available = this.availability(weeks);
    this.distances = this.tabulateDistances();

    this.taskNumber = new Map(tasks.map(({ id }, number) => [id, number]));
    this.conflicting = this.readConflicts();
    this.fixed = instance.fixed.map((visit) => this.readVisit(visit));
    this.isFixed = new Uint8Array(tasks.length);
    this.seats = Uint8Array.from(this.inspectors, (inspectors) => 1 + inspectors);
    this.allowed = allowedWeeks(instance);
    for (const visit of this.fixed) this.fix(visit);
    this.crewSize = this.seats.reduce((most, seats) => Math.max(most, seats), 1);
    this.companions = companionsOf(this);
  }

  /** The number of a task; undefined when the instance has none of that id. */
  findTask(id: string): number | undefined {
    return this.taskNumber.get(id);
  }

  /** The number of a person; undefined when the instance has nobody of that id. */
  findPerson(id: string): number | undefined {
    return this.numberOf.get(id);
  }

  person(number: number): PlanPerson {
    return this.people[number]!;
  }

  /** Whether a number stands for somebody. */
  isSomebody(number: number): boolean {
    return this.people[number] !== undefined;
  }

  isLeader(person: number): boolean {
    return person >>> 5 < this.inspectorWord;
  }

  /** Where the words of those begin who may inspect a model in a week. */
  rowOfQualified(model: number, week: number): number {
    return (week * this.models.length + model) * this.words;
  }

  isQualified(person: number, model: number, week: number): boolean {
    return hasBit(this.qualified, this.rowOfQualified(model, week), person);
  }

  /** Whether somebody may inspect a model in some week of the year. */
  isEverQualified(person: number, model: number): boolean {
    return modelsOverYear(this.person(person)).some((known) =>
      coversModel(known, this.models[model]!),
    );
  }

  isAvailable(person: number, week: number): boolean {
    return (this.available[week * this.words + (person >>> 5)]! & (1 << (person & 31))) !== 0;
  }

  mayVisit(person: number, task: number, week: number): boolean {
    return !this.conflicting[task]?.get(person)?.has(week);
  }

  isAllowed(task: number, week: number): boolean {
    return this.allowed[task * this.weeks + week] === 1;
  }

  /** Lateness of a task in a week; `weeks` stands for "in no week". */
  costIn(task: number, week: number): number {
    return this.cost[task * (this.weeks + 1) + week]!;
  }

  get homeCount(): number {
    return this.homes.length;
  }

  /** One way, in km. */
  distance(person: number, task: number): number {
    return this.distanceFrom(this.homeOf[person]!, task);
  }

  /** One way from a home to a task's site, in km. */
  distanceFrom(home: number, task: number): number {
    if (this.distances) return this.distances[home * this.taskCount + task]!;
    return kilometres(this.homes[home]!, this.sites[task]!);
  }

  private bitSets(count: number, isIn: (person: PlanPerson, set: number) => boolean): Uint32Array {
    const sets = new Uint32Array(count * this.words);
    this.people.forEach((person, number) => {
      if (!person) return;
      for (let set = 0; set < count; set++)
        if (isIn(person, set)) setBit(sets, set * this.words, number);
    });
    return sets;
  }

  private qualifications(): Uint32Array {
    const ofFirstWeek = this.bitSets(this.models.length, (person, model) =>
      coversModel(person.models, this.models[model]!),
    );
    const qualified = new Uint32Array(this.weeks * ofFirstWeek.length);
    for (let week = 0; week < this.weeks; week++)
      qualified.set(ofFirstWeek, week * ofFirstWeek.length);
    this.people.forEach((person, number) => {
      if (!person?.later) return;
      for (let week = 0; week < this.weeks; week++)
        this.models.forEach((code, model) => {
          const write = coversModel(modelsIn(person, week), code) ? setBit : clearBit;
          write(qualified, this.rowOfQualified(model, week), number);
        });
    });
    return qualified;
  }

  private availability(weeks: number): Uint32Array {
    const away = new Map(this.people.map((person) => [person, new Set(person?.unavailable)]));
    return this.bitSets(weeks, (person, week) => away.get(person)?.has(week) !== true);
  }

  private tabulateDistances(): Float64Array | undefined {
    if (this.homes.length * this.taskCount > LARGEST_DISTANCE_TABLE) return undefined;
    const table = new Float64Array(this.homes.length * this.taskCount);
    this.homes.forEach((home, row) => {
      this.sites.forEach((site, task) => {
        table[row * this.taskCount + task] = kilometres(home, site);
      });
    });
    return table;
  }

  private readConflicts(): (Map<number, WeekSet> | undefined)[] {
    const conflicting = Array.from<Map<number, WeekSet> | undefined>({ length: this.taskCount });
    const everyWeek = Array.from({ length: this.weeks }, (_, week) => week);
    for (const [taskId, personId, weeks = everyWeek] of this.instance.conflicts) {
      const people = (conflicting[this.task(taskId)] ??= new Map<number, WeekSet>());
      const person = this.personOf(personId);
      people.set(person, new Set([...(people.get(person) ?? []), ...weeks]));
    }
    return conflicting;
  }

  private readVisit({ task, week, leader, inspectors }: PlanAssignment): FixedVisit {
    const crew = [leader, ...inspectors].map((id) => this.personOf(id));
    return { task: this.task(task), week, crew };
  }

  /** A fixed task is in its week whatever that costs, and nowhere else. */
  private fix({ task, week, crew }: FixedVisit): void {
    this.isFixed[task] = 1;
    this.seats[task] = crew.length;
    this.allowed.fill(0, task * this.weeks, (task + 1) * this.weeks);
    this.allowed[task * this.weeks + week] = 1;
    this.cost[task * (this.weeks + 1) + this.weeks] = this.costIn(task, week);
  }

  private task(id: string): number {
    const number = this.taskNumber.get(id);
    if (number === undefined) throw new Error(`no task has the id ${id}`);
    return number;
  }

  private personOf(id: string): number {
    const number = this.numberOf.get(id);
    if (number === undefined) throw new Error(`nobody has the id ${id}`);
    return number;
  }
}

function costsOf({ tasks, weeks }: PlanInstance): Float64Array {
  const cost = new Float64Array(tasks.length * (weeks + 1));
  tasks.forEach((task, number) => {
    const row = number * (weeks + 1);
    for (let week = 0; week < weeks; week++) cost[row + week] = latenessIn(task, week);
    cost[row + weeks] = latenessUnscheduled(task, weeks);
  });
  return cost;
}

function allowedWeeks({ tasks, weeks, weekDays }: PlanInstance): Uint8Array {
  const allowed = new Uint8Array(tasks.length * weeks);
  tasks.forEach((task, number) => {
    for (let week = Math.max(0, task.release); week < weeks; week++)
      if (task.days <= (weekDays[week] ?? 0) && !task.blackout.includes(week))
        allowed[number * weeks + week] = 1;
  });
  return allowed;
}

/** Numbers for what is equal, in the order of first appearance, and where each appears first. */
function numbered(keys: string[]): { number: Int32Array; first: number[] } {
  const known = new Map<string, number>();
  const first: number[] = [];
  const number = Int32Array.from(keys, (key, index) => {
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    known.set(key, first.length);
    first.push(index);
    return first.length - 1;
  });
  return { number, first };
}

interface Seating {
  /** Index into the instance's people; −1 for nobody. */
  seats: number[];
  firstInspector: number;
  districtStart: [Int32Array, Int32Array];
}

/** Leaders first, each role by district; inspectors begin at a whole word. */
function seat(people: PlanPerson[], districtOf: number[], districts: number): Seating {
  const seats: number[] = [];
  const starts = (['leader', 'inspector'] as const).map((role) => {
    while (seats.length % 32 !== 0) seats.push(-1);
    const start = new Int32Array(districts + 1);
    for (let district = 0; district < districts; district++) {
      start[district] = seats.length;
      people.forEach((person, index) => {
        if (person.role === role && districtOf[index] === district) seats.push(index);
      });
    }
    start[districts] = seats.length;
    return start;
  });
  const [leaders, inspectors] = starts as [Int32Array, Int32Array];
  return { seats, firstInspector: inspectors[0] ?? 0, districtStart: [leaders, inspectors] };
}
