import type { Assignment, ScheduleInput, VisitToPlace } from './scheduling.js';
import type { Travellers } from './travellers.js';

const QUARTERS = 4;

/** Who travels when, as the schedule grows. People go by their numbers. */
export class TeamLoad {
  /** Work days by person and week. */
  private readonly days: Uint16Array;
  /** Where they travel, by person and week; undefined = they do not. */
  private readonly regions: (string | undefined)[];
  /** Travel weeks by person and quarter. */
  private readonly quarterWeeks: Uint16Array;
  private readonly totalWeeks: Uint16Array;

  constructor(
    private readonly instance: ScheduleInput,
    private readonly travellers: Travellers,
  ) {
    const { people, weeks, fixed } = instance;
    this.days = new Uint16Array(people.length * weeks);
    this.regions = Array.from<string | undefined>({ length: people.length * weeks });
    this.quarterWeeks = new Uint16Array(people.length * QUARTERS);
    this.totalWeeks = new Uint16Array(people.length);
    for (const visit of fixed) this.take({ ...visit, dayOffset: 0 }, visit);
  }

  /** Who is not among the instance's people is never asked again, and not counted. */
  take(
    visit: Pick<Assignment, 'week' | 'leader' | 'inspectors' | 'dayOffset'>,
    task: { days: number; region: string },
  ): void {
    for (const id of [visit.leader, ...visit.inspectors]) {
      const person = this.travellers.find(id);
      if (person === undefined) continue;
      const slot = this.travellers.slot(person, visit.week);
      if (this.regions[slot] === undefined) this.countWeek(person, visit.week);
      this.days[slot] = Math.max(this.days[slot] ?? 0, visit.dayOffset) + task.days;
      this.regions[slot] = task.region;
    }
  }

  daysUsed(person: number, week: number): number {
    return this.days[this.travellers.slot(person, week)] ?? 0;
  }

  isFree(person: number, week: number, task: VisitToPlace): boolean {
    if (this.travellers.isAway(person, week)) return false;
    const region = this.regions[this.travellers.slot(person, week)];
    if (region !== undefined && region !== task.region) return false;
    return this.daysUsed(person, week) + task.days <= (this.instance.weekDays[week] ?? 0);
  }

  /** A further visit in a week already travelled costs no further week. */
  isBelowCap(person: number, week: number): boolean {
    if (this.regions[this.travellers.slot(person, week)] !== undefined) return true;
    const travelled = this.quarterWeeks[this.quarterSlot(person, week)] ?? 0;
    return travelled < this.travellers.capOf(person);
  }

  /** Who can do least else goes first, so that the versatile stay free; then who has travelled least. */
  inOrderOfCall(people: readonly number[], week: number): number[] {
    const { travellers } = this;
    return [...people].sort(
      (a, b) =>
        travellers.modelsOf(a, week) - travellers.modelsOf(b, week) ||
        this.weeksOf(a) - this.weeksOf(b) ||
        travellers.rankOf(a) - travellers.rankOf(b),
    );
  }

  private weeksOf(person: number): number {
    return this.totalWeeks[person] ?? 0;
  }

  private countWeek(person: number, week: number): void {
    const slot = this.quarterSlot(person, week);
    this.quarterWeeks[slot] = (this.quarterWeeks[slot] ?? 0) + 1;
    this.totalWeeks[person] = this.weeksOf(person) + 1;
  }

  private quarterSlot(person: number, week: number): number {
    return person * QUARTERS + (this.instance.quarterOf[week] ?? 0);
  }
}
