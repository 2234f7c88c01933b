import { type Day, isDay } from '../platform/clock/calendar.js';
import { InvalidRequest, type ProblemItem, problemItem } from '../platform/http/problem.js';

/** Collects all that is wrong with what somebody gave, so that it is told at once. */
export class Objections {
  private readonly items: ProblemItem[] = [];

  get any(): boolean {
    return this.items.length > 0;
  }

  add(field: string, detail: string): void {
    this.items.push(problemItem({ field, detail }));
  }

  /** @returns the day; undefined, with an objection, for what is none */
  day(field: string, text: string, label: string): Day | undefined {
    if (isDay(text)) return text;
    this.add(field, `${label} must be a day such as 2013-03-04.`);
    return undefined;
  }

  /** @returns the day; null for an empty text; undefined, with an objection, for what is none */
  openDay(field: string, text: string | null | undefined, label: string): Day | null | undefined {
    return text === null || text === undefined || text === '' ? null : this.day(field, text, label);
  }

  /** Objects to an empty text. */
  words(field: string, text: string, detail: string): void {
    if (text.trim() === '') this.add(field, detail);
  }

  /** @throws InvalidRequest (400) when there is any */
  refuse(): void {
    if (this.items.length > 0) throw new InvalidRequest(this.items);
  }
}
