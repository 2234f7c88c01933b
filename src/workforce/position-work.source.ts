import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import { Account } from '../identity/account.entity.js';
import {
  type HandOver,
  HandOverRefused,
  type WorkItem,
  type WorkItemSource,
  WorkItemSources,
} from '../identity/hand-over/work-items.js';
import { type Day, laterOf } from '../platform/clock/calendar.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { dayText } from '../platform/clock/day-text.js';
import { Policy } from '../platform/config/policy.js';
import { newId } from '../platform/db/id.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { openOccupancies } from './open-occupancies.js';
import { Occupancy, Position, ROLE_OF, type TeamRole } from './position.entity.js';
import { modelWords } from './qualification.rules.js';
import { modelsOf, standingQualifications } from './qualified-people.js';

const KIND = 'positions';

/** The positions that somebody holds, today or later. An item's id is its occupancy's. */
@Injectable()
export class PositionWork implements WorkItemSource {
  readonly kind = KIND;
  readonly title = 'Positions';
  readonly order = 10;
  readonly isTiedToRole = true;

  constructor(
    sources: WorkItemSources,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
    private readonly audit: AuditTrail,
  ) {
    sources.register(this);
  }

  async openWorkOf(accountId: string): Promise<WorkItem[]> {
    const manager = this.unitOfWork.reading();
    const held = await openOccupancies(manager, this.today(), accountId);
    const positions = await manager.findBy(Position, {
      id: In(held.map(({ positionId }) => positionId)),
    });
    const qualifications = await standingQualifications(manager, [accountId]);
    const items: WorkItem[] = [];
    for (const occupancy of held) {
      const position = positions.find(({ id }) => id === occupancy.positionId);
      if (!position) continue;
      const successors = await this.findSuccessors(manager, occupancy, position.role);
      items.push({
        id: occupancy.id,
        label: `Position ${position.title}`,
        path: null,
        summary: summaryOf(
          position,
          occupancy,
          modelsOf(qualifications, accountId, laterOf(this.today(), occupancy.holdsFrom)),
          this.today(),
        ),
        candidates: successors.map(({ id, displayName }) => ({
          accountId: id,
          name: displayName,
          isAble: true,
          why: 'holds no position then',
        })),
        alternative: 'leave it vacant',
        follows: null,
        blocked: null,
      });
    }
    return items;
  }

  async handOver(from: string, items: HandOver[], reason: string): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      for (const item of items) await this.handOverOne(manager, from, item, reason);
    });
  }

  private async handOverOne(
    manager: EntityManager,
    from: string,
    { itemId, to }: HandOver,
    reason: string,
  ): Promise<void> {
    const occupancy = await manager.findOneByOrFail(Occupancy, { id: itemId });
    const position = await manager.findOneByOrFail(Position, { id: occupancy.positionId });
    const successor =
      to === null ? null : await this.requireSuccessor(manager, occupancy, position, to);
    const leaver = await manager.findOneByOrFail(Account, { id: from });
    const today = this.today();
    // Who has not begun before today never held it: no day would lie between the first and the last.
    if (occupancy.holdsFrom < today)
      await manager.update(Occupancy, { id: itemId }, { holdsUntil: today });
    else await manager.delete(Occupancy, { id: itemId });
    await manager.update(Position, { id: position.id }, { version: position.version + 1 });
    if (successor)
      await manager.insert(Occupancy, {
        id: newId(),
        positionId: position.id,
        accountId: successor.id,
        holdsFrom: laterOf(today, occupancy.holdsFrom),
        holdsUntil: occupancy.holdsUntil,
      });
    await this.audit.record({
      action: 'position.handed-over',
      subject: { type: 'position', id: position.id, label: position.title },
      contextId: from,
      changes: [
        { field: 'holder', before: leaver.displayName, after: successor?.displayName ?? null },
      ],
      reason,
    });
  }

  /** @throws HandOverRefused when the item before this one took them */
  private async requireSuccessor(
    manager: EntityManager,
    occupancy: Occupancy,
    position: Position,
    to: string,
  ): Promise<Account> {
    const successors = await this.findSuccessors(manager, occupancy, position.role);
    const successor = successors.find(({ id }) => id === to);
    if (!successor)
      throw new HandOverRefused([
        {
          kind: KIND,
          itemId: occupancy.id,
          detail: `Position ${position.title} cannot go to whom you chose: they hold another position then.`,
        },
      ]);
    return successor;
  }

  /** Active people of the fitting role who hold no position in the days that the successor takes over, by name. */
  private async findSuccessors(
    manager: EntityManager,
    { holdsFrom, holdsUntil }: Occupancy,
    role: TeamRole,
  ): Promise<Account[]> {
    const from = laterOf(this.today(), holdsFrom);
    const people = await manager.find(Account, {
      where: { kind: 'person', isActive: true, role: ROLE_OF[role] },
      order: { displayName: 'ASC' },
    });
    const busy = new Set(
      (await openOccupancies(manager, from))
        .filter((other) => holdsUntil === null || other.holdsFrom < holdsUntil)
        .map((other) => other.accountId),
    );
    return people.filter(({ id }) => !busy.has(id));
  }

  private today(): Day {
    return this.clock.today(this.policy.timeZone);
  }
}

function summaryOf(
  position: Position,
  { holdsFrom, holdsUntil }: Occupancy,
  models: readonly string[],
  today: Day,
): string {
  return [
    position.role === 'leader' ? 'Leads teams' : 'Inspects',
    models.length > 0
      ? `qualified for ${models.map(modelWords).join(' and ')}`
      : 'without a qualification',
    ...(holdsFrom > today ? [`from ${dayText(holdsFrom)}`] : []),
    ...(holdsUntil ? [`until ${dayText(holdsUntil)}`] : []),
  ].join(', ');
}
