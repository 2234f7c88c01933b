import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Account } from '../account.entity.js';
import { AccountsService } from '../accounts/accounts.service.js';
import { ROLE_NAMES } from '../permissions.js';
import {
  type HandOver,
  type WorkItem,
  type WorkItemSource,
  WorkItemSources,
} from './work-items.js';

/** The service accounts that somebody answers for. */
@Injectable()
export class ServiceAccountWork implements WorkItemSource {
  readonly kind = 'service-accounts';
  readonly title = 'Service accounts';
  readonly order = 40;
  readonly isTiedToRole = false;

  constructor(
    sources: WorkItemSources,
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountsService,
  ) {
    sources.register(this);
  }

  async openWorkOf(accountId: string): Promise<WorkItem[]> {
    const manager = this.unitOfWork.reading();
    const owned = await manager.find(Account, {
      where: { ownerId: accountId, kind: 'service', isActive: true },
      order: { displayName: 'ASC' },
    });
    if (owned.length === 0) return [];
    const people = await manager.find(Account, {
      where: { kind: 'person', isActive: true, id: Not(accountId) },
      order: { displayName: 'ASC' },
    });
    return owned.map((service) => ({
      id: service.id,
      label: service.displayName,
      path: null,
      summary: `A program that works as ${ROLE_NAMES[service.role]}`,
      candidates: candidatesFor(service, people),
      alternative: 'revoke its tokens and deactivate it',
      follows: null,
      blocked: null,
    }));
  }

  async handOver(_from: string, items: HandOver[], reason: string): Promise<void> {
    await this.unitOfWork.run(async () => {
      for (const { itemId, to } of items) {
        if (to === null) await this.accounts.deactivate(itemId, reason);
        else
          await this.accounts.update(
            await this.accounts.find(itemId),
            { ownerId: to },
            'account.handed-over',
            { reason },
          );
      }
    });
  }
}

/** Who has the program's own role knows best what it does. */
function candidatesFor(service: Account, people: Account[]): WorkItem['candidates'] {
  const isNear = ({ role }: Account): boolean => role === service.role;
  return [...people.filter(isNear), ...people.filter((person) => !isNear(person))].map(
    ({ id, displayName, role }) => ({
      accountId: id,
      name: displayName,
      isAble: true,
      why: ROLE_NAMES[role],
    }),
  );
}
