import type { EntityManager } from 'typeorm';
import type { Day } from '../../platform/clock/calendar.js';
import { Agency, AgreementEvent } from '../agreement.entity.js';
import { periodsOn } from '../agreements-on-day.js';
import { Absence } from '../lists/list-import.entity.js';
import { limitToAgenciesOf } from '../office-scope.js';
import { standing } from '../periods.rules.js';
import type { Explanation, RegisteredAgreement, RegisteredWord } from './reconciliation.js';

/** The field office that limits what is compared; null = none does. */
export interface OfficeScope {
  officeId: string | null;
}

/** The agreements that existed on a list's day, in whatever status. */
export async function readRegisterOf(
  manager: EntityManager,
  day: Day,
  { officeId }: OfficeScope,
): Promise<RegisteredAgreement[]> {
  const query = periodsOn(manager, { asOf: day })
    .innerJoin(Agency, 'agency', 'agency.id = period.agencyId')
    .select('period.agreementId', 'agreementId')
    .addSelect('agency.name', 'agency')
    .addSelect('period.state', 'state')
    .addSelect('period.model', 'model')
    .addSelect('period.modelBasis', 'modelBasis')
    .addSelect('period.status', 'status')
    .addSelect('period.holdsFrom', 'since')
    .addSelect('period.signedOn', 'signedOn');
  limitToAgenciesOf(query, 'period.agencyId', officeId, day);
  return query.getRawMany<RegisteredAgreement>();
}

/** Agreements whose events are read in one statement. */
const BATCH = 500;

/**
 * Who said what of agreements until a list's day.
 * @param listId the list whose errors are told; null for a file that is not stored
 */
export async function readExplanations(
  manager: EntityManager,
  agreementIds: readonly string[],
  day: Day,
  listId: string | null,
): Promise<Map<string, Explanation>> {
  const eventsOf = new Map<string, AgreementEvent[]>(agreementIds.map((id) => [id, []]));
  for (let start = 0; start < agreementIds.length; start += BATCH) {
    const events = await manager
      .createQueryBuilder(AgreementEvent, 'event')
      .where('event.agreementId IN (:...ids)', { ids: agreementIds.slice(start, start + BATCH) })
      .getMany();
    for (const event of events) eventsOf.get(event.agreementId)?.push(event);
  }
  const errors = await readListErrors(manager, listId);
  return new Map(
    [...eventsOf].map(([id, events]) => {
      const told = standing(events).filter(({ onDay }) => onDay <= day);
      const status = told.findLast((event) => event.status !== null);
      const signing = told.findLast((event) => event.signedOn !== null);
      return [
        id,
        {
          status: status ? wordOf(status) : null,
          signing: signing ? wordOf(signing) : null,
          listError: errors.get(id) ?? null,
        },
      ];
    }),
  );
}

const wordOf = (event: AgreementEvent): RegisteredWord => ({
  event: event.event,
  onDay: event.onDay,
  reason: event.reason,
  source: event.source,
  recordedBy: event.recordedBy,
  happenedAfter: event.happenedAfter,
  isFromList: event.listId !== null,
});

/** By agreement: who said that a list is wrong not to show it. */
async function readListErrors(
  manager: EntityManager,
  listId: string | null,
): Promise<Map<string, { by: string; reason: string | null }>> {
  if (listId === null) return new Map();
  const absences = await manager.findBy(Absence, { listId, resolution: 'list-error' });
  return new Map(
    absences.map(({ agreementId, resolvedBy, reason }) => [
      agreementId,
      { by: resolvedBy ?? 'somebody', reason },
    ]),
  );
}
