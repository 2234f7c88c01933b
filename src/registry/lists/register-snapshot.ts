import { type EntityManager, In } from 'typeorm';
import type { Day } from '../../platform/clock/calendar.js';
import { newId } from '../../platform/db/id.js';
import { type AgreementStatus, IN_FORCE, isInForce } from '../agreement-status.rules.js';
import { tellAgreements } from '../agreement-events.js';
import {
  Agency,
  AgencyAlias,
  Agreement,
  AgreementEvent,
  AgreementPeriod,
} from '../agreement.entity.js';
import type { OfficialList } from '../official-list.entity.js';
import { OfficialLists } from '../official-lists.js';
import { foldPeriods, type RecordedEvent, standing } from '../periods.rules.js';
import { concernedBy } from './concerned-agreements.js';
import { AS_PROPOSED, type KnownAgency, type KnownAgreement, type Register } from './list-diff.js';
import { takeBack } from './taken-back.rules.js';

/**
 * The register as a list of a day is held against it: every agency, and every agreement as it was on that day.
 * @param replaced the list whose place it takes: the register is read as if that one had not been published
 */
export async function readRegister(
  manager: EntityManager,
  day: Day,
  replaced?: OfficialList,
): Promise<Register> {
  const agreements = await readAgreements(manager, day);
  return {
    agencies: await readAgencies(manager),
    agreements: replaced ? await withoutList(manager, agreements, day, replaced) : agreements,
  };
}

async function readAgencies(manager: EntityManager): Promise<KnownAgency[]> {
  const said = new Map<string, string[]>();
  const guessed = new Map<string, string[]>();
  for (const { agencyId, normalizedName, source } of await manager.find(AgencyAlias)) {
    const names = source.endsWith(AS_PROPOSED) ? guessed : said;
    names.set(agencyId, [...(names.get(agencyId) ?? []), normalizedName]);
  }
  const rows = await manager
    .createQueryBuilder(Agency, 'agency')
    .select('agency.id', 'id')
    .addSelect('agency.state', 'state')
    .addSelect('agency.name', 'name')
    .addSelect('agency.normalizedName', 'normalizedName')
    .addSelect('agency.distinguisher', 'distinguisher')
    .addSelect('agency.type', 'agencyType')
    .addSelect('agency.county', 'county')
    .orderBy('agency.id')
    .getRawMany<
      Omit<KnownAgency, 'normalizedNames' | 'guessedNames'> & { normalizedName: string }
    >();
  return rows.map(({ normalizedName, ...agency }) => ({
    ...agency,
    normalizedNames: [normalizedName, ...(said.get(agency.id) ?? [])],
    guessedNames: guessed.get(agency.id) ?? [],
  }));
}

/** What a period, or the first event, says of an agreement. */
type Facts = Pick<KnownAgreement, 'model' | 'status' | 'since' | 'signedOn'>;

async function readAgreements(manager: EntityManager, day: Day): Promise<KnownAgreement[]> {
  const rows = await manager
    .createQueryBuilder(Agreement, 'agreement')
    .leftJoin(
      AgreementPeriod,
      'period',
      'period.agreementId = agreement.id AND period.recordedUntil IS NULL AND period.holdsFrom <= :day AND (period.holdsUntil IS NULL OR period.holdsUntil > :day)',
      { day },
    )
    .select('agreement.id', 'id')
    .addSelect('agreement.agencyId', 'agencyId')
    .addSelect('period.model', 'model')
    .addSelect('period.status', 'status')
    .addSelect('period.holdsFrom', 'since')
    .addSelect('period.signedOn', 'signedOn')
    .getRawMany<Pick<KnownAgreement, 'id' | 'agencyId'> & (Facts | Record<keyof Facts, null>)>();
  const notInForce = rows.filter(({ status }) => status === null || !isInForce(status));
  const eventsOf = await eventsOfEach(
    manager,
    notInForce.map(({ id }) => id),
  );
  const returning = await inForceAfter(manager, day);
  return rows.flatMap(({ id, agencyId, ...facts }) => {
    const events = eventsOf.get(id) ?? [];
    const known = facts.model === null ? firstFacts(events) : facts;
    return known ? [knownAgreement({ id, agencyId }, known, events, day, returning.has(id))] : [];
  });
}

