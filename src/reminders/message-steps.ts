import type { EntityManager } from 'typeorm';
import type { BusinessClock } from '../platform/clock/clock.js';
import { newId } from '../platform/db/id.js';
import { MessageStep, type MessageState } from './reminder.entity.js';

/** Records a step of a mail's sending, in the unit of work that takes it. */
export async function addStep(
  manager: EntityManager,
  messageId: string,
  state: MessageState,
  detail: string | null,
  clock: BusinessClock,
): Promise<void> {
  await manager.insert(MessageStep, { id: newId(), messageId, at: clock.moment(), state, detail });
}
