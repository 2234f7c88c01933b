import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { OfficesModule } from '../offices/offices.module.js';
import { AccountsModule } from './accounts/accounts.module.js';
import { HandOverModule } from './hand-over/hand-over.module.js';
import { HttpIdentityProvider } from './http-identity.js';
import { OidcModule } from './oidc/oidc.module.js';
import { PermissionGuard } from './permission.guard.js';
import { RolesPages } from './roles.pages.js';
import { AttemptLimitsModule } from './sign-in/attempt-limits.module.js';
import { SignInModule } from './sign-in/sign-in.module.js';
import { TokensModule } from './tokens/tokens.module.js';
import { ViewersService } from './viewers.service.js';

/** Who somebody is and what they may: everything here says no unless it was told otherwise. */
@Module({
  imports: [
    OfficesModule,
    AccountsModule,
    AttemptLimitsModule,
    SignInModule,
    TokensModule,
    OidcModule,
    HandOverModule,
  ],
  controllers: [RolesPages],
  providers: [
    ViewersService,
    HttpIdentityProvider,
    { provide: APP_GUARD, useClass: PermissionGuard },
  ],
  exports: [AccountsModule, HandOverModule],
})
export class IdentityModule {}
