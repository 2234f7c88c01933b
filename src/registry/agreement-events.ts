import { type EntityManager, In, IsNull } from 'typeorm';
import type { Moment } from '../platform/clock/calendar.js';
import { insertAll } from '../platform/db/insert-once.js';
import { newId } from '../platform/db/id.js';
import { Agency, Agreement, AgreementEvent, AgreementPeriod } from './agreement.entity.js';
import { OfficialLists } from './official-lists.js';
import { foldPeriods, isSame, type Period } from './periods.rules.js';

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
  Partial<Omit<AgreementEvent, 'id'>>;

/**
 * Adds an event to an agreement's history and derives its periods anew, in the caller's unit of work. Whoever calls
 * this guards the agreement's version first.
 */
export async function recordEvent(manager: EntityManager, event: NewEvent): Promise<void> {
  await addEvents(manager, [event]);
  await derivePeriods(manager, [event.agreementId], event.recordedAt);
}

/** Adds events without deriving: for whoever adds many and calls `derivePeriods` once. */
export async function addEvents(manager: EntityManager, events: NewEvent[]): Promise<void> {
  await insertAll(
    manager,
    AgreementEvent,
    events.map((event) => ({ ...NO_FACTS, ...event, id: newId() })),
  );
}

/** Agreements whose events are read in one statement. */
const BATCH = 500;

/**
 * Derives the periods of agreements from their events and from what the official lists show. A period that holds no
 * more is closed at `moment`, so that the register can tell what it said before; an unchanged one stays as it is.
 */
export async function derivePeriods(
  manager: EntityManager,
  agreementIds: readonly string[],
  moment: Moment,
): Promise<void> {
  const lists = await OfficialLists.holding(manager);
  for (let start = 0; start < agreementIds.length; start += BATCH)
    await deriveBatch(manager, agreementIds.slice(start, start + BATCH), lists, moment);
}

async function deriveBatch(
  manager: EntityManager,
  ids: string[],
  lists: OfficialLists,
  moment: Moment,
): Promise<void> {
  const eventsOf = groupBy(await manager.findBy(AgreementEvent, { agreementId: In(ids) }));
  const sightingsOf = await lists.sightingsOf(manager, ids);
  const presentOf = groupBy(
    await manager.findBy(AgreementPeriod, { agreementId: In(ids), recordedUntil: IsNull() }),
  );
  const placeOf = await placesOf(manager, ids);
  const closed: string[] = [];
  const added: AgreementPeriod[] = [];
  for (const agreementId of ids) {
    const place = placeOf.get(agreementId);
    if (!place) continue;
    const periods = foldPeriods(eventsOf.get(agreementId) ?? [], sightingsOf.get(agreementId));
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

async function placesOf(
  manager: EntityManager,
  ids: string[],
): Promise<Map<string, { agencyId: string; state: string }>> {
  const rows = await manager
    .createQueryBuilder(Agreement, 'agreement')
    .innerJoin(Agency, 'agency', 'agency.id = agreement.agencyId')
    .select('agreement.id', 'id')
    .addSelect('agency.id', 'agencyId')
    .addSelect('agency.state', 'state')
    .where('agreement.id IN (:...ids)', { ids })
    .getRawMany<{ id: string; agencyId: string; state: string }>();
  return new Map(rows.map(({ id, agencyId, state }) => [id, { agencyId, state }]));
}

function groupBy<Row extends { agreementId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.agreementId);
    if (group) group.push(row);
    else groups.set(row.agreementId, [row]);
  }
  return groups;
}
