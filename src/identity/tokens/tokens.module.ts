import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';

/** API tokens: made by their owner, never more than their owner. */
@Module({ imports: [AccountsModule] })
export class TokensModule {}
