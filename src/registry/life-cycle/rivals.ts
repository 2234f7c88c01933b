import type { EntityManager } from 'typeorm';
import { IN_FORCE } from '../agreement-status.rules.js';
import { AgreementPeriod } from '../agreement.entity.js';
import { Conflict } from '../../platform/http/problem.js';

/**
 * The agreements of the same agency and model that are in force on a day on which this one is: an agency holds up to one
 * agreement in force per model (ICE's list of 18 May 2026: 1,551 agencies, 1,843 agreements, no model twice).
 */
export async function rivalsOf(manager: EntityManager, agreementId: string): Promise<Set<string>> {
  const rows = await manager
    .createQueryBuilder(AgreementPeriod, 'own')
    .innerJoin(
      AgreementPeriod,
      'other',
      'other.agencyId = own.agencyId AND other.model = own.model AND other.agreementId <> own.agreementId' +
        ' AND other.recordedUntil IS NULL AND other.status IN (:...inForce)' +
        ' AND (own.holdsUntil IS NULL OR other.holdsFrom < own.holdsUntil)' +
        ' AND (other.holdsUntil IS NULL OR own.holdsFrom < other.holdsUntil)',
    )
    .where('own.agreementId = :agreementId', { agreementId })
    .andWhere('own.recordedUntil IS NULL')
    .andWhere('own.status IN (:...inForce)', { inForce: IN_FORCE })
    .select('DISTINCT other.agreementId', 'id')
    .getRawMany<{ id: string }>();
  return new Set(rows.map(({ id }) => id));
}

/**
 * Runs a change of an agreement and refuses it when it brings a second agreement of one model in force at its agency.
 * What was so before the change is not its fault.
 * @throws Conflict (409)
 */
export async function withoutNewRival(
  manager: EntityManager,
  agreementId: string,
  change: () => Promise<void>,
): Promise<void> {
  const before = await rivalsOf(manager, agreementId);
  await change();
  const after = await rivalsOf(manager, agreementId);
  if ([...after].some((id) => !before.has(id)))
    throw new Conflict(
      'second-agreement',
      'The agency would hold two agreements in force under one program model at the same time. End the other one first, or record an amendment of it.',
    );
}
