import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { TokensService } from './tokens.service.js';

/** API tokens: made by their owner, never more than their owner. */
@Module({ imports: [AccountsModule], providers: [TokensService], exports: [TokensService] })
export class TokensModule {}
