import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import { SystemClock } from '../../platform/clock/clock.js';
import { Settings } from '../../platform/config/settings.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Conflict, InvalidRequest } from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { hashPassword, passwordFits } from '../secrets.js';
import { AttemptLimits } from '../sign-in/attempt-limits.js';
import { accountSubject } from './account-subject.js';
import { AccountsService } from './accounts.service.js';
import { PasswordStrength } from './password-strength.js';
import { SessionsService } from './sessions.service.js';

/** What somebody types to change their password. */
export interface PasswordChange {
  current: string;
  password: string;
  repeated: string;
}

/** Changing the own password, and making somebody change theirs. */
@Injectable()
export class PasswordsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: SystemClock,
    private readonly settings: Settings,
    private readonly accounts: AccountsService,
    private readonly strength: PasswordStrength,
    private readonly sessions: SessionsService,
    private readonly limits: AttemptLimits,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Changes the viewer's own password and signs them out everywhere else.
   * @param address from where; wrong present passwords count as wrong sign-ins do
   * @throws InvalidRequest (400) naming the field; Conflict (409) when the account has no password; TooManyRequests (429)
   */
  async changeOwn(
    viewer: Viewer,
    address: string,
    { current, password, repeated }: PasswordChange,
  ): Promise<void> {
    const account = await this.accounts.find(viewer.accountId);
    if (account.passwordHash === null || !this.settings.hasLocalSignIn)
      throw new Conflict('no-password', 'This account has no password that could be changed.');
    const attempt = await this.limits.attempt('sign-in', {
      email: account.email ?? account.id,
      address,
    });
    if (!(await passwordFits(current, account.passwordHash))) {
      await this.audit.record({
        action: 'password.change-refused',
        subject: accountSubject(account),
      });
      throw wrong('current', 'This is not your present password.');
    }
    await attempt.succeeded();
    await this.strength.demand(password, account, 'password');
    if (password.normalize('NFKC') === current.normalize('NFKC'))
      throw wrong('password', 'The new password is the present one. Choose another.');
    if (password !== repeated)
      throw wrong('repeated', 'The two new passwords differ. Type the same one twice.');
    const passwordHash = await hashPassword(password);
    await this.unitOfWork.run(async () => {
      const change = {
        passwordHash,
        passwordChangedAt: this.clock.moment(),
        mustChangePassword: false,
      };
      const details = { by: 'its owner' };
      await this.accounts.update(account, change, 'password.changed', { details });
      await this.sessions.endAll(account.id, viewer.viaId);
    });
  }

  /**
   * The account's owner chooses another password before anything else opens.
   * @throws Conflict when the account is not active or has no password
   */
  async requireNew(accountId: string): Promise<void> {
    await this.unitOfWork.run(async () => {
      const account = await this.accounts.find(accountId);
      if (!account.isActive || account.passwordHash === null)
        throw new Conflict(
          'no-password',
          `${account.displayName} has no password that could be changed.`,
        );
      if (account.mustChangePassword) return;
      await this.accounts.update(account, { mustChangePassword: true }, 'password.change-required');
    });
  }
}

const wrong = (field: keyof PasswordChange, detail: string): InvalidRequest =>
  new InvalidRequest([{ pointer: `/${field}`, parameter: field, detail }]);
