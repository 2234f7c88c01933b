import { Injectable } from '@nestjs/common';
import { isEmail } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { AuditTrail } from '../../audit/audit-trail.js';
import { SystemClock } from '../../platform/clock/clock.js';
import { Log } from '../../platform/log.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Account, type WebSession } from '../account.entity.js';
import { accountSubject } from '../accounts/account-subject.js';
import { AccountsService } from '../accounts/accounts.service.js';
import { passwordFits } from '../secrets.js';
import { type Attempt, AttemptLimits } from './attempt-limits.js';
import { SessionStore } from './session-store.js';

/** Who somebody says they are, and from where. */
interface Credentials {
  email: string;
  address: string;
}

/** Lets people in by e-mail and password. */
@Injectable()
export class SignInService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly limits: AttemptLimits,
    private readonly sessions: SessionStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: SystemClock,
    private readonly audit: AuditTrail,
    private readonly log: Log,
  ) {}

  /**
   * @returns the account's id; undefined alike for a wrong password, an account that is not active and one that is not there
   * @throws TooManyRequests after too many wrong ones
   */
  async signIn(by: Credentials, password: string): Promise<string | undefined> {
    const attempt = await this.limits.attempt('sign-in', by);
    const account = await this.accounts.findByEmail(by.email);
    const fits = await passwordFits(password, account?.passwordHash ?? null);
    if (!account?.isActive || !fits) {
      this.log.warn({ address: by.address }, 'sign-in refused');
      await this.recordFailure(account, by.email, attempt);
      return undefined;
    }
    await attempt.succeeded();
    await this.sessions.purge();
    return account.id;
  }

  /** What was not even looked at is not recorded: a flood must not fill the audit. */
  private async recordFailure(
    account: Account | null,
    email: string,
    { heldSeconds }: Attempt,
  ): Promise<void> {
    const subject = account
      ? accountSubject(account)
      : { type: 'account', id: 'unknown', label: 'no such account' };
    // People type their password into the wrong field.
    const details = { email: isEmail(email.trim()) ? email : 'not an e-mail', via: 'password' };
    await this.unitOfWork.run(async () => {
      await this.audit.record({ action: 'sign-in.failed', subject, details });
      if (heldSeconds > 0)
        await this.audit.record({
          action: 'sign-in.held',
          subject,
          details: { ...details, seconds: heldSeconds },
        });
    });
  }

  /**
   * Makes the browser's session that of an account, under a new id: one that was planted before is worth nothing after.
   * @param told what else the audit keeps of how they came
   */
  async begin(
    request: FastifyRequest,
    accountId: string,
    via: NonNullable<WebSession['via']>,
    told: Record<string, string> = {},
  ): Promise<void> {
    await request.session.regenerate();
    request.session.set('accountId', accountId);
    request.session.set('via', via);
    request.session.set('address', request.ip);
    request.session.set('userAgent', request.headers['user-agent'] ?? 'not told');
    await this.unitOfWork.run(async (manager) => {
      const account = await manager.findOneByOrFail(Account, { id: accountId });
      await manager.update(Account, { id: accountId }, { lastSignedInAt: this.clock.moment() });
      await this.audit.record({
        action: 'sign-in.succeeded',
        subject: accountSubject(account),
        actor: { accountId, name: account.displayName },
        details: { via, ...told },
      });
    });
  }

  /** Ends the browser's session. */
  async end(request: FastifyRequest): Promise<void> {
    const { viewer } = request;
    if (viewer)
      await this.audit.record({
        action: 'sign-out',
        subject: { type: 'account', id: viewer.accountId, label: viewer.name },
      });
    await request.session.destroy();
  }
}
