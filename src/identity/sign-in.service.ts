import { Injectable } from '@nestjs/common';
import { TooManyRequests } from '../platform/http/problem.js';
import { Log } from '../platform/log.js';
import { AccountsService } from './accounts.service.js';
import { passwordFits } from './secrets.js';
import { SessionStore } from './session-store.js';
import { type Attempt, SignInThrottle } from './sign-in-throttle.js';

/** Lets people in by e-mail and password. */
@Injectable()
export class SignInService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly throttle: SignInThrottle,
    private readonly sessions: SessionStore,
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
      return undefined;
    }
    this.throttle.succeeded(attempt);
    await this.sessions.purge();
    return account.id;
  }
}
