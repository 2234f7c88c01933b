import { Module } from '@nestjs/common';
import { OfficesModule } from '../../offices/offices.module.js';
import { AccountsModule } from '../accounts/accounts.module.js';
import { MeController } from './me.controller.js';
import { OwnTokensPages } from './own-tokens.pages.js';
import { ServiceAccountsPages } from './service-accounts.pages.js';
import { ServiceAccounts } from './service-accounts.service.js';
import { TokensService } from './tokens.service.js';

/** API tokens: made by their owner, never more than their owner; and the accounts of programs. */
@Module({
  imports: [AccountsModule, OfficesModule],
  controllers: [MeController, OwnTokensPages, ServiceAccountsPages],
  providers: [TokensService, ServiceAccounts],
  exports: [TokensService],
})
export class TokensModule {}
