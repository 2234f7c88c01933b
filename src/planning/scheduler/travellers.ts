import { modelsIn } from '../solver/instance.js';
import { isEverQualified, isQualified, type ScheduleInput, type Traveller } from './scheduling.js';

/**
 * What is known of an instance's people before anybody is sent anywhere. They go by their place among them, since each is
 * asked about for every visit and week.
 */
export class Travellers {
  readonly inspectors: readonly number[];
  private readonly numbers: Map<string, number>;
  /** By person and week. */
  private readonly away: Uint8Array;
  private readonly modelCount: Uint8Array;
  private readonly qualified = new Map<string, Uint8Array>();
  private readonly leadersOf = new Map<string, readonly number[]>();
  /** The place of each by id. */
  private readonly rank: readonly number[];

  constructor(private readonly instance: Pick<ScheduleInput, 'people' | 'weeks'>) {
    const { people } = instance;
    this.numbers = new Map(people.map(({ id }, person) => [id, person]));
    this.inspectors = this.ofRole('inspector');
    this.away = this.table(({ unavailable }, week) => Number(unavailable.includes(week)));
    this.modelCount = this.table((traveller, week) => modelsIn(traveller, week).length);
    const alphabetical = people.map(({ id }) => id).sort((a, b) => a.localeCompare(b));
    const places = new Map(alphabetical.map((id, place) => [id, place]));
    this.rank = people.map(({ id }) => places.get(id) ?? 0);
  }

  idOf(person: number): string {
    return this.instance.people[person]?.id ?? '';
  }

  find(id: string): number | undefined {
    return this.numbers.get(id);
  }

  capOf(person: number): number {
    return this.instance.people[person]?.quarterCap ?? 0;
  }

  isAway(person: number, week: number): boolean {
    return this.away[this.slot(person, week)] === 1;
  }

  /** Whether they may inspect a model in a week. */
  isQualified(person: number, model: string, week: number): boolean {
    let table = this.qualified.get(model);
    if (!table) {
      table = this.table((traveller, at) => Number(isQualified(traveller, model, at)));
      this.qualified.set(model, table);
    }
    return table[this.slot(person, week)] === 1;
  }

  /** Whether they may inspect a model at some time of the year. */
  isEverQualified(person: number, model: string): boolean {
    const traveller = this.instance.people[person];
    return traveller !== undefined && isEverQualified(traveller, model);
  }

  /** Who may lead visits of a model at some time of the year. */
  leaders(model: string): readonly number[] {
    const known = this.leadersOf.get(model);
    if (known) return known;
    const leaders = this.ofRole('leader').filter((person) => this.isEverQualified(person, model));
    this.leadersOf.set(model, leaders);
    return leaders;
  }

  /** How many models they may inspect in a week. */
  modelsOf(person: number, week: number): number {
    return this.modelCount[this.slot(person, week)] ?? 0;
  }

  /** Their place by id. */
  rankOf(person: number): number {
    return this.rank[person] ?? 0;
  }

  /** Where tables by person and week hold what concerns somebody in a week. */
  slot(person: number, week: number): number {
    return person * this.instance.weeks + week;
  }

  private ofRole(role: Traveller['role']): number[] {
    return this.instance.people.flatMap((person, number) => (person.role === role ? number : []));
  }

  private table(valueOf: (traveller: Traveller, week: number) => number): Uint8Array {
    const { people, weeks } = this.instance;
    const table = new Uint8Array(people.length * weeks);
    for (const [person, traveller] of people.entries())
      for (let week = 0; week < weeks; week++)
        table[this.slot(person, week)] = valueOf(traveller, week);
    return table;
  }
}
