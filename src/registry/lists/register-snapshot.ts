import type { EntityManager } from 'typeorm';
import type { Day } from '../../platform/clock/calendar.js';
import { isInForce } from '../agreement-status.rules.js';
import {
  Agency,
  AgencyAlias,
  Agreement,
  AgreementEvent,
  AgreementPeriod,
} from '../agreement.entity.js';
import { inOrder, standing } from '../periods.rules.js';
import type { KnownAgency, KnownAgreement, Register } from './list-diff.js';

/** The register as a list of a day is held against it: every agency, and every agreement as it was on that day. */
export async function readRegister(manager: EntityManager, day: Day): Promise<Register> {
  return {
    agencies: await readAgencies(manager),
    agreements: await readAgreements(manager, day),
  };
}

async function readAgencies(manager: EntityManager): Promise<KnownAgency[]> {
  const aliases = new Map<string, string[]>();
  for (const { agencyId, normalizedName } of await manager.find(AgencyAlias))
    aliases.set(agencyId, [...(aliases.get(agencyId) ?? []), normalizedName]);
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
    .getRawMany<Omit<KnownAgency, 'normalizedNames'> & { normalizedName: string }>();
  return rows.map(({ normalizedName, ...agency }) => ({
    ...agency,
    normalizedNames: [normalizedName, ...(aliases.get(agency.id) ?? [])],
  }));
}

type PeriodRow = Omit<KnownAgreement, 'yields'>;

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
    .getRawMany<Omit<PeriodRow, 'model'> & { model: string | null }>();
  const unbegun = rows.filter(({ model }) => model === null).map(({ id }) => id);
  const first = unbegun.length > 0 ? await firstFacts(manager, new Set(unbegun)) : new Map();
  const settled = rows.filter(({ status }) => status !== null && !isInForce(status));
  const byPerson = await recordedByPersons(manager, new Set(settled.map(({ id }) => id)));
  return rows.flatMap((row) => {
    const facts = row.model === null ? first.get(row.id) : row;
    return facts ? [{ ...row, ...facts, yields: !byPerson.has(row.id) } as KnownAgreement] : [];
  });
}

/** What an agreement that begins later is: its first event says so. One whose import was undone has none. */
async function firstFacts(
  manager: EntityManager,
  ids: ReadonlySet<string>,
): Promise<Map<string, Pick<KnownAgreement, 'model' | 'signedOn'>>> {
  const facts = new Map<string, Pick<KnownAgreement, 'model' | 'signedOn'>>();
  const events = await eventsOf(manager, ids);
  for (const [id, told] of events) {
    const [begin] = inOrder(standing(told));
    if (begin?.model) facts.set(id, { model: begin.model, signedOn: begin.signedOn });
  }
  return facts;
}

/** Those whose present status a person recorded: a list does not decide over it. What only left the lists may come back. */
async function recordedByPersons(
  manager: EntityManager,
  ids: ReadonlySet<string>,
): Promise<Set<string>> {
  const recorded = new Set<string>();
  for (const [id, told] of await eventsOf(manager, ids)) {
    const last = inOrder(standing(told)).findLast(({ status }) => status !== null);
    if (
      last &&
      last.listId === null &&
      last.status !== 'left-list' &&
      last.status !== 'active' &&
      last.status !== 'pending'
    )
      recorded.add(id);
  }
  return recorded;
}

const BATCH = 500;

async function eventsOf(
  manager: EntityManager,
  ids: ReadonlySet<string>,
): Promise<Map<string, AgreementEvent[]>> {
  const all = [...ids];
  const events = new Map<string, AgreementEvent[]>(all.map((id) => [id, []]));
  for (let start = 0; start < all.length; start += BATCH) {
    const found = await manager
      .createQueryBuilder(AgreementEvent, 'event')
      .where('event.agreementId IN (:...ids)', { ids: all.slice(start, start + BATCH) })
      .getMany();
    for (const event of found) events.get(event.agreementId)?.push(event);
  }
  return events;
}
