import { type EntityManager, In, IsNull } from 'typeorm';
import { OfficeAssignment } from '../../offices/office.entity.js';
import type { OfficesService, PlacedAgency } from '../../offices/offices.service.js';
import type { Day, Moment } from '../../platform/clock/calendar.js';
import { dayText } from '../../platform/clock/day-text.js';
import { newId } from '../../platform/db/id.js';
import { insertAll } from '../../platform/db/insert-once.js';
import { alikeAgencyName, normalizeAgencyName } from '../agency-name.rules.js';
import { addEvents, derivePeriods, type NewEvent } from '../agreement-events.js';
import {
  Agency,
  AgencyAlias,
  Agreement,
  AgreementEvent,
  AgreementPeriod,
} from '../agreement.entity.js';
import { REASON_NOT_RECORDED } from '../listing.rules.js';
import { ListEntry, OfficialList } from '../official-list.entity.js';
import { OfficialLists } from '../official-lists.js';
import { type ListDiff, type ListedAgreement, refKey } from './list-diff.js';
import { Absence, type ListImport } from './list-import.entity.js';
import { placeAgency } from './placed-agency.js';

/** Who applies a list, when, and whether the proposals are taken without anybody looking at them. */
export interface Applying {
  by: string;
  at: Moment;
  isUnattended: boolean;
}

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
  private readonly agencyIds = new Map<string, string>();
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
    this.source = `ICE's ${list.kind === 'pending' ? 'pending ' : ''}list of ${dayText(list.asOf)} (${list.source})`;
  }

  async apply(diff: ListDiff): Promise<ToldChange[]> {
    const lists = await OfficialLists.holding(this.manager);
    const { before, after } = lists.around(this.list.asOf, this.list.kind);
    const sameDay = lists.ofKind(this.list.kind).find(({ asOf }) => asOf === this.list.asOf);
    const holds = !sameDay || sameDay.edition < this.list.edition;
    await this.manager.insert(OfficialList, this.list);
    if (holds && sameDay) await this.replaceEdition(sameDay);
    const listed = holds ? diff.listed : diff.listed.filter(({ kind }) => kind !== 'new');
    await this.addAgencies(diff, listed);
    await this.addAgreements(listed);
    await this.addEntries(listed);
    if (holds) {
      this.addChanges(listed);
      await this.closeAbsences();
      await this.addAbsences(diff, before?.asOf ?? null);
      // In the order of days only what differs from the list before needs to be derived; else also what the next shows.
      if (after || !before) await this.touchAll([this.list.id, ...(after ? [after.id] : [])]);
    }
    await addEvents(this.manager, this.events);
    await derivePeriods(this.manager, [...this.touched], this.applying.at);
    await this.assignOffices();
    return this.told;
  }

  /** A later list of the day stands for it: what the earlier one had answered holds no more. */
  private async replaceEdition(former: OfficialList): Promise<void> {
    await this.touchAll([former.id]);
    const answered = await this.manager.findBy(AgreementEvent, { listId: former.id });
    for (const event of answered) {
      if (event.status === null) continue;
      this.touched.add(event.agreementId);
      this.events.push(
        this.event(event.agreementId, this.list.asOf, 'retracted', { correctsId: event.id }),
      );
    }
    const absences = await this.manager.findBy(Absence, { listId: former.id });
    for (const { agreementId } of absences) this.touched.add(agreementId);
  }

  private async touchAll(listIds: string[]): Promise<void> {
    const entries = await this.manager.find(ListEntry, {
      where: { listId: In(listIds) },
      select: { agreementId: true },
    });
    for (const { agreementId } of entries) this.touched.add(agreementId);
  }

  private async addAgencies(diff: ListDiff, listed: readonly ListedAgreement[]): Promise<void> {
    const agencies: Agency[] = [];
    const aliases: AgencyAlias[] = [];
    const known: string[] = [];
    for (const { agency } of listed) {
      const key = refKey(agency);
      if (this.agencyIds.has(key)) continue;
      const id = agency.isNew ? newId() : agency.id;
      this.agencyIds.set(key, id);
      if (agency.isNew) {
        const { name, state, distinguisher } = agency;
        const place = diff.places.get(key) ?? { agencyType: null, county: null };
        agencies.push({
          id,
          state,
          name,
          normalizedName: normalizeAgencyName(name),
          alikeName: alikeAgencyName(name),
          distinguisher,
          ...placeAgency(state, name, place),
          source: this.source,
          version: 1,
        });
      } else {
        known.push(id);
        if (agency.alias !== null) aliases.push(this.alias(id, agency.state, agency.alias));
      }
    }
    await insertAll(this.manager, Agency, agencies);
    await insertAll(this.manager, AgencyAlias, aliases);
    await this.completePlaces(diff, known);
  }

  private alias(agencyId: string, state: string, name: string): AgencyAlias {
    const { by, at, isUnattended } = this.applying;
    return {
      id: newId(),
      agencyId,
      state,
      name,
      normalizedName: normalizeAgencyName(name),
      source: `${this.source}${isUnattended ? ', accepted as proposed' : ''}`,
      recordedAt: at,
      recordedBy: by,
    };
  }

  /** A county or type that was not known is taken from the list; one that is known stays. */
  private async completePlaces(diff: ListDiff, agencyIds: string[]): Promise<void> {
    const incomplete = new Map(
      (await this.manager.find(Agency, { where: [{ county: IsNull() }, { type: IsNull() }] })).map(
        (agency) => [agency.id, agency],
      ),
    );
    for (const id of agencyIds) {
      const agency = incomplete.get(id);
      const place = diff.places.get(id);
      if (!agency || !place) continue;
      const found = placeAgency(agency.state, agency.name, {
        agencyType: agency.type ?? place.agencyType,
        county: agency.county ?? place.county,
      });
      if (found.county === agency.county && found.type === agency.type) continue;
      await this.manager.update(Agency, { id }, { ...found, version: agency.version + 1 });
    }
  }

  private async addAgreements(listed: readonly ListedAgreement[]): Promise<void> {
    const agreements: Agreement[] = [];
    for (const entry of listed) {
      const id = entry.agreementId ?? newId();
      this.agreementIds.set(entry, id);
      if (entry.agreementId !== null) continue;
      const agencyId = this.agencyIds.get(refKey(entry.agency)) ?? '';
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

  private addChanges(listed: readonly ListedAgreement[]): void {
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
      if (entry.signing === 'corrected') this.corrections.set(id, entry);
    }
  }

  private readonly corrections = new Map<string, ListedAgreement>();

  /** A question that nobody has answered is answered when a list shows the agreement again. */
  private async closeAbsences(): Promise<void> {
    await this.addCorrections();
    const { by, at } = this.applying;
    const shown = [...this.agreementIds.values()];
    const open = (await this.manager.findBy(Absence, { resolution: IsNull() })).filter(
      ({ agreementId, onDay }) => onDay <= this.list.asOf && shown.includes(agreementId),
    );
    for (const { id, agreementId } of open) {
      this.touched.add(agreementId);
      await this.manager.update(
        Absence,
        { id },
        { resolution: 'listed-again', reason: this.source, resolvedAt: at, resolvedBy: by },
      );
    }
  }

  /** The event that told the wrong day is put right by one that stands in for it. */
  private async addCorrections(): Promise<void> {
    const ids = [...this.corrections.keys()];
    if (ids.length === 0) return;
    const events = await this.manager.find(AgreementEvent, {
      where: { agreementId: In(ids) },
      order: { recordedAt: 'ASC', id: 'ASC' },
    });
    for (const [agreementId, { signedOn }] of this.corrections) {
      const own = events.filter((event) => event.agreementId === agreementId);
      const corrected = new Set(own.map(({ correctsId }) => correctsId));
      const wrong = own.findLast(
        (event) =>
          !corrected.has(event.id) && (event.signedOn !== null || event.event === 'signed'),
      );
      if (!wrong) continue;
      if (wrong.status !== null) {
        this.events.push(this.event(agreementId, wrong.onDay, 'date-corrected', { signedOn }));
        continue;
      }
      this.events.push({
        ...wrong,
        ...this.event(agreementId, earlier(signedOn, wrong.onDay), wrong.event, {
          signedOn,
          correctsId: wrong.id,
          reason: `The date was corrected: ${signedOn ?? ''} instead of ${wrong.signedOn ?? 'none'}`,
        }),
      });
    }
  }

  private async addAbsences(diff: ListDiff, lastListedOn: Day | null): Promise<void> {
    const { by, at, isUnattended } = this.applying;
    const absences: Absence[] = [];
    for (const gone of diff.gone) {
      const { agreementId, agencyName, state, proposal } = gone;
      this.touched.add(agreementId);
      const successorId = gone.successor ? this.idOf(gone.successor) : null;
      absences.push({
        id: newId(),
        agreementId,
        listId: this.list.id,
        onDay: this.list.asOf,
        lastListedOn,
        proposal,
        successorId,
        resolution: isUnattended ? proposal : null,
        reason: isUnattended ? 'Accepted as proposed, unattended' : null,
        isUnattended,
        resolvedAt: isUnattended ? at : null,
        resolvedBy: isUnattended ? by : null,
        version: 1,
      });
      this.told.push({
        id: agreementId,
        label: `${agencyName}, ${state}`,
        action: 'agreement.absent-from-list',
        changes: [isUnattended ? `${proposal}, accepted as proposed` : 'a question is open'],
      });
      if (isUnattended)
        this.events.push(
          this.event(
            agreementId,
            this.list.asOf,
            proposal === 'superseded' ? 'superseded' : 'left-list',
            {
              status: proposal === 'superseded' ? 'superseded' : 'left-list',
              happenedAfter: lastListedOn,
              reason:
                proposal === 'superseded'
                  ? 'The list shows another model of the agency in its place'
                  : REASON_NOT_RECORDED,
              source: `${this.source} is the first without it; accepted as proposed, unattended`,
            },
          ),
        );
    }
    await insertAll(this.manager, Absence, absences);
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

/** The list that an import becomes. */
export function listOf(
  { id, kind, asOf, edition, fileName, captionCount }: ListImport,
  rowCount: number,
  at: Moment,
): OfficialList {
  if (kind === null || asOf === null) throw new Error('the list has no kind or no day');
  const title = `${kind === 'pending' ? 'Pending agencies' : 'Participating agencies'}, ${dayText(asOf)}`;
  return {
    id: newId(),
    kind,
    asOf,
    edition,
    title,
    rowCount,
    captionCount,
    source: fileName,
    decides: true,
    importId: id,
    recordedAt: at,
    withdrawnAt: null,
  };
}
