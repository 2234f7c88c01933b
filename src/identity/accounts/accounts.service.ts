import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { changesBetween } from '../../audit/audit-chain.rules.js';
import { AuditTrail } from '../../audit/audit-trail.js';
import { FieldOffice } from '../../offices/office.entity.js';
import { SystemClock } from '../../platform/clock/clock.js';
import { Policy } from '../../platform/config/policy.js';
import { isId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Conflict, NotFound, Stale } from '../../platform/http/problem.js';
import { Account, ApiToken, OneTimeLink } from '../account.entity.js';
import type { Role } from '../permissions.js';
import { hashPassword, newPassword } from '../secrets.js';
import { accountSubject, AUDITED_FIELDS } from './account-subject.js';
import { whyAdministratorStays } from './administrators.js';
import { SessionsService } from './sessions.service.js';
import { unusedAccount } from './unused-account.js';

/** A person who can be written to, and the zone in which their day begins. */
export interface ActivePerson {
  accountId: string;
  email: string;
  name: string;
  /** IANA name. */
  timeZone: string;
}

export interface NewAccount {
  kind: 'person' | 'service';
  email: string | null;
  displayName: string;
  role: Role;
  officeId: string | null;
  /** The person who answers for a service account. */
  ownerId?: string | null;
  isSample?: boolean;
}

