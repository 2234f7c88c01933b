import { type EntityManager, In } from 'typeorm';
import type { Day } from '../../platform/clock/calendar.js';
import { newId } from '../../platform/db/id.js';
import { insertAll } from '../../platform/db/insert-once.js';
import { grouped } from '../../platform/grouped.js';
import { asEntry, type NewEvent, type ToldAgreement } from '../agreement-events.js';
import { Agreement, AgreementEvent } from '../agreement.entity.js';
import { byAgreement } from '../by-agreement.js';
import { REASON_NOT_RECORDED } from '../listing.rules.js';
import { ListEntry, type OfficialList } from '../official-list.entity.js';
import type { OfficialLists } from '../official-lists.js';
import { foldHistory, type Leaving, standing } from '../periods.rules.js';
import type { Applying } from './applying.js';
import { Absence, type AbsenceResolution } from './list-import.entity.js';
import { sourceOf } from './list-source.js';
import { takeBack, type TakingBack } from './taken-back.rules.js';

/** What an absence proposes: that it left, or that another agreement of the agency took its place. */
export interface Proposal {
  proposal: AbsenceResolution;
  successorId: string | null;
}

/**
 * Keeps the questions in step with the lists: for each list that lacks what was in force there is one question, whatever
 * the order in which the lists came. What a person answered stays.
 */
export class AbsenceSettlement {
  /** The questions that are new. */
  readonly asked: Absence[] = [];

  /**
   * @param cause the list that is put into the register, or taken out of it
   * @param proposals what the list itself proposes, by agreement
   */
  constructor(
    private readonly manager: EntityManager,
    private readonly lists: OfficialLists,
    private readonly cause: OfficialList,
    private readonly applying: Applying,
    private readonly proposals: ReadonlyMap<string, Proposal> = new Map(),
  ) {}

  /** Asks, answers and takes back; the events that it recorded. */
  async settle(told: readonly ToldAgreement[]): Promise<AgreementEvent[]> {
    const absencesOf = await this.absencesOf(told.map(({ agreementId }) => agreementId));
    const stale: Absence[] = [];
    const takenBack: AgreementEvent[] = [];
    const missing: MissedOn[] = [];
    for (const agreement of told) {
      const absences = absencesOf.get(agreement.agreementId) ?? [];
      const settled = this.withoutStale(agreement, absences);
      stale.push(...settled.stale);
      takenBack.push(...settled.takenBack);
      missing.push(...this.unasked(agreement, settled));
      await this.markReturns(agreement, settled.asked);
    }
    if (stale.length > 0) await this.manager.delete(Absence, { id: In(stale.map(({ id }) => id)) });
    const answers = await this.ask(missing);
    const events = [...takenBack, ...answers.map(asEntry)];
    await insertAll(this.manager, AgreementEvent, events);
    return events;
  }

  private async absencesOf(ids: string[]): Promise<Map<string, Absence[]>> {
    return byAgreement(await this.manager.findBy(Absence, { agreementId: In(ids) }));
  }

  /** Without the questions that no list raises any more, and without what was answered to them unattended. */
  private withoutStale({ events, sightings }: ToldAgreement, absences: Absence[]): Settled {
    const stale: Absence[] = [];
    const takenBack: AgreementEvent[] = [];
    for (;;) {
      const told = [...events, ...takenBack];
      const { leavings } = foldHistory(told, sightings);
      const asked = absences.filter((absence) => !stale.includes(absence));
      const astray = this.answersAstray(told, leavings, asked);
      if (astray.length > 0) {
        takenBack.push(...astray);
        continue;
      }
      const raised = new Set(leavings.map((leaving) => this.listOf(leaving)?.id));
      const found = asked.filter((absence) => !raised.has(absence.listId) && !isAnswered(absence));
      if (found.length === 0) return { leavings, asked, stale, takenBack };
      stale.push(...found);
      const lists = new Set(found.map(({ listId }) => listId));
      const isOfThem = (event: AgreementEvent): boolean =>
        isAnswer(event) && lists.has(event.listId ?? '');
      takenBack.push(...takeBack(told, isOfThem, this.taking, { keepsBegin: true, newId }));
    }
  }

