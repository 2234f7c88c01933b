import { Module } from '@nestjs/common';
import { OfficesModule } from '../../offices/offices.module.js';
import { DbModule } from '../../platform/db/db.module.js';
import { Account, ApiToken, ExternalIdentity, OneTimeLink, WebSession } from '../account.entity.js';
import { AttemptLimitsModule } from '../sign-in/attempt-limits.module.js';
import { AccountAdministration } from './account-administration.js';
import { AccountDirectory } from './account-directory.js';
import { AccountsPages } from './accounts.pages.js';
import { AccountsService } from './accounts.service.js';
import { DemoCredentials } from './demo-credentials.js';
import { LinkPages } from './link.pages.js';
import { LinkSender } from './link-sender.js';
import { SendLinksJob } from './one-time-links.jobs.js';
import { OneTimeLinks } from './one-time-links.service.js';
import { OwnAccountPages } from './own-account.pages.js';
import { PasswordStrength } from './password-strength.js';
import { PasswordsService } from './passwords.service.js';
import { SessionsService } from './sessions.service.js';

/** Accounts and their life: invited, changed, deactivated, never deleted. */
@Module({
  imports: [
    DbModule.entities(Account, WebSession, ApiToken, OneTimeLink, ExternalIdentity),
    OfficesModule,
    AttemptLimitsModule,
  ],
  controllers: [AccountsPages, LinkPages, OwnAccountPages],
  providers: [
    AccountAdministration,
    AccountDirectory,
    AccountsService,
    DemoCredentials,
    LinkSender,
    OneTimeLinks,
    PasswordsService,
    PasswordStrength,
    SendLinksJob,
    SessionsService,
  ],
  exports: [AccountsService, DemoCredentials, OneTimeLinks, SessionsService],
})
export class AccountsModule {}
