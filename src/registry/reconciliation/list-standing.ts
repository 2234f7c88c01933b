import type { OfficialList } from '../official-list.entity.js';
import type { OfficialLists } from '../official-lists.js';
import type { ListStanding } from './reconciliation.js';

/**
 * What a stored list is to the register.
 * @param holding the lists that hold for their days
 */
export function standingOf(list: OfficialList, holding: OfficialLists): ListStanding {
  if (list.withdrawnAt !== null) return 'withdrawn';
  if (!holding.inOrder.some(({ id }) => id === list.id)) return 'replaced';
  return list.decides ? 'decides' : 'compared';
}
