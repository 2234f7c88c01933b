import { type EntityManager, In } from 'typeorm';
import { earlierOf } from '../../platform/clock/calendar.js';
import { newId } from '../../platform/db/id.js';
import { AgreementEvent } from '../agreement.entity.js';
import type { OfficialList } from '../official-list.entity.js';
import { OfficialLists } from '../official-lists.js';
import { type ListSighting, standing } from '../periods.rules.js';
import type { Applying } from './applying.js';
import { concernedBy, takenBackFrom } from './concerned-agreements.js';
import { sourceOf } from './list-source.js';
import type { TakingBack } from './taken-back.rules.js';

/** The list that stands for an earlier one of its day, and who puts it into the register. */
interface Replacing {
  list: OfficialList;
  applying: Applying;
}

/**
 * A later list of the day stands for an earlier one: what that had told, and what was answered to it, holds no more. The
 * later one is among the lists already, its rows are not.
 * @param shown the agreements that the later one shows
 * @returns the agreements that the earlier one concerned, and the events to record
 */
export async function replaceEdition(
  manager: EntityManager,
  former: OfficialList,
  { list, applying: { by, at } }: Replacing,
  shown: ReadonlySet<string | null>,
): Promise<{ concerned: string[]; events: AgreementEvent[] }> {
  const taking: TakingBack = {
    source: sourceOf(list),
    reason: 'A later list of the day stands for it',
    recordedAt: at,
    recordedBy: by,
    listId: list.id,
  };
  const concerned = await concernedBy(manager, former.id);
  const isVoid = ({ listId }: AgreementEvent): boolean => listId === former.id;
  const events = await takenBackFrom(manager, concerned, isVoid, taking, { keepsBegin: true });
  if (former.kind === 'pending') return { concerned, events };
  const gone = concerned.filter((id) => !shown.has(id));
  const told = await manager.findBy(AgreementEvent, { agreementId: In(gone) });
  // What no other list has put right since, either.
  const begun = standing([...told, ...events]).filter(
    ({ event, listId, correctsId }) =>
      event === 'signed' && listId === former.id && correctsId === null,
  );
  const lists = await OfficialLists.holding(manager);
  const sightings = await lists.sightingsOf(
    manager,
    [...begun, ...events.filter(isUnsigned)].map(({ agreementId }) => agreementId),
  );
  const asPrinted = (event: AgreementEvent): AgreementEvent =>
    withPrintedSigning(event, sightings.get(event.agreementId) ?? []);
  const corrections = begun.flatMap((event) => {
    const corrected = asPrinted(event);
    if (corrected === event) return [];
    return [Object.assign(corrected, taking, { id: newId(), correctsId: event.id })];
  });
  const restored = events.map((event) => (isUnsigned(event) ? asPrinted(event) : event));
  return { concerned, events: [...restored, ...corrections] };
}

const isUnsigned = ({ event, signedOn }: AgreementEvent): boolean =>
  event === 'signed' && signedOn === null;

/**
 * A signing as the first list prints it that still stands: that one told the register nothing new when it came, or
 * something else of an agreement that was thought to be older.
 */
function withPrintedSigning(
  event: AgreementEvent,
  sightings: readonly ListSighting[],
): AgreementEvent {
  const signedOn = sightings.find(
    (sighting) => sighting.kind === 'participating' && sighting.signedOn,
  )?.signedOn;
  if (!signedOn || signedOn === event.signedOn) return event;
  const onDay = event.signedOn === null ? earlierOf(signedOn, event.onDay) : signedOn;
  return Object.assign(new AgreementEvent(), event, { onDay, signedOn, effectiveOn: signedOn });
}
