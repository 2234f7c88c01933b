import { Module } from '@nestjs/common';
import { OfficesModule } from '../../offices/offices.module.js';
import { AccountsModule } from '../accounts/accounts.module.js';
import { SignInModule } from '../sign-in/sign-in.module.js';
import { ArrivalsService } from './arrivals.service.js';
import { ExternalIdentitiesPages } from './external-identities.pages.js';
import { ExternalIdentitiesService } from './external-identities.service.js';
import { IdentityProvider } from './identity-provider.js';
import { SingleSignOnPages } from './single-sign-on.pages.js';
import { SingleSignOnService } from './single-sign-on.service.js';

/** Signing in through an identity provider (OpenID Connect). */
@Module({
  imports: [AccountsModule, OfficesModule, SignInModule],
  controllers: [SingleSignOnPages, ExternalIdentitiesPages],
  providers: [IdentityProvider, ArrivalsService, SingleSignOnService, ExternalIdentitiesService],
})
export class OidcModule {}
