import { Injectable } from '@nestjs/common';

/** Somebody's open work: a thing that would be left without an owner if they went. */
export interface WorkItem {
  /** Unique within its source. */
  id: string;
  /** `INS-2013-0042`, "Position Team leader 2". */
  label: string;
  /** Where it is shown, from the site's root; null = it has no page. */
  path: string | null;
  /** One line: what it is, of which agency, when. */
  summary: string;
  /** Who could take it, best first; empty = nobody can as things are. */
  candidates: { accountId: string; name: string }[];
  /**
   * What becomes of it where nobody takes it, in words that follow "or": "leave the position vacant". Null = it must
   * be handed to somebody.
   */
  alternative: string | null;
  /** Said of an item that finds its new owner by itself: "follows the position". Such an item needs no choice. */
  follows: string | null;
}

/** Where an item goes: to somebody, or null for its source's alternative. */
export interface HandOver {
  itemId: string;
  to: string | null;
}

/** A feature that has work with an owner. Identity, below it, knows nothing else about it. */
export interface WorkItemSource {
  /** Names the source in forms and the audit: `visits`. */
  readonly kind: string;
  /** Heading of its items: "Visits". */
  readonly title: string;
  /** Smaller stands, and is handed over, first. */
  readonly order: number;
  openWorkOf(accountId: string): Promise<WorkItem[]>;
  /**
   * Hands items on, in the caller's unit of work, each with its own audit entry.
   * @throws Conflict when somebody cannot take one, naming the item and why
   */
  handOver(from: string, items: HandOver[], reason: string): Promise<void>;
}

/** The sources that the features register. */
@Injectable()
export class WorkItemSources {
  private readonly sources: WorkItemSource[] = [];

  register(source: WorkItemSource): void {
    this.sources.push(source);
    this.sources.sort((a, b) => a.order - b.order);
  }

  all(): readonly WorkItemSource[] {
    return this.sources;
  }
}
