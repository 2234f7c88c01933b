import { NeedClasses, WHOLE_WEEK } from './need-classes.js';
import type { Problem } from './problem.js';

/**
 * People of one role who may inspect the same models: they can do the same work. Who may inspect a model in some weeks only
 * counts as if it were in all: a bound may be lower for that, and holds.
 */
export interface Guild {
  /** Need classes that they can meet. */
  needs: number[];
  people: number[];
}

/** Tasks that fill a week of somebody: index into the classes' rooms, and how many. */
export type Pattern = { room: number; count: number }[];

/** How people's time can be used, guild by guild, beside what fixed visits take of it. */
export class Guilds {
  readonly all: readonly Guild[];
  /** person × week: 1 where the person can travel. */
  readonly isOffered: Uint8Array;
  /** person × quarter: weeks that the person can travel. */
  readonly quarterWeeks: Uint8Array;
  /** Work days of a week → the ways to fill it. */
  private readonly patternsOf: ReadonlyMap<number, Pattern[]>;

  constructor(
    private readonly problem: Problem,
    private readonly classes: NeedClasses,
  ) {
    const { personCount, weeks } = problem;
    this.all = this.formGuilds();
    this.patternsOf = new Map(
      [...new Set(problem.weekDays)].map((days) => [days, this.findPatterns(days)]),
    );
    this.isOffered = new Uint8Array(personCount * weeks);
    this.quarterWeeks = new Uint8Array(personCount * 4);
    for (let person = 0; person < personCount; person++) {
      this.quarterWeeks.fill(problem.quarterCap[person]!, person * 4, person * 4 + 4);
      for (let week = 0; week < weeks; week++)
        this.isOffered[person * weeks + week] = Number(problem.isAvailable(person, week));
    }
    this.withholdFixedVisits();
  }

  /** The fullest ways to fill a week: all of it for one task, or with tasks of one region. Every other is part of one. */
  patterns(week: number): readonly Pattern[] {
    return this.patternsOf.get(this.problem.weekDays[week]!)!;
  }

  private findPatterns(days: number): Pattern[] {
    const { rooms } = this.classes;
    const regions = [...new Set(rooms.map(({ region }) => region))];
    return regions.flatMap((region) => {
      const inside = rooms.flatMap((room, index) => (room.region === region ? [index] : []));
      const isWhole = rooms[inside[0]!]!.days === WHOLE_WEEK;
      if (isWhole) return [[{ room: inside[0]!, count: 1 }]];
      return this.fullestOf(inside, days);
    });
  }

  private fullestOf(inside: number[], days: number): Pattern[] {
    const fill = (index: number, left: number): number[][] => {
      const room = inside[index];
      if (room === undefined) return [[]];
      const ways: number[][] = [];
      const own = this.classes.rooms[room]!.days;
      for (let count = Math.floor(left / own); count >= 0; count--)
        for (const way of fill(index + 1, left - count * own)) ways.push([count, ...way]);
      return ways;
    };
    const ways = fill(0, days).filter((way) => way.some((count) => count > 0));
    const isPart = (way: number[], other: number[]): boolean =>
      other !== way && other.every((count, index) => count >= way[index]!);
    return ways
      .filter((way) => !ways.some((other) => isPart(way, other)))
      .map((way) =>
        way.flatMap((count, index) => (count > 0 ? [{ room: inside[index]!, count }] : [])),
      );
  }

  private formGuilds(): Guild[] {
    const { problem, classes } = this;
    const guilds = new Map<string, Guild>();
    for (let person = 0; person < problem.personCount; person++) {
      if (!problem.isSomebody(person)) continue;
      const needs = needsMetBy(problem, classes, person);
      if (needs.length === 0) continue;
      const guild = guilds.get(needs.join());
      if (guild) guild.people.push(person);
      else guilds.set(needs.join(), { needs, people: [person] });
    }
    return [...guilds.values()];
  }

  /** Who is on a fixed visit has that week to offer only as far as another task fits beside it, at no further travel week. */
  private withholdFixedVisits(): void {
    const { weeks, quarterOf, days, weekDays } = this.problem;
    const fewest = days.reduce((least, own) => Math.min(least, own), 7);
    const daysOf = new Map<number, number>();
    for (const { task, week, crew } of this.problem.fixed)
      for (const person of crew) {
        const slot = person * weeks + week;
        daysOf.set(slot, (daysOf.get(slot) ?? 0) + days[task]!);
      }
    for (const [slot, used] of daysOf) {
      const quarter = Math.floor(slot / weeks) * 4 + quarterOf[slot % weeks]!;
      if (this.quarterWeeks[quarter]! > 0) this.quarterWeeks[quarter]!--;
      if (used + fewest > weekDays[slot % weeks]!) this.isOffered[slot] = 0;
    }
    // What is left of a week that is travelled anyway costs no further one.
    for (const slot of daysOf.keys())
      if (this.isOffered[slot] === 1)
        this.quarterWeeks[Math.floor(slot / weeks) * 4 + quarterOf[slot % weeks]!]!++;
  }
}

function needsMetBy(problem: Problem, classes: NeedClasses, person: number): number[] {
  const models = problem.models.flatMap((_, model) =>
    problem.isEverQualified(person, model) ? [model] : [],
  );
  return classes.rooms.flatMap((_, room) =>
    problem.isLeader(person)
      ? models.map((model) => classes.leader(model, room))
      : [...models.map((model) => classes.specialist(model, room)), classes.hand(room)],
  );
}
