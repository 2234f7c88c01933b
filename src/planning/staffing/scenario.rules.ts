import type { TeamRole } from '../../workforce/position.entity.js';
import type { PlanInstance, PlanPerson } from '../solver/instance.js';

/** Where somebody sets out from: the city of a field office, in degrees. */
export interface Home {
  officeId: string;
  office: string;
  lat: number;
  lon: number;
}

/** One thing that is different in a scenario. What it needs to know of the day it was made stands in it. */
export type StaffingChange =
  /** New people, from the year's first week and without leave. */
  | {
      kind: 'add';
      count: number;
      role: TeamRole;
      models: string[];
      home: Home;
      quarterCap: number;
    }
  | { kind: 'remove'; position: string }
  | { kind: 'move'; position: string; home: Home }
  | { kind: 'vacate'; position: string }
  /** A vacant position gets somebody who may inspect what it asks for. */
  | { kind: 'fill'; position: string }
  /** Most travel weeks a quarter, for everybody or for one role. */
  | { kind: 'travel-weeks'; role: TeamRole | null; weeks: number };

export const CHANGE_KINDS = ['add', 'remove', 'move', 'vacate', 'fill', 'travel-weeks'] as const;

/** A change that cannot be made, in words for whoever asked for it. */
export class ChangeRefused extends Error {
  constructor(
    /** Which of the changes, from 0. */
    readonly index: number,
    readonly words: string,
  ) {
    super(words);
  }
}

/** Beyond that it would be a typing slip. */
export const MOST_ADDED = 50;

/** A quarter has thirteen weeks. */
export const MOST_TRAVEL_WEEKS = 13;

/** "New inspector 2": the second that a scenario adds, by the id that `applyScenario` gives. */
export const newPersonId = (role: TeamRole, number: number): string => `new-${role}-${number}`;

export function newPersonTitle(id: string): string | undefined {
  const [, role, number] = /^new-(leader|inspector)-(\d+)$/.exec(id) ?? [];
  return role && `New ${role === 'leader' ? 'team leader' : role} ${number}`;
}

interface Standing {
  person: PlanPerson;
  /** The weeks away of whoever held it, while it is vacant. */
  before: number[] | null;
  isAdded: boolean;
}

/**
 * A year with other people: the changes one after the other, so that a later one may be about somebody whom an earlier one
 * added. Fixed visits are facts and stay: whoever is on one and leaves travels for it, and in no other week.
 * @param everybody every position, also vacant ones, as `YearInstance` has them
 * @throws ChangeRefused for a change that makes no sense after those before it
 */
export function applyScenario(
  instance: PlanInstance,
  everybody: readonly PlanPerson[],
  changes: readonly StaffingChange[],
  titleOf: (position: string) => string = (position) => newPersonTitle(position) ?? position,
): PlanInstance {
  const staff = new Staff(instance, everybody, titleOf);
  changes.forEach((change, index) => {
    staff.apply(change, index);
  });
  const people = staff.travellers();
  const isIn = new Set(people.map(({ id }) => id));
  return {
    ...instance,
    people,
    conflicts: instance.conflicts.filter(([, person]) => isIn.has(person)),
  };
}

class Staff {
  private readonly standings: Map<string, Standing>;
  private readonly added: Record<TeamRole, number> = { leader: 0, inspector: 0 };
  private readonly onFixedVisits: ReadonlySet<string>;
  private readonly everyWeek: number[];

  constructor(
    { people, fixed, weeks }: PlanInstance,
    everybody: readonly PlanPerson[],
    private readonly titleOf: (position: string) => string,
  ) {
    const travelling = new Map(people.map((person) => [person.id, person]));
    const all = new Map([...everybody, ...people].map((person) => [person.id, person]));
    this.standings = new Map(
      [...all.values()].map((person) => [
        person.id,
        { person: travelling.get(person.id) ?? person, before: null, isAdded: false },
      ]),
    );
    this.onFixedVisits = new Set(
      fixed.flatMap(({ leader, inspectors }) => [leader, ...inspectors]),
    );
    this.everyWeek = Array.from({ length: weeks }, (_, week) => week);
  }

