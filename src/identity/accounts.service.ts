import { Injectable } from '@nestjs/common';
import { FieldOffice } from '../offices/office.entity.js';
import type { Day } from '../platform/clock/calendar.js';
import { SystemClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { newId } from '../platform/db/id.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { Account, ApiToken, WebSession } from './account.entity.js';
import type { Role } from './permissions.js';
import { fingerprint, hashPassword, newPassword, newToken } from './secrets.js';

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
  isSample?: boolean;
}

/** The accounts, and what may be done with them. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: SystemClock,
    private readonly policy: Policy,
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
      const id = newId();
      await manager.insert(Account, {
        id,
        kind: account.kind,
        email: account.email?.trim().toLowerCase() ?? null,
        displayName: account.displayName,
        role: account.role,
        officeId: account.officeId,
        passwordHash: null,
        isActive: true,
        isSample: account.isSample ?? false,
        createdAt: this.clock.moment(),
      });
      return manager.findOneByOrFail(Account, { id });
    });
  }

  /**
   * Gives an account a fresh random password and signs it out wherever it is signed in.
   * @returns the password, which is kept nowhere
   */
  async resetPassword(accountId: string): Promise<string> {
    const password = newPassword();
    const passwordHash = await hashPassword(password);
    await this.unitOfWork.run(async (manager) => {
      await manager.update(Account, { id: accountId }, { passwordHash });
      await manager.delete(WebSession, { accountId });
    });
    return password;
  }

  /** Makes a service account with a token of its own. @returns the token, shown this once */
  async createToken(of: {
    role: Role;
    name: string;
    officeId: string | null;
    expiresOn: Day | null;
  }): Promise<string> {
    const token = newToken();
    await this.unitOfWork.run(async (manager) => {
      const account = await this.create({
        kind: 'service',
        email: null,
        displayName: of.name,
        role: of.role,
        officeId: of.officeId,
      });
      await manager.insert(ApiToken, {
        id: newId(),
        accountId: account.id,
        name: of.name,
        tokenHash: fingerprint(token),
        createdAt: this.clock.moment(),
        expiresAt: of.expiresOn && `${of.expiresOn}T23:59:59.999Z`,
        revokedAt: null,
        lastUsedAt: null,
      });
    });
    return token;
  }

  /** Ends every token of a name. @returns how many */
  async revokeTokens(name: string): Promise<number> {
    return this.unitOfWork.run(async (manager) => {
      const live = (await manager.findBy(ApiToken, { name })).filter((token) => !token.revokedAt);
      for (const { id } of live)
        await manager.update(ApiToken, { id }, { revokedAt: this.clock.moment() });
      return live.length;
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
