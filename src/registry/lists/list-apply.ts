import { type EntityManager, In } from 'typeorm';
import { OfficeAssignment } from '../../offices/office.entity.js';
import type { OfficesService, PlacedAgency } from '../../offices/offices.service.js';
import type { Day } from '../../platform/clock/calendar.js';
import { newId } from '../../platform/db/id.js';
import { insertAll } from '../../platform/db/insert-once.js';
import { addEvents, asEntry, derivePeriods, type NewEvent } from '../agreement-events.js';
import { byAgreement } from '../by-agreement.js';
import { Agency, Agreement, AgreementEvent, AgreementPeriod } from '../agreement.entity.js';
import { ListEntry, OfficialList } from '../official-list.entity.js';
import { OfficialLists } from '../official-lists.js';
import { standing } from '../periods.rules.js';
import { AbsenceSettlement } from './absence-settlement.js';
import type { Applying } from './applying.js';
import { replaceEdition } from './edition-replacing.js';
import type { ListDiff, ListedAgreement } from './list-diff.js';
import { Absence } from './list-import.entity.js';
import { ListedAgencies } from './listed-agencies.js';
import { sourceOf } from './list-source.js';

/** What happened to an agreement, for the audit. */
export interface ToldChange {
  id: string;
  label: string;
  action: string;
  changes: string[];
}

const MODEL_BASIS = "as ICE's list prints it";

/**
 * Puts a list into the register: agencies and agreements that are new, dates that moved, what is back, and what it does
 * not show any more. Everything in the caller's unit of work; periods are derived once, at the end.
 */
export class ListApplication {
  private readonly agencies: ListedAgencies;
  private readonly agreementIds = new Map<ListedAgreement, string>();
  private readonly events: NewEvent[] = [];
  private readonly touched = new Set<string>();
  private readonly told: ToldChange[] = [];
  private readonly source: string;

  constructor(
    private readonly manager: EntityManager,
    private readonly offices: OfficesService,
    private readonly list: OfficialList,
    private readonly applying: Applying,
  ) {
    this.source = sourceOf(list);
    this.agencies = new ListedAgencies(manager, this.source, applying);
  }

  async apply(diff: ListDiff): Promise<ToldChange[]> {
    const { manager, list } = this;
    const lists = await OfficialLists.holding(manager);
    const sameDay = lists.of(list.asOf, list.kind);
    const holds = !sameDay || sameDay.edition < list.edition;
    await manager.insert(OfficialList, list);
    if (holds && sameDay) await this.replaceEdition(sameDay, diff);
    const listed = holds ? diff.listed : diff.listed.filter(({ kind }) => kind !== 'new');
    await this.agencies.add(diff, listed);
    await this.addAgreements(listed);
    await this.addEntries(listed);
    if (holds) {
      await this.addChanges(listed);
      for (const { agreementId } of diff.gone) this.touched.add(agreementId);
      await this.touchAsked(listed);
      await addEvents(manager, this.events);
      await this.derive(diff);
    }
    await this.assignOffices();
    return this.told;
  }

  private async derive({ gone }: ListDiff): Promise<void> {
    const proposals = new Map(
      gone.map(({ agreementId, proposal, successor }) => [
        agreementId,
        { proposal, successorId: successor && this.idOf(successor) },
      ]),
    );
    const settlement = new AbsenceSettlement(
      this.manager,
      await OfficialLists.holding(this.manager),
      this.list,
      this.applying,
      proposals,
    );
    await derivePeriods(this.manager, [...this.touched], this.applying.at, (told) =>
      settlement.settle(told),
    );
    const nameOf = new Map(gone.map((agreement) => [agreement.agreementId, agreement]));
    for (const { agreementId, proposal, resolution } of settlement.asked) {
      const { agencyName, state } = nameOf.get(agreementId) ?? { agencyName: '', state: '' };
      this.told.push({
        id: agreementId,
        label: `${agencyName}, ${state}`,
        action: 'agreement.absent-from-list',
        changes: [resolution === null ? 'a question is open' : `${proposal}, accepted as proposed`],
      });
    }
  }

  private async replaceEdition(former: OfficialList, { listed }: ListDiff): Promise<void> {
    const shown = new Set(listed.map(({ agreementId }) => agreementId));
    const by = { list: this.list, applying: this.applying };
    const { concerned, events } = await replaceEdition(this.manager, former, by, shown);
    for (const id of concerned) this.touched.add(id);
    this.events.push(...events);
  }

  /** What is asked of agreements that the list shows: it may have been the last one with them. */
  private async touchAsked(listed: readonly ListedAgreement[]): Promise<void> {
    const shown = new Set(listed.map((entry) => this.idOf(entry)));
    const asked = await this.manager.find(Absence, { select: { agreementId: true } });
    for (const { agreementId } of asked) if (shown.has(agreementId)) this.touched.add(agreementId);
  }

