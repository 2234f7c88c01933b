import { Injectable } from '@nestjs/common';
import { Problem } from '../../platform/http/problem.js';

/** Somebody's open work: a thing that would be left without an owner if they went. */
export interface WorkItem {
  /** Unique within its source. */
  id: string;
  /** `INS-2013-0042`, `Team leader 2`. */
  label: string;
  /** Where it is shown, from the site's root; null = it has no page. */
  path: string | null;
  /** One line: what it is, of which agency, when. */
  summary: string;
  /** Who might take it, best first; also those who cannot, so that one sees why. */
  candidates: Candidate[];
  /** What becomes of it where nobody takes it: "leave the position vacant". Null = that is not possible. */
  alternative: string | null;
  /** How it finds its new owner by itself, where nobody is chosen for it. */
  follows: Following | null;
  /** What must be done first, since nobody could take it: "invite another supervisor of Atlanta". */
  blocked: { words: string; path: string } | null;
}

export interface Candidate {
  accountId: string;
  name: string;
  isAble: boolean;
  /** "free those days, qualified for detention", or what stands against it. */
  why: string;
}

export interface Following {
  /** "goes with the position Team leader 2" */
  words: string;
  /** The item whose new owner it gets, if that has one; null = whatever happens, somebody has it. */
  item: { kind: string; id: string } | null;
}

/** Where an item goes: to an account, or null for its alternative. */
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
  /** Smaller stands first, and is handed over last: what would have followed it is still found through it. */
  readonly order: number;
  /** Whether somebody has these through their role or field office: with another one they cannot keep them. */
  readonly isTiedToRole: boolean;
  openWorkOf(accountId: string): Promise<WorkItem[]>;
  /**
   * Hands items on, in the caller's unit of work, each with its own audit entry. Each was just found to be open and
   * its taker able; what speaks against it once the items before it are handed over, the source finds. Absent where
   * every item follows something or is blocked.
   * @throws HandOverRefused when somebody cannot take one, naming the item and why
   */
  handOver?(from: string, items: HandOver[], reason: string): Promise<void>;
}

/** What stands against handing one item over; of none in particular when `itemId` is null. */
export interface Refusal {
  kind: string;
  itemId: string | null;
  detail: string;
}

/** Something would be left without an owner, or with one who cannot. Nothing was changed. */
export class HandOverRefused extends Problem {
  constructor(readonly refusals: Refusal[]) {
    super(
      409,
      'hand-over-refused',
      'Not everything can be handed over like this',
      refusals.map(({ detail }) => detail).join(' '),
      refusals.map(({ kind, itemId, detail }) => ({ parameter: itemKey(kind, itemId), detail })),
    );
  }
}

/** Names an item among those of all sources. */
export const itemKey = (kind: string, itemId: string | null): string =>
  itemId === null ? kind : `${kind}.${itemId}`;

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
