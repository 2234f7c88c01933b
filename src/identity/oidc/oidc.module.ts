import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { SignInModule } from '../sign-in/sign-in.module.js';

/** Signing in through an identity provider (OpenID Connect). */
@Module({ imports: [AccountsModule, SignInModule] })
export class OidcModule {}
