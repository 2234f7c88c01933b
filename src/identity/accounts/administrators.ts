import { type EntityManager, Not } from 'typeorm';
import { currentOrigin } from '../../platform/origin.js';
import { Account } from '../account.entity.js';

/**
 * Why somebody must stay the administrator that they are: whoever takes the role from themself, or from the last who
 * has it, finds nobody who could give it back.
 * @returns a sentence; undefined when the role may go
 */
export async function whyAdministratorStays(
  manager: EntityManager,
  account: Account,
): Promise<string | undefined> {
  if (currentOrigin().viewer?.accountId === account.id)
    return 'You cannot take the administration from yourself. Another administrator can.';
  if (account.kind !== 'person' || account.role !== 'administrator' || !account.isActive)
    return undefined;
  const others = await manager.countBy(Account, {
    kind: 'person',
    role: 'administrator',
    isActive: true,
    id: Not(account.id),
  });
  return others > 0
    ? undefined
    : `${account.displayName} is the last administrator. Make somebody else one first.`;
}
