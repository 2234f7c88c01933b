import { type EntityManager, In } from 'typeorm';
import type { Day, Moment } from '../platform/clock/calendar.js';
import { wasKnown } from './known-at.rules.js';
import type { ListKind } from './lists/listed-row.js';
import { ListEntry, OfficialList } from './official-list.entity.js';
import type { ListSighting } from './periods.rules.js';

/** A list, and what it prints of an agreement; null where it does not show it. */
export interface ListingOfAgreement {
  list: OfficialList;
  modelAsPrinted: string | null;
}

/** Of a day and kind, the list that holds: ICE publishes several a day, and the later one stands for it. */
export class OfficialLists {
  private constructor(
    /** By day; on one day the pending list first. */
    readonly inOrder: readonly OfficialList[],
  ) {}

  /**
   * The lists that stand, of each day and kind the highest edition.
   * @param knownAt those that stood at that moment; that stand now, if absent
   */
  static async holding(manager: EntityManager, knownAt?: Moment): Promise<OfficialLists> {
    const lists = (await manager.find(OfficialList)).filter(({ recordedAt, withdrawnAt }) =>
      wasKnown({ from: recordedAt, until: withdrawnAt }, knownAt),
    );
    const holding = new Map<string, OfficialList>();
    for (const list of lists.sort((a, b) => a.edition - b.edition))
      holding.set(`${list.asOf} ${ORDER[list.kind]}`, list);
    return new OfficialLists([...holding.entries()].sort().map(([, list]) => list));
  }

  ofKind(kind: ListKind): OfficialList[] {
    return this.inOrder.filter((list) => list.kind === kind);
  }

  /** The list before a day, and the one after it. */
  around(
    day: Day,
    kind: ListKind,
  ): { before: OfficialList | undefined; after: OfficialList | undefined } {
    const lists = this.ofKind(kind);
    return {
      before: lists.findLast((list) => list.asOf < day),
      after: lists.find((list) => list.asOf > day),
    };
  }

  /** For each of these agreements, which of the lists show it, oldest first. */
  async sightingsOf(
    manager: EntityManager,
    agreementIds: readonly string[],
  ): Promise<Map<string, ListSighting[]>> {
    if (this.inOrder.length === 0 || agreementIds.length === 0) return new Map();
    const entries = await manager.find(ListEntry, {
      where: { agreementId: In([...agreementIds]) },
      select: { agreementId: true, listId: true },
    });
    const shown = new Map<string, Set<string>>();
    for (const { agreementId, listId } of entries) {
      const lists = shown.get(agreementId);
      if (lists) lists.add(listId);
      else shown.set(agreementId, new Set([listId]));
    }
    return new Map(
      agreementIds.map((id) => [
        id,
        this.inOrder.map((list) => ({
          day: list.asOf,
          kind: list.kind,
          isListed: shown.get(id)?.has(list.id) ?? false,
          decides: list.decides,
        })),
      ]),
    );
  }

  /** What each of the lists shows of an agreement, oldest first. */
  async listingsOf(manager: EntityManager, agreementId: string): Promise<ListingOfAgreement[]> {
    const entries = await manager.findBy(ListEntry, { agreementId });
    const printed = new Map(entries.map(({ listId, modelAsPrinted }) => [listId, modelAsPrinted]));
    return this.inOrder.map((list) => ({ list, modelAsPrinted: printed.get(list.id) ?? null }));
  }
}

/** On one day the list of agencies that take part has the last word. */
const ORDER: Record<ListKind, number> = { pending: 0, participating: 1 };