  /**
   * Takes back answers whose question is gone, and which no list asks again: they count once more when what had taken them
   * back was taken back itself.
   */
  private answersAstray(
    told: readonly AgreementEvent[],
    leavings: readonly Leaving[],
    asked: readonly Absence[],
  ): AgreementEvent[] {
    const days = new Set([...leavings.map(({ day }) => day), ...asked.map(({ onDay }) => onDay)]);
    const isAstray = (event: AgreementEvent): boolean => isAnswer(event) && !days.has(event.onDay);
    return takeBack(told, isAstray, this.taking, { keepsBegin: true, newId });
  }

  private unasked(
    { agreementId, events }: ToldAgreement,
    { leavings, asked, takenBack }: Settled,
  ): MissedOn[] {
    const lists = new Set(asked.map(({ listId }) => listId));
    return leavings.flatMap((leaving) => {
      const list = this.listOf(leaving);
      if (!list || lists.has(list.id)) return [];
      // What a list lets count again bears its id as well; an answer to its own question lies on its day.
      const answer = standing([...events, ...takenBack]).find(
        (event) => isAnswer(event) && event.listId === list.id && event.onDay === list.asOf,
      );
      return [{ agreementId, list, answer: answer ?? null }];
    });
  }

  /** A question that nobody has answered is answered when a later list shows the agreement again. */
  private async markReturns(
    { sightings }: ToldAgreement,
    asked: readonly Absence[],
  ): Promise<void> {
    const { by, at } = this.applying;
    for (const absence of asked) {
      const { id, onDay, resolution, listId } = absence;
      const isOpen = resolution === null || resolution === 'listed-again';
      if (!isOpen) continue;
      const kind = this.lists.inOrder.find((list) => list.id === listId)?.kind;
      const returns = sightings.some(
        (sighting) =>
          sighting.isListed &&
          sighting.day > onDay &&
          (sighting.kind === 'participating' || kind === 'pending'),
      );
      if (returns === (resolution === 'listed-again')) continue;
      const said = returns
        ? ({
            resolution: 'listed-again',
            reason: sourceOf(this.cause),
            resolvedAt: at,
            resolvedBy: by,
          } as const)
        : { resolution: null, reason: null, resolvedAt: null, resolvedBy: null };
      await this.manager.update(Absence, { id }, { ...said, version: absence.version + 1 });
    }
  }

  private async ask(missing: readonly MissedOn[]): Promise<NewEvent[]> {
    const { by, at, isUnattended } = this.applying;
    const successors = await this.findSuccessors(missing);
    const answers: NewEvent[] = [];
    const asked: Absence[] = [];
    for (const [index, { agreementId, list, answer }] of missing.entries()) {
      const own = list.id === this.cause.id ? this.proposals.get(agreementId) : undefined;
      const { proposal, successorId } = own ?? successors[index] ?? NOTHING_KNOWN;
      const lastListedOn = this.lists.around(list.asOf, list.kind).before?.asOf ?? null;
      const isSaid = isUnattended || answer !== null;
      asked.push({
        id: newId(),
        agreementId,
        listId: list.id,
        onDay: list.asOf,
        lastListedOn,
        proposal,
        successorId,
        resolution: isSaid ? proposal : null,
        reason: isSaid ? 'Accepted as proposed, unattended' : null,
        isUnattended: isSaid,
        resolvedAt: isSaid ? at : null,
        resolvedBy: isSaid ? by : null,
        version: 1,
      });
      if (isUnattended && answer === null)
        answers.push(this.answer(agreementId, list, proposal, lastListedOn));
    }
    await insertAll(this.manager, Absence, asked);
    this.asked.push(...asked);
    return answers;
  }

