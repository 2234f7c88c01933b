import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { OfficesModule } from '../offices/offices.module.js';
import { DbModule } from '../platform/db/db.module.js';
import { Account, ApiToken, WebSession } from './account.entity.js';
import { AccountsService } from './accounts.service.js';
import { DemoCredentials } from './demo-credentials.js';
import { HttpIdentityProvider } from './http-identity.js';
import { PermissionGuard } from './permission.guard.js';
import { RolesPages } from './roles.pages.js';
import { SessionStore } from './session-store.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { SignInPages } from './sign-in.pages.js';
import { SignInService } from './sign-in.service.js';
import { ViewersService } from './viewers.service.js';

@Module({
  imports: [DbModule.entities(Account, ApiToken, WebSession), OfficesModule],
  controllers: [SignInPages, RolesPages],
  providers: [
    AccountsService,
    ViewersService,
    SessionStore,
    SignInThrottle,
    SignInService,
    HttpIdentityProvider,
    DemoCredentials,
    { provide: APP_GUARD, useClass: PermissionGuard },
  ],
  exports: [AccountsService],
})
export class IdentityModule {}
