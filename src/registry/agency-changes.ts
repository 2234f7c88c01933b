import type { EntityManager } from 'typeorm';
import { Agency, AgreementPeriod } from './agreement.entity.js';

/**
 * Changes an agency that still has the version the caller saw, and what the periods of its agreements repeat of it.
 * @param changes no other name: the periods are sorted by it
 * @returns whether it had that version
 */
export async function changeAgency(
  manager: EntityManager,
  { id, version, type }: Agency,
  changes: Partial<Omit<Agency, 'state' | 'name' | 'normalizedName'>>,
): Promise<boolean> {
  const { affected } = await manager.update(
    Agency,
    { id, version },
    { ...changes, version: version + 1 },
  );
  if (affected !== 1) return false;
  if (changes.type !== undefined && changes.type !== type)
    await manager.update(AgreementPeriod, { agencyId: id }, { agencyType: changes.type });
  return true;
}