/** What an agreement that begins later is: its first event says so. One whose import was undone has none. */
function firstFacts(events: readonly RecordedEvent[]): Facts | null {
  const [begin] = standing(events);
  if (!begin?.model) return null;
  return { model: begin.model, signedOn: begin.signedOn, status: null, since: null };
}

/** A list does not decide over what a person recorded as ended or suspended; what only left the lists may come back. */
function knownAgreement(
  named: Pick<KnownAgreement, 'id' | 'agencyId'>,
  facts: Facts,
  events: readonly RecordedEvent[],
  day: Day,
  returns: boolean,
): KnownAgreement {
  const { status } = facts;
  const isSettled = status !== null && !isInForce(status);
  const said = isSettled
    ? standing(events).findLast((event) => event.status !== null && event.onDay <= day)
    : undefined;
  const isRecorded = said !== undefined && (said.listId ?? null) === null;
  return {
    ...named,
    ...facts,
    yields: !isRecorded || said.status === 'left-list' || said.status === 'pending',
    isEndedForGood:
      isSettled && isRecorded && said.status === status && ENDED.includes(status) && !returns,
  };
}

const ENDED: readonly AgreementStatus[] = ['left-list', 'terminated', 'expired', 'superseded'];

/** The agreements that are in force on some later day. */
async function inForceAfter(manager: EntityManager, day: Day): Promise<Set<string>> {
  const rows = await manager
    .createQueryBuilder(AgreementPeriod, 'period')
    .select('DISTINCT period.agreementId', 'id')
    .where('period.recordedUntil IS NULL AND period.holdsFrom > :day', { day })
    .andWhere('period.status IN (:...inForce)', { inForce: IN_FORCE })
    .getRawMany<{ id: string }>();
  return new Set(rows.map(({ id }) => id));
}

/** What a list told, and what was answered for it, is left out of the agreements that it concerns. */
async function withoutList(
  manager: EntityManager,
  agreements: readonly KnownAgreement[],
  day: Day,
  replaced: OfficialList,
): Promise<KnownAgreement[]> {
  const lists = (await OfficialLists.holding(manager)).without(replaced);
  const told = await tellAgreements(manager, await concernedBy(manager, replaced.id), lists);
  const events = new Map(told.map((agreement) => [agreement.agreementId, agreement]));
  const returning = await inForceAfter(manager, day);
  return agreements.map((agreement) => {
    const { id, agencyId } = agreement;
    const concerned = events.get(id);
    if (!concerned) return agreement;
    const standIns = takeBack(
      concerned.events,
      ({ listId }) => listId === replaced.id,
      { source: '', reason: '', recordedAt: '', recordedBy: '', listId: replaced.id },
      { keepsBegin: true, newId },
    );
    const all = [...concerned.events, ...standIns];
    const period = foldPeriods(all, concerned.sightings).find(
      ({ holdsFrom, holdsUntil }) => holdsFrom <= day && (holdsUntil === null || day < holdsUntil),
    );
    const facts = period ? { ...period, since: period.holdsFrom } : firstFacts(all);
    if (!facts) return agreement;
    const { model, status, since, signedOn } = facts;
    return knownAgreement(
      { id, agencyId },
      { model, status, since, signedOn },
      all,
      day,
      returning.has(id),
    );
  });
}

const BATCH = 500;

async function eventsOfEach(
  manager: EntityManager,
  ids: readonly string[],
): Promise<Map<string, AgreementEvent[]>> {
  const events = new Map<string, AgreementEvent[]>(ids.map((id) => [id, []]));
  for (let start = 0; start < ids.length; start += BATCH) {
    const found = await manager.findBy(AgreementEvent, {
      agreementId: In(ids.slice(start, start + BATCH)),
    });
    for (const event of found) events.get(event.agreementId)?.push(event);
  }
  return events;
}
