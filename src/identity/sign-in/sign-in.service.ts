import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AuditTrail } from '../../audit/audit-trail.js';
import { SystemClock } from '../../platform/clock/clock.js';
import { TooManyRequests } from '../../platform/http/problem.js';
import { Log } from '../../platform/log.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Account, type WebSession } from '../account.entity.js';
import { accountSubject, AccountsService } from '../accounts/accounts.service.js';
import { passwordFits } from '../secrets.js';
import { SessionStore } from './session-store.js';
import { type Attempt, SignInThrottle } from './sign-in-throttle.js';

/** Lets people in by e-mail and password. */
@Injectable()
export class SignInService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly throttle: SignInThrottle,
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
  async signIn(attempt: Attempt, password: string): Promise<string | undefined> {
    const wait = this.throttle.waitSeconds(attempt);
    if (wait > 0) throw new TooManyRequests(wait);
    this.throttle.begin(attempt);
    const account = await this.accounts.findByEmail(attempt.email);
    const fits = await passwordFits(password, account?.passwordHash ?? null);
    if (!account?.isActive || !fits) {
      this.log.warn({ address: attempt.address }, 'sign-in refused');
      await this.audit.record({
        action: 'sign-in.failed',
        subject: {
          type: 'account',
          id: account?.id ?? 'unknown',
          label: account?.displayName ?? 'no such account',
        },
        details: { email: attempt.email, via: 'password' },
      });
      return undefined;
    }
    this.throttle.succeeded(attempt);
    await this.sessions.purge();
    return account.id;
  }

  /** Makes the browser's session that of an account, under a new id: one that was planted before is worth nothing after. */
  async begin(
    request: FastifyRequest,
    accountId: string,
    via: NonNullable<WebSession['via']>,
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
        details: { via },
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
