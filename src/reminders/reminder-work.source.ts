import { Injectable } from '@nestjs/common';
import { Account } from '../identity/account.entity.js';
import { AccountsService } from '../identity/accounts/accounts.service.js';
import {
  type WorkItem,
  type WorkItemSource,
  WorkItemSources,
} from '../identity/hand-over/work-items.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { kindHeading, kindOrder } from './reminder-words.rules.js';
import { Reminder } from './reminder.entity.js';

/**
 * The reminders that somebody is still to get. They follow what they are about: planning, which runs after every
 * hand-over, cancels theirs and makes new ones for whoever answers now. Of what is late, the program managers hear:
 * there must always be one.
 */
@Injectable()
export class ReminderWork implements WorkItemSource {
  readonly kind = 'reminders';
  readonly title = 'Reminders';
  readonly order = 50;
  readonly isTiedToRole = true;

  constructor(
    sources: WorkItemSources,
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountsService,
  ) {
    sources.register(this);
  }

  async openWorkOf(accountId: string): Promise<WorkItem[]> {
    return [...(await this.lastManager(accountId)), ...(await this.planned(accountId))];
  }

  private async planned(accountId: string): Promise<WorkItem[]> {
    const rows = await this.unitOfWork
      .reading()
      .createQueryBuilder(Reminder, 'reminder')
      .select('reminder.kind', 'kind')
      .addSelect('COUNT(*)', 'count')
      .where('reminder.recipientId = :accountId', { accountId })
      .andWhere('reminder.state = :planned', { planned: 'planned' })
      .groupBy('reminder.kind')
      .getRawMany<{ kind: string; count: number | string }>();
    return rows
      .sort((a, b) => kindOrder(a.kind) - kindOrder(b.kind))
      .map(({ kind, count }) => ({
        id: kind,
        label: Number(count) === 1 ? '1 planned reminder' : `${Number(count)} planned reminders`,
        path: null,
        summary: kindHeading(kind),
        candidates: [],
        alternative: null,
        follows: { words: 'will go to whoever answers then', item: null },
        blocked: null,
      }));
  }

  private async lastManager(accountId: string): Promise<WorkItem[]> {
    const account = await this.unitOfWork
      .reading()
      .findOneBy(Account, { id: accountId, role: 'program-manager' });
    if (!account) return [];
    const managers = await this.accounts.findRecipients({ role: 'program-manager' });
    if (managers.some((manager) => manager.accountId !== accountId)) return [];
    return [
      {
        id: 'program-managers',
        label: 'What program managers are reminded of',
        path: null,
        summary: 'Agreements that end, and what is late: there is no other program manager',
        candidates: [],
        alternative: null,
        follows: null,
        blocked: { words: 'invite another program manager', path: '/admin/accounts/invite' },
      },
    ];
  }
}