/** The accounts, and what may be done with them. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: SystemClock,
    private readonly policy: Policy,
    private readonly audit: AuditTrail,
    private readonly sessions: SessionsService,
  ) {}

  /** The active persons of a role, or those of one field office, by name. */
  async findRecipients(of: { role: Role; officeId?: string }): Promise<ActivePerson[]> {
    const query = this.persons().andWhere('account.role = :role', { role: of.role });
    if (of.officeId) query.andWhere('account.officeId = :officeId', { officeId: of.officeId });
    return this.asPersons(await query.orderBy('account.displayName').getRawMany());
  }

  async findRecipient(accountId: string): Promise<ActivePerson | undefined> {
    const query = this.persons().andWhere('account.id = :accountId', { accountId });
    return this.asPersons(await query.getRawMany())[0];
  }

  async findByEmail(email: string): Promise<Account | null> {
    return this.unitOfWork.reading().findOneBy(Account, { email: email.trim().toLowerCase() });
  }

  async list(): Promise<Account[]> {
    return this.unitOfWork
      .reading()
      .find(Account, { order: { kind: 'ASC', role: 'ASC', displayName: 'ASC' } });
  }

  async create(account: NewAccount): Promise<Account> {
    return this.unitOfWork.run(async (manager) => {
      const row = unusedAccount({
        kind: account.kind,
        email: account.email?.trim().toLowerCase() ?? null,
        displayName: account.displayName,
        role: account.role,
        officeId: account.officeId,
        ownerId: account.ownerId ?? null,
        isSample: account.isSample ?? false,
        createdAt: this.clock.moment(),
      });
      await manager.insert(Account, row);
      const created = await manager.findOneByOrFail(Account, { id: row.id });
      await this.audit.record({
        action: 'account.created',
        subject: accountSubject(created),
        changes: changesBetween<Account>(null, created, AUDITED_FIELDS),
      });
      return created;
    });
  }

  /**
   * Gives an account a fresh random password and signs it out wherever it is signed in.
   * @param mustChange whether its owner chooses another at the first sign-in; unless told, all but samples do
   * @returns the password, which is kept nowhere
   */
  async resetPassword(accountId: string, mustChange?: boolean): Promise<string> {
    const password = newPassword();
    const passwordHash = await hashPassword(password);
    await this.unitOfWork.run(async (manager) => {
      const account = await manager.findOneByOrFail(Account, { id: accountId });
      await manager.update(
        Account,
        { id: accountId },
        {
          passwordHash,
          passwordChangedAt: this.clock.moment(),
          mustChangePassword: mustChange ?? !account.isSample,
          version: account.version + 1,
        },
      );
      await this.sessions.endAll(accountId);
      await this.audit.record({
        action: 'account.password-reset',
        subject: accountSubject(account),
      });
    });
    return password;
  }

  /**
   * Ends an account, which stays as a name beside what it did: it can neither sign in nor use a token or a link.
   * @throws Conflict when it is not active, is the caller's own or the last administrator's
   */
  async deactivate(accountId: string, reason: string): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const account = await this.find(accountId);
      if (!account.isActive)
        throw new Conflict('not-active', `${account.displayName} is not active any more.`);
      const stays = await whyAdministratorStays(manager, account);
      if (stays) throw new Conflict('administrator-stays', stays);
      const now = this.clock.moment();
      await this.update(account, { isActive: false, deactivatedAt: now }, 'account.deactivated', {
        reason,
      });
      await this.sessions.endAll(accountId);
      await manager.update(
        OneTimeLink,
        { accountId, state: In(['pending', 'sent']) },
        { state: 'withdrawn' },
      );
      await this.revokeTokensOf(account);
    });
  }

  /**
   * Lets somebody in again. Sessions, tokens and links of before stay ended.
   * @throws Conflict when the account is active
   */
  async reactivate(accountId: string, reason: string | null = null): Promise<void> {
    await this.unitOfWork.run(async () => {
      const account = await this.find(accountId);
      if (account.isActive)
        throw new Conflict('is-active', `${account.displayName} is active already.`);
      const change = { isActive: true, deactivatedAt: null };
      await this.update(account, change, 'account.reactivated', { reason });
    });
  }

  /** @throws NotFound */
  async find(accountId: string): Promise<Account> {
    const account = isId(accountId)
      ? await this.unitOfWork.reading().findOneBy(Account, { id: accountId })
      : null;
    if (!account) throw new NotFound('The account');
    return account;
  }

  /**
   * Changes an account, guarded by the version that was read, and records what changed.
   * @throws Stale when somebody else changed it meanwhile
   */
  async update(
    account: Account,
    change: Partial<Account>,
    action: string,
    told: { reason?: string | null; details?: Record<string, unknown> } = {},
  ): Promise<void> {
    const { id, version } = account;
    const changed = Object.assign(new Account(), account, change);
    await this.unitOfWork.run(async (manager) => {
      const { affected } = await manager.update(
        Account,
        { id, version },
        { ...change, version: version + 1 },
      );
      if (affected !== 1) throw new Stale(null);
      await this.audit.record({
        action,
        subject: accountSubject(changed),
        changes: changesBetween<Account>(account, changed, AUDITED_FIELDS),
        ...told,
      });
    });
  }

  /** Ends every API token that somebody made for themself. */
  async revokeTokensOf(account: Account): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const live = await manager.findBy(ApiToken, { accountId: account.id, revokedAt: IsNull() });
      for (const { id, name } of live) {
        await manager.update(ApiToken, { id }, { revokedAt: this.clock.moment() });
        await this.audit.record({
          action: 'token.revoked',
          subject: { type: 'token', id, label: name },
          contextId: account.id,
        });
      }
    });
  }

  private persons() {
    return this.unitOfWork
      .reading()
      .createQueryBuilder(Account, 'account')
      .leftJoin(FieldOffice, 'office', 'office.id = account.officeId')
      .select('account.id', 'accountId')
      .addSelect('account.email', 'email')
      .addSelect('account.displayName', 'name')
      .addSelect('office.timeZone', 'timeZone')
      .where('account.isActive = :active AND account.email IS NOT NULL', { active: true });
  }

  private asPersons(
    rows: { accountId: string; email: string; name: string; timeZone: string | null }[],
  ): ActivePerson[] {
    return rows.map((row) => ({ ...row, timeZone: row.timeZone ?? this.policy.timeZone }));
  }
}
