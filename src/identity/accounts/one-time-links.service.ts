import { setTimeout } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import { SystemClock } from '../../platform/clock/clock.js';
import { Settings } from '../../platform/config/settings.js';
import { newId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Conflict } from '../../platform/http/problem.js';
import { Doorbell } from '../../platform/queue/doorbell.js';
import { Account, type LinkPurpose, OneTimeLink } from '../account.entity.js';
import { fingerprint, hashPassword } from '../secrets.js';
import { accountSubject } from './account-subject.js';
import { AccountsService } from './accounts.service.js';
import { PasswordStrength } from './password-strength.js';
import { SessionsService } from './sessions.service.js';

/** The job that sends what was requested. */
export const LINKS_JOB = 'accounts.links';

/** A link that was opened: whom it lets choose a password, or why it does not. */
export type OpenedLink =
  | { kind: 'open'; link: OneTimeLink; account: Account }
  | { kind: 'used' | 'expired' | 'replaced' | 'unknown' };

/** Longer than either takes: a known address and an unknown one. */
const ANSWER_AFTER_MS = 250;

/** Somebody who asks again within so many seconds gets no second mail. */
const REPEATS_IGNORED_SECONDS = 300;

/** Links that let somebody choose a password: an invitation, or a forgotten password. */
@Injectable()
export class OneTimeLinks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: SystemClock,
    private readonly settings: Settings,
    private readonly accounts: AccountsService,
    private readonly strength: PasswordStrength,
    private readonly sessions: SessionsService,
    private readonly audit: AuditTrail,
    private readonly doorbell: Doorbell,
  ) {}

  /**
   * Asks for a mail with a link; earlier links of the same purpose are worth nothing from now on.
   * @throws Conflict when the account is not active, has no address, or people choose no passwords here
   */
  async requestLink(accountId: string, purpose: LinkPurpose): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const account = await this.accounts.find(accountId);
      this.refuseWhereNobodyCanUseIt(account, purpose);
      const now = this.clock.moment();
      await manager.update(
        OneTimeLink,
        { accountId, purpose, state: In(['pending', 'sent']) },
        { state: 'withdrawn' },
      );
      await manager.insert(OneTimeLink, {
        id: newId(),
        accountId,
        purpose,
        state: 'pending',
        tokenHash: null,
        requestedAt: now,
        attempts: 0,
        nextAttemptAt: now,
        expiresAt: null,
        usedAt: null,
        response: null,
      });
      await this.audit.record({
        action: purpose === 'invitation' ? 'account.invited' : 'password.link-requested',
        subject: accountSubject(account),
      });
      this.doorbell.ring(LINKS_JOB);
    });
  }

  /**
   * Somebody says that they forgot their password. Whether there is such an account shows neither in the answer nor in
   * its time: it is always given after the same wait.
   */
  async requestByEmail(email: string): Promise<void> {
    await Promise.all([this.requestIfKnown(email), setTimeout(ANSWER_AFTER_MS)]);
  }

  /** Looks at a link without using it: programs that check mails open every link in them. */
  async open(purpose: LinkPurpose, token: string): Promise<OpenedLink> {
    const manager = this.unitOfWork.reading();
    const tokenHash = fingerprint(token);
    const link = await manager.findOneBy(OneTimeLink, { purpose, tokenHash });
    if (!link) return { kind: 'unknown' };
    if (link.state === 'used') return { kind: 'used' };
    if (link.state !== 'pending' && link.state !== 'sent') return { kind: 'replaced' };
    if ((link.expiresAt ?? '') <= this.clock.moment()) return { kind: 'expired' };
    const account = await manager.findOneBy(Account, { id: link.accountId, isActive: true });
    return account ? { kind: 'open', link, account } : { kind: 'unknown' };
  }

  /**
   * Sets the password that the owner of a link chose, once, and signs them out wherever they are signed in.
   * @returns `open` when it is set; otherwise why the link does not do it
   * @throws InvalidRequest when the password will not do; the link still holds then
   */
  async choosePassword(
    purpose: LinkPurpose,
    token: string,
    password: string,
  ): Promise<OpenedLink['kind']> {
    const opened = await this.open(purpose, token);
    if (opened.kind !== 'open' || !this.settings.hasLocalSignIn) return opened.kind;
    await this.strength.demand(password, opened.account, 'password');
    const passwordHash = await hashPassword(password);
    return this.unitOfWork.run(async (manager) => {
      const again = await this.open(purpose, token);
      if (again.kind !== 'open') return again.kind;
      const { link, account } = again;
      const now = this.clock.moment();
      await manager.update(
        OneTimeLink,
        { accountId: account.id, state: In(['pending', 'sent']) },
        { state: 'withdrawn' },
      );
      await manager.update(OneTimeLink, { id: link.id }, { state: 'used', usedAt: now });
      await manager.update(
        Account,
        { id: account.id },
        {
          passwordHash,
          passwordChangedAt: now,
          mustChangePassword: false,
          version: account.version + 1,
        },
      );
      await this.sessions.endAll(account.id);
      await this.audit.record({
        action: 'password.changed',
        subject: accountSubject(account),
        actor: { accountId: account.id, name: account.displayName },
        details: { by: purpose },
      });
      return 'open';
    });
  }

  private async requestIfKnown(email: string): Promise<void> {
    const account = await this.accounts.findByEmail(email);
    await this.unitOfWork.run(async () => {
      if (account && (await this.mayAsk(account))) {
        await this.requestLink(account.id, 'password-reset');
        return;
      }
      await this.audit.record({
        action: 'password.link-refused',
        subject: account
          ? accountSubject(account)
          : { type: 'account', id: 'unknown', label: 'no such account' },
        details: { email },
      });
    });
  }

  private refuseWhereNobodyCanUseIt(account: Account, purpose: LinkPurpose): void {
    const { displayName } = account;
    if (!account.isActive) throw new Conflict('not-active', `${displayName} is not active.`);
    if (account.kind !== 'person' || !account.email)
      throw new Conflict('no-address', `${displayName} has no address that mail can go to.`);
    if (purpose === 'password-reset' && !this.settings.hasLocalSignIn)
      throw new Conflict('no-passwords', 'People sign in through the identity provider here.');
  }

  /** Somebody who signs in elsewhere, and never had a password here, gets none by asking for it. */
  private async mayAsk(account: Account): Promise<boolean> {
    if (!account.isActive || account.kind !== 'person' || !this.settings.hasLocalSignIn)
      return false;
    const manager = this.unitOfWork.reading();
    const { id: accountId } = account;
    const isInvited = await manager.existsBy(OneTimeLink, { accountId, purpose: 'invitation' });
    const hasAsked = await manager.existsBy(OneTimeLink, {
      accountId,
      purpose: 'password-reset',
      state: In(['pending', 'sent']),
      requestedAt: MoreThan(this.clock.momentIn(-REPEATS_IGNORED_SECONDS)),
    });
    return (account.passwordHash !== null || isInvited) && !hasAsked;
  }
}
