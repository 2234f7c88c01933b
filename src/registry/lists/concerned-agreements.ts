import { type EntityManager, In } from 'typeorm';
import { newId } from '../../platform/db/id.js';
import { byAgreement } from '../by-agreement.js';
import { AgreementEvent } from '../agreement.entity.js';
import { ListEntry } from '../official-list.entity.js';
import { Absence } from './list-import.entity.js';
import { takeBack, type TakingBack } from './taken-back.rules.js';

/** The agreements that a list shows, that it made absent, or that it told something of. */
export async function concernedBy(manager: EntityManager, listId: string): Promise<string[]> {
  const ids = new Set<string>();
  for (const entity of [ListEntry, Absence, AgreementEvent]) {
    const rows = await manager
      .createQueryBuilder<{ agreementId: string }>(entity, 'row')
      .select('row.agreementId', 'id')
      .where('row.listId = :listId', { listId })
      .getRawMany<{ id: string }>();
    for (const { id } of rows) ids.add(id);
  }
  return [...ids];
}

/** What takes events of these agreements back; see `takeBack`. It is for the caller to record. */
export async function takenBackFrom(
  manager: EntityManager,
  agreementIds: readonly string[],
  isVoid: (event: AgreementEvent) => boolean,
  taking: TakingBack,
  options: { keepsBegin: boolean },
): Promise<AgreementEvent[]> {
  const events = await manager.findBy(AgreementEvent, { agreementId: In([...agreementIds]) });
  return [...byAgreement(events).values()].flatMap((own) =>
    takeBack(own, isVoid, taking, { ...options, newId }),
  );
}
