import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { SessionStore } from './session-store.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { SignInPages } from './sign-in.pages.js';
import { SignInService } from './sign-in.service.js';
import { SignOutDestinations } from './sign-out-destinations.js';

/** Signing in with a password, and the sessions that come of it. */
@Module({
  imports: [AccountsModule],
  controllers: [SignInPages],
  providers: [SessionStore, SignInThrottle, SignInService, SignOutDestinations],
  exports: [SessionStore, SignInService, SignOutDestinations],
})
export class SignInModule {}
