import type { EntityManager } from 'typeorm';
import { Account } from '../../identity/account.entity.js';
import { dayText } from '../../platform/clock/day-text.js';
import type { Objections } from '../objections.js';
import { Occupancy, Position } from '../position.entity.js';
import { firstOverlapping, isEmpty, type Span, spanText } from '../spans.rules.js';

/** A hold lies within the days on which the position exists. */
export function objectToSpan(position: Position, span: Span, objections: Objections): void {
  const { establishedOn, abolishedOn } = position;
  if (isEmpty(span)) objections.add('until', 'The first day without them lies after the first.');
  if (span.holdsFrom < establishedOn)
    objections.add('from', `${position.title} is established on ${dayText(establishedOn)}.`);
  if (abolishedOn === null) return;
  if (span.holdsFrom >= abolishedOn)
    objections.add('from', `${position.title} is abolished on ${dayText(abolishedOn)}.`);
  else if (span.holdsUntil === null || span.holdsUntil > abolishedOn)
    objections.add('until', `It ends on ${dayText(abolishedOn)} at the latest.`);
}

/** A position has one holder on a day, and a person one position. */
export async function objectToHolds(
  manager: EntityManager,
  position: Position,
  holder: Account | null,
  span: Span,
  objections: Objections,
): Promise<void> {
  const here = firstOverlapping(span, await manager.findBy(Occupancy, { positionId: position.id }));
  if (here) {
    const { displayName } = await manager.findOneByOrFail(Account, { id: here.accountId });
    objections.add('from', `${displayName} holds ${position.title} ${spanText(here)}.`);
  }
  const others = (await manager.findBy(Occupancy, { accountId: holder?.id ?? '' })).filter(
    ({ positionId }) => positionId !== position.id,
  );
  const elsewhere = firstOverlapping(span, others);
  if (!holder || !elsewhere) return;
  const { title } = await manager.findOneByOrFail(Position, { id: elsewhere.positionId });
  objections.add('accountId', `${holder.displayName} holds ${title} ${spanText(elsewhere)}.`);
}
