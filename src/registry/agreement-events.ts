import { type EntityManager, In, IsNull } from 'typeorm';
import type { Moment } from '../platform/clock/calendar.js';
import { insertAll } from '../platform/db/insert-once.js';
import { newId } from '../platform/db/id.js';
import { Agency, Agreement, AgreementEvent, AgreementPeriod } from './agreement.entity.js';
import { OfficialLists } from './official-lists.js';
import { byAgreement } from './by-agreement.js';
import { foldPeriods, isSame, type ListSighting, type Period } from './periods.rules.js';

/** An agreement, as the audit names it. */
export const agreementSubject = (agreement: {
  agreementId: string;
  agencyName: string;
  state: string;
}) => ({
  type: 'agreement',
  id: agreement.agreementId,
  label: `${agreement.agencyName}, ${agreement.state}`,
});

/** What an event sets when it sets nothing. */
export const NO_FACTS = {
  status: null,
  model: null,
  modelBasis: null,
  signedOn: null,
  effectiveOn: null,
  endsOn: null,
  endsOnBasis: null,
  happenedAfter: null,
  reason: null,
  listId: null,
  correctsId: null,
  details: null,
} as const satisfies Partial<AgreementEvent>;

/** An event to be recorded: what it does not name, it leaves as it was. */
export type NewEvent = Pick<
  AgreementEvent,
  'agreementId' | 'onDay' | 'event' | 'source' | 'recordedAt' | 'recordedBy'
> &
  Partial<AgreementEvent>;

/**
 * Adds an event to an agreement's history and derives its periods anew, in the caller's unit of work. Whoever calls
 * this guards the agreement's version first.
 */
export async function recordEvent(manager: EntityManager, event: NewEvent): Promise<void> {
  await addEvents(manager, [event]);
  await derivePeriods(manager, [event.agreementId], event.recordedAt);
}

/** Adds events without deriving: for whoever adds many and calls `derivePeriods` once. */
export async function addEvents(
  manager: EntityManager,
  events: readonly NewEvent[],
): Promise<void> {
  await insertAll(manager, AgreementEvent, events.map(asEntry));
}

/** The event as an entry of the history; one that has no id yet gets one. */
export const asEntry = (event: NewEvent): AgreementEvent => ({
  ...NO_FACTS,
  id: newId(),
  ...event,
});

/** What is told of an agreement: its events, and which of the official lists show it. */
export interface ToldAgreement {
  agreementId: string;
  events: AgreementEvent[];
  sightings: ListSighting[];
}

/** Says what else is to be recorded of agreements before their periods are derived; it is stored already. */
export type Answering = (told: readonly ToldAgreement[]) => Promise<AgreementEvent[]>;

/** Agreements whose events are read in one statement. */
const BATCH = 1_000;

/**
 * Derives the periods of agreements from their events and from what the official lists show. A period that holds no
 * more is closed at `moment`, so that the register can tell what it said before; an unchanged one stays as it is.
 * @param answer records what follows from the lists, before the periods are derived
 */
export async function derivePeriods(
  manager: EntityManager,
  agreementIds: readonly string[],
  moment: Moment,
  answer: Answering = () => Promise.resolve([]),
): Promise<void> {
  if (agreementIds.length === 0) return;
  const lists = await OfficialLists.holding(manager);
  for (let start = 0; start < agreementIds.length; start += BATCH) {
    const ids = agreementIds.slice(start, start + BATCH);
    const told = await tellAgreements(manager, ids, lists);
    const eventsOf = new Map(told.map(({ agreementId, events }) => [agreementId, events]));
    for (const event of await answer(told)) eventsOf.get(event.agreementId)?.push(event);
    await deriveBatch(manager, told, moment);
  }
}

/** What is told of these agreements, with these lists. */
export async function tellAgreements(
  manager: EntityManager,
  ids: readonly string[],
  lists: OfficialLists,
): Promise<ToldAgreement[]> {
  const eventsOf = byAgreement(await manager.findBy(AgreementEvent, { agreementId: In([...ids]) }));
  const sightingsOf = await lists.sightingsOf(manager, ids);
  return ids.map((agreementId) => ({
    agreementId,
    events: eventsOf.get(agreementId) ?? [],
    sightings: sightingsOf.get(agreementId) ?? [],
  }));
}

async function deriveBatch(
  manager: EntityManager,
  told: readonly ToldAgreement[],
  moment: Moment,
): Promise<void> {
  const ids = told.map(({ agreementId }) => agreementId);
  const presentOf = byAgreement(
    await manager.findBy(AgreementPeriod, { agreementId: In(ids), recordedUntil: IsNull() }),
  );
  const placeOf = await placesOf(manager, ids);
  const closed: string[] = [];
  const added: AgreementPeriod[] = [];
  for (const { agreementId, events, sightings } of told) {
    const place = placeOf.get(agreementId);
    if (!place) continue;
    const periods = foldPeriods(events, sightings);
    const present = presentOf.get(agreementId) ?? [];
    const kept = new Set(present.filter((old) => periods.some((period) => isEqual(old, period))));
    closed.push(...present.filter((old) => !kept.has(old)).map(({ id }) => id));
    for (const period of periods)
      if (![...kept].some((old) => isEqual(old, period)))
        added.push({
          ...period,
          ...place,
          id: newId(),
          agreementId,
          recordedFrom: moment,
          recordedUntil: null,
        });
  }
  if (closed.length > 0)
    await manager.update(AgreementPeriod, { id: In(closed) }, { recordedUntil: moment });
  await insertAll(manager, AgreementPeriod, added);
}

const isEqual = (a: Period, b: Period): boolean =>
  a.holdsFrom === b.holdsFrom && a.holdsUntil === b.holdsUntil && isSame(a, b);

/** What a period repeats of its agency. */
type PeriodPlace = Pick<
  AgreementPeriod,
  'agencyId' | 'state' | 'agencyNormalizedName' | 'agencyType'
>;

async function placesOf(manager: EntityManager, ids: string[]): Promise<Map<string, PeriodPlace>> {
  const rows = await manager
    .createQueryBuilder(Agreement, 'agreement')
    .innerJoin(Agency, 'agency', 'agency.id = agreement.agencyId')
    .select('agreement.id', 'id')
    .addSelect('agency.id', 'agencyId')
    .addSelect('agency.state', 'state')
    .addSelect('agency.normalizedName', 'agencyNormalizedName')
    .addSelect('agency.type', 'agencyType')
    .where('agreement.id IN (:...ids)', { ids })
    .getRawMany<{ id: string } & PeriodPlace>();
  return new Map(rows.map(({ id, ...place }) => [id, place]));
}
