import type { EntityManager } from 'typeorm';
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

  /** The list of a day, with the one that holds for it. */
  of(day: Day, kind: ListKind): OfficialList | undefined {
    return this.inOrder.find((list) => list.asOf === day && list.kind === kind);
  }

  /** The same without one: as if it had not been published. */
  without(left: OfficialList | undefined): OfficialLists {
    return left ? new OfficialLists(this.inOrder.filter(({ id }) => id !== left.id)) : this;
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
    const entries = await manager
      .createQueryBuilder(ListEntry, 'entry')
      .select('entry.agreementId', 'agreementId')
      .addSelect('entry.listId', 'listId')
      .addSelect('entry.signedOn', 'signedOn')
      .where('entry.agreementId IN (:...agreementIds)', { agreementIds: [...agreementIds] })
      .getRawMany<Pick<ListEntry, 'agreementId' | 'listId' | 'signedOn'>>();
    const shown = new Map<string, Map<string, Day | null>>();
    for (const { agreementId, listId, signedOn } of entries) {
      const lists = shown.get(agreementId);
      if (lists) lists.set(listId, signedOn);
      else shown.set(agreementId, new Map([[listId, signedOn]]));
    }
    return new Map(
      agreementIds.map((id) => [
        id,
        this.inOrder.map((list) => ({
          day: list.asOf,
          kind: list.kind,
          isListed: shown.get(id)?.has(list.id) ?? false,
          decides: list.decides,
          signedOn: shown.get(id)?.get(list.id) ?? null,
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
