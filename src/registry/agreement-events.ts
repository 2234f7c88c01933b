import type { EntityManager } from 'typeorm';
import { newId } from '../platform/db/id.js';
import { AgreementEvent, AgreementPeriod } from './agreement.entity.js';
import { foldPeriods } from './periods.rules.js';

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

/**
 * Adds an event to an agreement's history and derives its periods anew, in the caller's unit of work. Whoever calls
 * this guards the agreement's version first.
 */
export async function recordEvent(
  manager: EntityManager,
  event: Omit<AgreementEvent, 'id'>,
): Promise<void> {
  const { agreementId } = event;
  await manager.insert(AgreementEvent, { id: newId(), ...event });
  const events = await manager.findBy(AgreementEvent, { agreementId });
  await manager.delete(AgreementPeriod, { agreementId });
  await manager.insert(
    AgreementPeriod,
    foldPeriods(events).map((period) => ({ ...period, id: newId(), agreementId })),
  );
}
