import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Account } from '../account.entity.js';
import { accountSubject, AccountsService } from '../accounts/accounts.service.js';
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

  constructor(
    sources: WorkItemSources,
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountsService,
    private readonly audit: AuditTrail,
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
    await this.unitOfWork.run(async (manager) => {
      for (const { itemId, to } of items) {
        if (to === null) {
          await this.accounts.deactivate(itemId, reason);
          continue;
        }
        const service = await manager.findOneByOrFail(Account, { id: itemId });
        await manager.update(
          Account,
          { id: itemId },
          { ownerId: to, version: service.version + 1 },
        );
        await this.audit.record({
          action: 'account.handed-over',
          subject: accountSubject(service),
          contextId: service.ownerId,
          changes: [{ field: 'ownerId', before: service.ownerId, after: to }],
          reason,
        });
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
