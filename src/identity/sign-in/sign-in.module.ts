import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AttemptLimitsModule } from './attempt-limits.module.js';
import { SessionStore } from './session-store.js';
import { SignInPages } from './sign-in.pages.js';
import { SignInService } from './sign-in.service.js';
import { SignOutDestinations } from './sign-out-destinations.js';

/** Signing in with a password, and the sessions that come of it. */
@Module({
  imports: [AccountsModule, AttemptLimitsModule],
  controllers: [SignInPages],
  providers: [SessionStore, SignInService, SignOutDestinations],
  exports: [SessionStore, SignInService, SignOutDestinations],
})
export class SignInModule {}
