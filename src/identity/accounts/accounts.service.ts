import { Injectable } from '@nestjs/common';
import { changesBetween } from '../../audit/audit-chain.rules.js';
import { AuditTrail } from '../../audit/audit-trail.js';
import { FieldOffice } from '../../offices/office.entity.js';
import { SystemClock } from '../../platform/clock/clock.js';
import { Policy } from '../../platform/config/policy.js';
import { newId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Account, WebSession } from '../account.entity.js';
import type { Role } from '../permissions.js';
import { hashPassword, newPassword } from '../secrets.js';

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

/** What the audit tells of an account, before and after. */
export const AUDITED_FIELDS = [
  'kind',
  'email',
  'displayName',
  'role',
  'officeId',
  'isActive',
  'mustChangePassword',
  'ownerId',
] as const satisfies (keyof Account)[];

/** An account, as the audit names it. */
export const accountSubject = (account: Pick<Account, 'id' | 'displayName'>) => ({
  type: 'account',
  id: account.id,
  label: account.displayName,
});

/** The accounts, and what may be done with them. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: SystemClock,
    private readonly policy: Policy,
    private readonly audit: AuditTrail,
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
        mustChangePassword: false,
        passwordChangedAt: null,
        lastSignedInAt: null,
        isActive: true,
        deactivatedAt: null,
        ownerId: account.ownerId ?? null,
        isSample: account.isSample ?? false,
        createdAt: this.clock.moment(),
        version: 1,
      });
      const created = await manager.findOneByOrFail(Account, { id });
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
   * @returns the password, which is kept nowhere
   */
  async resetPassword(accountId: string): Promise<string> {
    const password = newPassword();
    const passwordHash = await hashPassword(password);
    await this.unitOfWork.run(async (manager) => {
      const account = await manager.findOneByOrFail(Account, { id: accountId });
      await manager.update(
        Account,
        { id: accountId },
        { passwordHash, passwordChangedAt: this.clock.moment(), version: account.version + 1 },
      );
      await manager.delete(WebSession, { accountId });
      await this.audit.record({
        action: 'account.password-reset',
        subject: accountSubject(account),
      });
    });
    return password;
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
