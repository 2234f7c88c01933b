import { Injectable } from '@nestjs/common';
import { Log } from '../platform/log.js';
import { AccountsService } from './accounts.service.js';
import { passwordFits } from './secrets.js';
import { SessionStore } from './session-store.js';
import { SignInThrottle } from './sign-in-throttle.js';

export type SignInOutcome =
  { kind: 'signed-in'; accountId: string } | { kind: 'refused'; message: string };

/** Lets people in by e-mail and password. */
@Injectable()
export class SignInService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly throttle: SignInThrottle,
    private readonly sessions: SessionStore,
    private readonly log: Log,
  ) {}

  /** The refusal is the same whether the account or the password is wrong. */
  async signIn(email: string, password: string, address: string): Promise<SignInOutcome> {
    const accountKey = `account ${email.trim().toLowerCase()}`;
    const keys = [accountKey, `address ${address}`];
    const wait = this.throttle.waitSeconds(keys);
    if (wait > 0)
      return {
        kind: 'refused',
        message: `Too many wrong attempts. Try again in ${wait} second${wait === 1 ? '' : 's'}.`,
      };
    const account = await this.accounts.findByEmail(email);
    const fits = await passwordFits(password, account?.passwordHash ?? null);
    if (!account?.isActive || !fits) {
      this.throttle.failed(keys);
      this.log.warn({ address }, 'sign-in refused');
      return { kind: 'refused', message: 'The e-mail or the password is not right.' };
    }
    this.throttle.succeeded(accountKey);
    await this.sessions.purge();
    return { kind: 'signed-in', accountId: account.id };
  }
}