  apply(change: StaffingChange, index: number): void {
    const refuse = (words: string): never => {
      throw new ChangeRefused(index, words);
    };
    switch (change.kind) {
      case 'add':
        this.add(change, refuse);
        break;
      case 'travel-weeks':
        this.allowTravel(change, refuse);
        break;
      case 'move': {
        const { lat, lon } = change.home;
        const standing = this.find(change.position, refuse);
        standing.person = { ...standing.person, lat, lon };
        break;
      }
      case 'fill':
        this.fill(this.find(change.position, refuse), refuse);
        break;
      case 'vacate':
        this.vacate(this.find(change.position, refuse), refuse);
        break;
      case 'remove':
        this.remove(this.find(change.position, refuse));
        break;
    }
  }

  /** Whoever travels in some week, and whoever is on a fixed visit. */
  travellers(): PlanPerson[] {
    return [...this.standings.values()]
      .map(({ person }) => person)
      .filter((person) => !this.isAlwaysAway(person) || this.onFixedVisits.has(person.id));
  }

  private find(position: string, refuse: (words: string) => never): Standing {
    return (
      this.standings.get(position) ??
      refuse(`There is no position ${this.titleOf(position)} after the changes before this one.`)
    );
  }

  private add(
    change: Extract<StaffingChange, { kind: 'add' }>,
    refuse: (words: string) => never,
  ): void {
    const { count, role, models, home, quarterCap } = change;
    if (!Number.isInteger(count) || count < 1 || count > MOST_ADDED)
      refuse(`Between 1 and ${MOST_ADDED} people can be added at once.`);
    if (models.length === 0) refuse('Say which models the new people may inspect.');
    for (let one = 0; one < count; one++) {
      this.added[role] += 1;
      const id = newPersonId(role, this.added[role]);
      const { lat, lon } = home;
      const person = { id, role, models: [...models], lat, lon, unavailable: [], quarterCap };
      this.standings.set(id, { person, before: null, isAdded: true });
    }
  }

  private allowTravel(
    { role, weeks }: Extract<StaffingChange, { kind: 'travel-weeks' }>,
    refuse: (words: string) => never,
  ): void {
    if (!Number.isInteger(weeks) || weeks < 0 || weeks > MOST_TRAVEL_WEEKS)
      refuse(`Travel weeks a quarter lie between 0 and ${MOST_TRAVEL_WEEKS}.`);
    for (const standing of this.standings.values())
      if (role === null || standing.person.role === role)
        standing.person = { ...standing.person, quarterCap: weeks };
  }

  private fill(standing: Standing, refuse: (words: string) => never): void {
    const { person, before } = standing;
    const title = this.titleOf(person.id);
    if (before === null && !this.isAlwaysAway(person)) refuse(`${title} is not vacant.`);
    if (before === null && this.onFixedVisits.has(person.id))
      refuse(`${title} is vacant, but on a visit that keeps its team: fill it after that.`);
    standing.person = { ...person, unavailable: before ?? [] };
    standing.before = null;
  }

  private vacate(standing: Standing, refuse: (words: string) => never): void {
    const { person } = standing;
    if (this.isAlwaysAway(person)) refuse(`${this.titleOf(person.id)} is vacant already.`);
    standing.before = person.unavailable;
    standing.person = { ...person, unavailable: this.everyWeek };
  }

  private remove(standing: Standing): void {
    const { person } = standing;
    if (standing.isAdded || !this.onFixedVisits.has(person.id)) this.standings.delete(person.id);
    else standing.person = { ...person, unavailable: this.everyWeek };
  }

  private isAlwaysAway({ unavailable }: PlanPerson): boolean {
    return unavailable.length >= this.everyWeek.length;
  }
}