  private answer(
    agreementId: string,
    list: OfficialList,
    proposal: AbsenceResolution,
    lastListedOn: Day | null,
  ): NewEvent {
    const isSuperseded = proposal === 'superseded';
    return {
      agreementId,
      onDay: list.asOf,
      event: isSuperseded ? 'superseded' : 'left-list',
      status: isSuperseded ? 'superseded' : 'left-list',
      happenedAfter: lastListedOn,
      reason: isSuperseded
        ? 'The list shows another model of the agency in its place'
        : REASON_NOT_RECORDED,
      source: `${sourceOf(list)} is the first without it; accepted as proposed, unattended`,
      recordedAt: this.applying.at,
      recordedBy: this.applying.by,
      listId: list.id,
    };
  }

  private get taking(): TakingBack {
    const { by, at } = this.applying;
    return {
      source: sourceOf(this.cause),
      reason: 'The lists do not raise this question any more',
      recordedAt: at,
      recordedBy: by,
      listId: this.cause.id,
    };
  }

  /** Another agreement of the agency that the list shows, and the list before it does not. */
  private async findSuccessors(missing: readonly MissedOn[]): Promise<(Proposal | undefined)[]> {
    const others = missing.filter(
      ({ agreementId, list }) =>
        list.kind === 'participating' &&
        !(list.id === this.cause.id && this.proposals.has(agreementId)),
    );
    if (others.length === 0) return missing.map(() => undefined);
    const agencyOf = new Map(
      (
        await this.manager.findBy(Agreement, {
          id: In(others.map(({ agreementId }) => agreementId)),
        })
      ).map(({ id, agencyId }) => [id, agencyId]),
    );
    const shownOn = new Map<string, Map<string, string[]>>();
    for (const { list } of others) {
      if (shownOn.has(list.id)) continue;
      const { before } = this.lists.around(list.asOf, list.kind);
      shownOn.set(list.id, await this.shownFirst(list.id, before?.id ?? ''));
    }
    return missing.map(({ agreementId, list }) => {
      const shown = shownOn.get(list.id)?.get(agencyOf.get(agreementId) ?? '') ?? [];
      const successorId = shown.find((id) => id !== agreementId);
      return successorId === undefined ? undefined : { proposal: 'superseded', successorId };
    });
  }

  /** By agency: the agreements that the one list shows, and the other does not. */
  private async shownFirst(listId: string, beforeId: string): Promise<Map<string, string[]>> {
    const rows = await this.manager
      .createQueryBuilder(ListEntry, 'entry')
      .innerJoin(Agreement, 'agreement', 'agreement.id = entry.agreementId')
      .leftJoin(
        ListEntry,
        'former',
        'former.agreementId = entry.agreementId AND former.listId = :beforeId',
        { beforeId },
      )
      .select('agreement.id', 'id')
      .addSelect('agreement.agencyId', 'agencyId')
      .where('entry.listId = :listId AND former.id IS NULL', { listId })
      .orderBy('agreement.id')
      .getRawMany<{ id: string; agencyId: string }>();
    return grouped(
      rows,
      ({ agencyId }) => agencyId,
      ({ id }) => id,
    );
  }

  private listOf({ day, kind }: Leaving): OfficialList | undefined {
    return this.lists.of(day, kind);
  }
}

/** A list that lacks an agreement, and what is answered to that already. */
interface MissedOn {
  agreementId: string;
  list: OfficialList;
  answer: AgreementEvent | null;
}

interface Settled {
  leavings: Leaving[];
  /** Questions that stay. */
  asked: Absence[];
  stale: Absence[];
  takenBack: AgreementEvent[];
}

const NOTHING_KNOWN: Proposal = { proposal: 'left-list', successorId: null };

/** By a person; what was accepted unattended, or follows from a later list, is no more than the lists say. */
const isAnswered = ({ resolution, isUnattended }: Absence): boolean =>
  resolution !== null && resolution !== 'listed-again' && !isUnattended;

const isAnswer = ({ status, listId }: AgreementEvent): boolean =>
  listId !== null && (status === 'left-list' || status === 'superseded');
