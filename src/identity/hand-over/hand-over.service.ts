import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Conflict, InvalidRequest } from '../../platform/http/problem.js';
import { Doorbell } from '../../platform/queue/doorbell.js';
import { Account } from '../account.entity.js';
import { accountSubject } from '../accounts/account-subject.js';
import { AccountsService } from '../accounts/accounts.service.js';
import {
  type Choices,
  type HandOverPlan,
  NO_CHOICES,
  type OpenWork,
  planHandOver,
} from './hand-over.rules.js';
import { HandOverRefused, WorkItemSources } from './work-items.js';

/** How many things went where. */
export interface HandOverReport {
  name: string;
  /** To other people. */
  handedOver: number;
  /** To their alternative: a vacant position, a visit given back to planning. */
  givenUp: number;
  /** Found their new owner by themselves. */
  following: number;
}

/**
 * Hands on what somebody has, for good or for a while. The only way in which an account with work ends: whoever
 * deactivates one goes through `depart`.
 */
@Injectable()
export class HandOverService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sources: WorkItemSources,
    private readonly accounts: AccountsService,
    private readonly audit: AuditTrail,
    private readonly doorbell: Doorbell,
  ) {}

  /** The active people, by name. */
  async findPeople(): Promise<Account[]> {
    return this.unitOfWork
      .reading()
      .find(Account, { where: { kind: 'person', isActive: true }, order: { displayName: 'ASC' } });
  }

  /** Everything that somebody has; sources without any are left out. */
  async openWork(accountId: string): Promise<OpenWork[]> {
    const work: OpenWork[] = [];
    for (const source of this.sources.all()) {
      const items = await source.openWorkOf(accountId);
      if (items.length > 0) work.push({ kind: source.kind, title: source.title, items });
    }
    return work;
  }

  /**
   * Hands on what is chosen, and leaves the rest: somebody is away for a while.
   * @throws InvalidRequest (400) without a reason; Conflict (409) naming each item that cannot go there
   */
  async handOver(accountId: string, choices: Choices, reason: string): Promise<HandOverReport> {
    const why = requireReason(reason);
    return this.unitOfWork.run(async () => {
      const account = await this.activeAccount(accountId);
      const plan = planHandOver(await this.openWork(accountId), choices, false);
      if (plan.refusals.length === 0 && plan.handOvers.length === 0)
        throw new Conflict('nothing-chosen', 'Choose at least one thing that somebody takes.');
      return this.carryOut(account, plan, why);
    });
  }

  /**
   * Somebody leaves: everything they have is handed on and their account ends, all of it or nothing.
   * @throws InvalidRequest (400) without a reason; Conflict (409) naming each item that would be left without an owner
   */
  async depart(accountId: string, choices: Choices, reason: string): Promise<HandOverReport> {
    const why = requireReason(reason);
    return this.unitOfWork.run(async () => {
      const account = await this.activeAccount(accountId);
      const plan = planHandOver(await this.openWork(accountId), choices, true);
      const report = await this.carryOut(account, plan, why);
      await this.makeSureNothingIsLeft(accountId);
      await this.accounts.deactivate(accountId, why);
      return report;
    });
  }

  private async activeAccount(accountId: string): Promise<Account> {
    const account = await this.accounts.find(accountId);
    if (!account.isActive)
      throw new Conflict('not-active', `${account.displayName} is not active any more.`);
    return account;
  }

  private async carryOut(
    account: Account,
    plan: HandOverPlan,
    reason: string,
  ): Promise<HandOverReport> {
    if (plan.refusals.length > 0) throw new HandOverRefused(plan.refusals);
    // The last first: a visit is found through the position that it would have gone with.
    for (const { kind, items } of plan.handOvers.toReversed())
      await this.sources
        .all()
        .find((source) => source.kind === kind)
        ?.handOver?.(account.id, items, reason);
    const all = plan.handOvers.flatMap(({ items }) => items);
    const report = {
      name: account.displayName,
      handedOver: all.filter(({ to }) => to !== null).length,
      givenUp: all.filter(({ to }) => to === null).length,
      following: plan.following.length,
    };
    if (all.length + plan.following.length > 0)
      await this.audit.record({
        action: 'account.work-handed-over',
        subject: accountSubject(account),
        reason,
        details: {
          handedOver: report.handedOver,
          givenUp: report.givenUp,
          following: plan.following.map(({ item }) => item.label),
        },
      });
    this.doorbell.ring('reminders.plan');
    return report;
  }

  /** Looks again: what a source may have overlooked stops the departure. */
  private async makeSureNothingIsLeft(accountId: string): Promise<void> {
    const { refusals } = planHandOver(await this.openWork(accountId), NO_CHOICES, true);
    if (refusals.length > 0) throw new HandOverRefused(refusals);
  }
}

function requireReason(reason: string): string {
  const trimmed = reason.trim();
  if (trimmed === '')
    throw new InvalidRequest([
      { pointer: '/reason', parameter: 'reason', detail: 'reason must say why' },
    ]);
  return trimmed;
}
