import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { FieldOffice } from '../../offices/office.entity.js';
import type { Moment } from '../../platform/clock/calendar.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { type Paged, readPage } from '../../platform/http/paging.js';
import { Account, ApiToken, ExternalIdentity, OneTimeLink } from '../account.entity.js';
import type { Role } from '../permissions.js';
import { type AccountState, stateOf } from './account.rules.js';
import { AccountsService } from './accounts.service.js';
import { type SessionFacts, SessionsService } from './sessions.service.js';

export interface AccountFilter {
  role?: Role | undefined;
  state?: AccountState | undefined;
  /** Part of a name or an address. */
  q?: string | undefined;
}

/** An account, as a list shows it. */
export interface AccountLine {
  id: string;
  kind: Account['kind'];
  displayName: string;
  email: string | null;
  role: Role;
  officeName: string | null;
  state: AccountState;
  lastSignedInAt: Moment | null;
}

/** An account with all that belongs to it. */
export interface AccountDetail {
  account: Account;
  state: AccountState;
  officeName: string | null;
  /** Of a service account: who answers for it. */
  ownerName: string | null;
  sessions: SessionFacts[];
  tokens: ApiToken[];
  links: OneTimeLink[];
  identities: ExternalIdentity[];
}

type AccountRow = Account & { officeName: string | null; isInvited: boolean };

/** Whether an invitation went to the account. */
const INVITED = `EXISTS (SELECT 1 FROM one_time_link WHERE one_time_link.account_id = account.id AND one_time_link.purpose = 'invitation')`;

/** Reads the accounts for whoever manages them. */
@Injectable()
export class AccountDirectory {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountsService,
    private readonly sessions: SessionsService,
  ) {}

  /** By name. */
  async findPage(
    filter: AccountFilter,
    page: { limit: number; cursor?: string },
  ): Promise<Paged<AccountLine>> {
    const query = this.unitOfWork.reading().createQueryBuilder(Account, 'account');
    applyFilter(query, filter);
    const sort = [
      {
        column: 'account.displayName',
        direction: 'ASC' as const,
        of: (row: AccountRow) => row.displayName,
      },
      { column: 'account.id', direction: 'ASC' as const, of: (row: AccountRow) => row.id },
    ];
    const read = await readPage(query, sort, page, (ordered) => this.fetch(ordered));
    return { ...read, items: read.items.map(lineOf) };
  }

  /** @throws NotFound */
  async find(id: string): Promise<AccountDetail> {
    const account = await this.accounts.find(id);
    const manager = this.unitOfWork.reading();
    const links = await manager.find(OneTimeLink, {
      where: { accountId: id },
      order: { requestedAt: 'DESC', id: 'DESC' },
    });
    const { officeId, ownerId } = account;
    const office = officeId && (await manager.findOneBy(FieldOffice, { id: officeId }));
    const owner = ownerId && (await manager.findOneBy(Account, { id: ownerId }));
    return {
      account,
      state: stateOf(
        account,
        links.some(({ purpose }) => purpose === 'invitation'),
      ),
      officeName: office ? office.name : null,
      ownerName: owner ? owner.displayName : null,
      sessions: await this.sessions.findOf(id),
      tokens: await manager.find(ApiToken, {
        where: { accountId: id },
        order: { createdAt: 'DESC', id: 'DESC' },
      }),
      links,
      identities: await manager.find(ExternalIdentity, {
        where: { accountId: id },
        order: { firstSeenAt: 'ASC' },
      }),
    };
  }

  private async fetch(query: SelectQueryBuilder<Account>): Promise<AccountRow[]> {
    const accounts = await query.getMany();
    const manager = this.unitOfWork.reading();
    const offices = new Map(
      (await manager.find(FieldOffice)).map((office) => [office.id, office.name]),
    );
    const invitations = await manager.find(OneTimeLink, {
      select: { id: true, accountId: true },
      where: { purpose: 'invitation' },
    });
    const invited = new Set(invitations.map(({ accountId }) => accountId));
    return accounts.map((account) =>
      Object.assign(account, {
        officeName: offices.get(account.officeId ?? '') ?? null,
        isInvited: invited.has(account.id),
      }),
    );
  }
}

const lineOf = (row: AccountRow): AccountLine => ({
  id: row.id,
  kind: row.kind,
  displayName: row.displayName,
  email: row.email,
  role: row.role,
  officeName: row.officeName,
  state: stateOf(row, row.isInvited),
  lastSignedInAt: row.lastSignedInAt,
});

function applyFilter(query: SelectQueryBuilder<Account>, { role, state, q }: AccountFilter): void {
  if (role) query.andWhere('account.role = :role', { role });
  if (q?.trim())
    query.andWhere(
      `(LOWER(account.displayName) LIKE :q ESCAPE '!' OR account.email LIKE :q ESCAPE '!')`,
      { q: `%${q.trim().toLowerCase().replace(/[!%_]/g, '!$&')}%` },
    );
  if (!state) return;
  const isWaiting = `(${INVITED} AND account.passwordHash IS NULL AND account.lastSignedInAt IS NULL)`;
  query.andWhere('account.isActive = :isActive', { isActive: state !== 'deactivated' });
  if (state === 'invited') query.andWhere(isWaiting);
  if (state === 'active' || state === 'must-change-password')
    query.andWhere(`NOT ${isWaiting} AND account.mustChangePassword = :mustChange`, {
      mustChange: state === 'must-change-password',
    });
}
