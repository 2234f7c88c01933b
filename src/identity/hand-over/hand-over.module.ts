import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { WorkItemSources } from './work-items.js';

/** What somebody who leaves hands on. The features above register what they have. */
@Module({
  imports: [AccountsModule],
  providers: [WorkItemSources],
  exports: [WorkItemSources],
})
export class HandOverModule {}
