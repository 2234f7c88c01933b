import { Injectable } from '@nestjs/common';
import { IsNull, Not, type SelectQueryBuilder } from 'typeorm';
import { changesBetween } from '../../audit/audit-chain.rules.js';
import { AuditTrail } from '../../audit/audit-trail.js';
import { isId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { type Paged, readPage } from '../../platform/http/paging.js';
import { InvalidRequest, NotFound, Stale } from '../../platform/http/problem.js';
import { Account, ExternalIdentity } from '../account.entity.js';
import { AccountsService } from '../accounts/accounts.service.js';
import { SessionsService } from '../accounts/sessions.service.js';
import { identitySubject } from './identity-subject.js';

/** An identity beside the account that it opens. */
export interface IdentityLine extends ExternalIdentity {
  accountName: string | null;
  accountEmail: string | null;
}

/** What an administrator decided about an identity. */
export interface LinkDecision {
  /** The account's, in any case of its letters. */
  email: string;
  reason: string;
  /** The link that they saw, so that two administrators do not undo each other's unseen. */
  seenAccountId: string | null;
}

/** Which identities of the provider open which accounts, as administrators see and decide it. */
@Injectable()
export class ExternalIdentitiesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountsService,
    private readonly sessions: SessionsService,
    private readonly audit: AuditTrail,
  ) {}

  /** Those that wait come first, the longest waiting before the others; then the linked ones, as they first came. */
  findPage(page: { limit: number; cursor?: string }): Promise<Paged<IdentityLine>> {
    const isLinked = ({ accountId }: IdentityLine): number => (accountId === null ? 0 : 1);
    return readPage<ExternalIdentity, IdentityLine>(
      this.lines(),
      [
        {
          column: 'CASE WHEN identity.accountId IS NULL THEN 0 ELSE 1 END',
          direction: 'ASC',
          of: isLinked,
          accepts: (value) => value === 0 || value === 1,
        },
        { column: 'identity.firstSeenAt', direction: 'ASC', of: (line) => line.firstSeenAt },
        { column: 'identity.id', direction: 'ASC', of: (line) => line.id },
      ],
      page,
      (query) => query.getRawMany<IdentityLine>(),
    );
  }

  /** @throws NotFound */
  async find(id: string): Promise<IdentityLine> {
    const line = isId(id)
      ? await this.lines().andWhere('identity.id = :id', { id }).getRawOne<IdentityLine>()
      : undefined;
    if (!line) throw new NotFound('The identity');
    return line;
  }

  /**
   * Lets an identity open an account; the one that it opened before, if any, is its no more. Sessions of either end:
   * they may be somebody else's.
   * @throws InvalidRequest when the account cannot be the one; Stale when the link is not what was seen
   */
  async link(id: string, { email, reason, seenAccountId }: LinkDecision): Promise<Account> {
    return this.unitOfWork.run(async () => {
      const identity = await this.find(id);
      const account = await this.linkable(email, identity);
      await this.change(identity, account.id, seenAccountId, reason);
      return account;
    });
  }

  /**
   * From now on the identity opens nothing: whoever comes with it waits until it is linked again.
   * @throws Stale when the link is not what was seen
   */
  async unlink(id: string, { reason, seenAccountId }: Omit<LinkDecision, 'email'>): Promise<void> {
    await this.unitOfWork.run(async () => {
      const identity = await this.find(id);
      if (identity.accountId === null) throw new Stale(null);
      await this.change(identity, null, seenAccountId, reason);
    });
  }

  private async linkable(email: string, identity: IdentityLine): Promise<Account> {
    const account = await this.accounts.findByEmail(email);
    if (account?.kind !== 'person') throw wrongAccount('No person here has this e-mail address.');
    if (!account.isActive)
      throw wrongAccount(`${account.displayName} is not active. Reactivate the account first.`);
    if (account.id === identity.accountId)
      throw wrongAccount(`It is linked to ${account.displayName} already. Choose another account.`);
    const other = await this.unitOfWork.reading().findOneBy(ExternalIdentity, {
      accountId: account.id,
      issuer: identity.issuer,
      id: Not(identity.id),
    });
    if (other)
      throw wrongAccount(
        `${account.displayName} is linked to another agency account already. Unlink that one first.`,
      );
    return account;
  }

  private async change(
    identity: IdentityLine,
    accountId: string | null,
    seenAccountId: string | null,
    reason: string,
  ): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const { affected } = await manager.update(
        ExternalIdentity,
        { id: identity.id, accountId: seenAccountId ?? IsNull() },
        { accountId },
      );
      if (affected !== 1) throw new Stale(null);
      for (const touched of [identity.accountId, accountId])
        if (touched) await this.sessions.endAll(touched);
      await this.audit.record({
        action: actionOf(identity.accountId, accountId),
        subject: identitySubject(identity),
        contextId: accountId ?? identity.accountId,
        changes: changesBetween<Pick<ExternalIdentity, 'accountId'>>(identity, { accountId }, [
          'accountId',
        ]),
        reason,
        details: { issuer: identity.issuer, subject: identity.subject },
      });
    });
  }

  private lines(): SelectQueryBuilder<ExternalIdentity> {
    const query = this.unitOfWork
      .reading()
      .createQueryBuilder(ExternalIdentity, 'identity')
      .leftJoin(Account, 'account', 'account.id = identity.accountId')
      .select('account.displayName', 'accountName')
      .addSelect('account.email', 'accountEmail');
    for (const field of IDENTITY_FIELDS) query.addSelect(`identity.${field}`, field);
    return query;
  }
}

const IDENTITY_FIELDS = [
  'id',
  'issuer',
  'subject',
  'accountId',
  'emailAsTold',
  'nameAsTold',
  'firstSeenAt',
  'lastSeenAt',
] as const satisfies (keyof ExternalIdentity)[];

function actionOf(before: string | null, after: string | null): string {
  if (after === null) return 'identity.unlinked';
  return before === null ? 'identity.linked' : 'identity.relinked';
}

const wrongAccount = (detail: string): InvalidRequest =>
  new InvalidRequest([{ pointer: '/email', parameter: 'email', detail }]);