  private async addAgreements(listed: readonly ListedAgreement[]): Promise<void> {
    const agreements: Agreement[] = [];
    for (const entry of listed) {
      const id = entry.agreementId ?? newId();
      this.agreementIds.set(entry, id);
      if (entry.agreementId !== null) continue;
      const agencyId = this.agencies.idOf(entry.agency);
      const source = `${this.source}, row ${entry.sheetRow}`;
      agreements.push({ id, agencyId, source, createdAt: this.applying.at, version: 1 });
      this.tell(entry, 'agreement.listed', [
        `${entry.modelAsPrinted}, signed ${entry.signedOn ?? 'on a day not given'}`,
      ]);
      // No status: whether it is in force on a day, the lists decide.
      this.events.push(
        this.event(id, earlier(entry.signedOn, this.list.asOf), 'signed', {
          model: entry.model,
          modelBasis: MODEL_BASIS,
          signedOn: entry.signedOn,
          // An MOA takes effect when both parties have signed it; no other effective day is on a list.
          effectiveOn: entry.signedOn,
          source,
        }),
      );
      this.touched.add(id);
    }
    await insertAll(this.manager, Agreement, agreements);
  }

  private async addEntries(listed: readonly ListedAgreement[]): Promise<void> {
    await insertAll(
      this.manager,
      ListEntry,
      listed.map((entry) => ({
        id: newId(),
        listId: this.list.id,
        agreementId: this.idOf(entry),
        modelAsPrinted: entry.modelAsPrinted,
        signedOn: entry.signedOn,
        sheetRow: entry.sheetRow,
      })),
    );
  }

  private async addChanges(listed: readonly ListedAgreement[]): Promise<void> {
    const corrections = new Map<string, ListedAgreement>();
    for (const entry of listed) {
      if (entry.kind !== 'changed') continue;
      const id = this.idOf(entry);
      this.touched.add(id);
      this.tell(entry, 'agreement.changed-by-list', entry.changes);
      if (entry.isBack)
        this.events.push(
          this.event(id, this.list.asOf, 'listed-again', {
            status: 'active',
            reason: 'ICE lists it again',
          }),
        );
      if (entry.signing === 're-signed')
        this.events.push(
          this.event(id, earlier(entry.signedOn, this.list.asOf), 'amended', {
            signedOn: entry.signedOn,
            reason: 'Signed anew',
          }),
        );
      if (entry.signing === 'corrected') corrections.set(id, entry);
    }
    await this.addCorrections(corrections);
  }

  /** The event that told the wrong day is put right by one that stands in for it. */
  private async addCorrections(corrections: ReadonlyMap<string, ListedAgreement>): Promise<void> {
    const ids = [...corrections.keys()];
    if (ids.length === 0) return;
    // What the list takes back of another one of its day is not stored yet.
    const events = [
      ...(await this.manager.findBy(AgreementEvent, { agreementId: In(ids) })),
      ...this.events.map(asEntry),
    ];
    const eventsOf = byAgreement(events);
    for (const [agreementId, { signedOn }] of corrections) {
      const wrong = standing(eventsOf.get(agreementId) ?? []).findLast(
        (event) => event.signedOn !== null || event.event === 'signed',
      );
      if (!wrong) continue;
      if (wrong.status !== null) {
        this.events.push(this.event(agreementId, wrong.onDay, 'date-corrected', { signedOn }));
        continue;
      }
      this.events.push(
        asEntry({
          ...(wrong as NewEvent),
          id: newId(),
          ...this.event(agreementId, earlier(signedOn, wrong.onDay), wrong.event, {
            signedOn,
            effectiveOn: signedOn,
            correctsId: wrong.id,
            reason: `The date was corrected: ${signedOn ?? ''} instead of ${wrong.signedOn ?? 'none'}`,
          }),
        }),
      );
    }
  }

  /** Those without an office, as far as the map answers for their place. */
  private async assignOffices(): Promise<void> {
    const unassigned = await this.manager
      .createQueryBuilder(AgreementPeriod, 'period')
      .innerJoin(Agency, 'agency', 'agency.id = period.agencyId')
      .leftJoin(
        OfficeAssignment,
        'assignment',
        'assignment.agencyId = agency.id AND assignment.supersededAt IS NULL',
      )
      .select('agency.id', 'agencyId')
      .addSelect('agency.state', 'state')
      .addSelect('agency.county', 'county')
      .addSelect('MIN(period.holdsFrom)', 'holdsFrom')
      .where('period.recordedUntil IS NULL AND assignment.id IS NULL')
      .groupBy('agency.id')
      .addGroupBy('agency.state')
      .addGroupBy('agency.county')
      .getRawMany<PlacedAgency>();
    await this.offices.assignByMap(this.manager, unassigned, "today's map");
  }

  private tell(entry: ListedAgreement, action: string, changes: string[]): void {
    const { name, state } = entry.agency;
    this.told.push({ id: this.idOf(entry), label: `${name}, ${state}`, action, changes });
  }

  private idOf(entry: ListedAgreement): string {
    const id = this.agreementIds.get(entry);
    if (!id) throw new Error(`${entry.agency.name} has no agreement`);
    return id;
  }

  private event(
    agreementId: string,
    onDay: Day,
    event: AgreementEvent['event'],
    facts: Partial<NewEvent>,
  ): NewEvent {
    const { by, at } = this.applying;
    return {
      agreementId,
      onDay,
      event,
      source: this.source,
      recordedAt: at,
      recordedBy: by,
      listId: this.list.id,
      ...facts,
    };
  }
}

const earlier = (day: Day | null, other: Day): Day => (day !== null && day < other ? day : other);
